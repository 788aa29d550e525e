import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from events.models import Event, Facilitator, Partner, Table, Workshop
from members.models import Structure
from tests.factories import make_event, make_facilitator, make_registration, make_structure, make_workshop


def typed(*tables, initial=0, **values):
    """The posted form of a workshop; each table is (pk, number, seats) or (pk, number, seats, remove)."""
    data = {"number": 1, "title": "Le dernier kilomètre", "challenge": "imagine", **values}
    data |= {"tables-TOTAL_FORMS": len(tables), "tables-INITIAL_FORMS": initial}
    for i, (pk, number, seats, *remove) in enumerate(tables):
        data |= {f"tables-{i}-pk": pk or "", f"tables-{i}-number": number, f"tables-{i}-seats": seats}
        if remove:
            data[f"tables-{i}-remove"] = "on"
    return data


def edit(event, workshop):
    return reverse("events:workshop_edit", args=[event.slug, workshop.pk])


def test_a_new_workshop_comes_with_its_tables(desk, event):
    desk.post(
        reverse("events:workshop_new", args=[event.slug]), typed((None, 1, 12), (None, 2, 8), ("", "", 12), initial=1)
    )
    workshop = Workshop.objects.get()
    assert [(table.number, table.seats, table.event) for table in workshop.tables.all()] == [
        (1, 12, event),
        (2, 8, event),
    ]
    assert workshop.status == "draft"


def test_seats_never_go_under_those_taken(desk, event):
    workshop = make_workshop(event=event, seats=12)
    for _person in range(3):
        make_registration(event=event, workshop=workshop)
    table = workshop.tables.get()
    response = desk.post(edit(event, workshop), typed((table.pk, 1, 2), initial=1, title="Autre titre"))
    assert response.status_code == 200
    assert len(response.context["form"].non_field_errors()) == 1
    workshop.refresh_from_db()
    assert (workshop.title, workshop.tables.get().seats) == ("Le dernier kilomètre", 12)
    desk.post(edit(event, workshop), typed((table.pk, 1, 3), initial=1))
    assert workshop.tables.get().seats == 3


def test_too_many_seats_are_refused_and_few_are_warned_about(desk, event, said):
    workshop = make_workshop(event=event)
    table = workshop.tables.get()
    refused = desk.post(edit(event, workshop), typed((table.pk, 1, 15), initial=1))
    assert refused.context["tables"].forms[0].errors.keys() == {"seats"}
    warned = desk.post(edit(event, workshop), typed((table.pk, 1, 5), initial=1), follow=True)
    assert len(said(warned)) == 2


def test_a_table_removed_in_another_tab_is_said(desk, event):
    workshop = make_workshop(event=event, tables=2)
    one, two = workshop.tables.all()
    two.remove()
    response = desk.post(edit(event, workshop), typed((one.pk, 1, 12), (two.pk, 2, 9), initial=2))
    assert len(response.context["form"].non_field_errors()) == 1
    assert Table.objects.count() == 1


def test_a_table_where_someone_sits_is_not_removed(desk, event):
    workshop = make_workshop(event=event)
    make_registration(event=event, workshop=workshop)
    table = workshop.tables.get()
    desk.post(edit(event, workshop), typed((table.pk, 1, 12, True), (None, 2, 12), initial=1))
    assert [table.number for table in workshop.tables.all()] == [1]


def test_a_removed_table_frees_its_facilitator(desk, event):
    workshop = make_workshop(event=event, tables=2)
    one, two = workshop.tables.all()
    facilitator = make_facilitator(table=two)
    desk.post(edit(event, workshop), typed((one.pk, 1, 12), (two.pk, 2, 12, True), initial=2))
    facilitator.refresh_from_db()
    assert (facilitator.table, workshop.tables.count()) == (None, 1)


def test_a_number_is_used_once(desk, event):
    make_workshop(event=event, number=1)
    workshop = make_workshop(event=event, number=2)
    table = workshop.tables.get()
    response = desk.post(edit(event, workshop), typed((table.pk, 1, 12), initial=1, number=1))
    assert list(response.context["form"].errors) == ["number"]
    response = desk.post(edit(event, workshop), typed((table.pk, 1, 12), initial=1, number=2))
    assert len(response.context["form"].non_field_errors()) == 1


def test_all_that_is_ready_is_published_at_once(desk, event):
    for ready in (True, False, True):
        workshop = make_workshop(event=event, published=False)
        if ready:
            make_facilitator(table=workshop.tables.get())
    desk.post(reverse("events:workshop_publish_ready", args=[event.slug]))
    assert [workshop.status for workshop in event.workshops.all()] == ["published", "draft", "published"]


def test_a_workshop_without_facilitator_is_not_published(desk, event, said):
    workshop = make_workshop(event=event, published=False)
    response = desk.post(reverse("events:workshop_publish", args=[event.slug, workshop.pk]), follow=True)
    workshop.refresh_from_db()
    assert (workshop.status, len(said(response))) == ("draft", 1)


def test_the_last_workshop_of_a_published_evening_stays(desk, event):
    workshop = make_workshop(event=event)
    desk.post(reverse("events:workshop_unpublish", args=[event.slug, workshop.pk]))
    workshop.refresh_from_db()
    assert workshop.status == "published"


def test_deleting_needs_a_draft_and_its_title(desk, event):
    workshop = make_workshop(event=event, published=False)
    page = reverse("events:workshop_remove", args=[event.slug, workshop.pk])
    desk.post(page, {"name": "Autre"})
    assert Workshop.objects.count() == 1
    desk.post(page, {"name": workshop.title})
    assert Workshop.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_whatever_the_workshops(desk, event, number, django_assert_num_queries):
    for _workshop in range(number):
        make_facilitator(table=make_workshop(event=event, tables=2).tables.first())
    with django_assert_num_queries(7):
        assert len(desk.get(reverse("events:workshop_list", args=[event.slug])).context["workshops"]) == number


def test_a_facilitator_brings_a_new_structure(desk, event):
    table = make_workshop(event=event).tables.get()
    values = {
        "given_name": "Élise", "family_name": "Roux", "email": "Elise@example.org", "phone": "06 12 34 56 78",
        "table": table.pk, "new_structure": "La Fruitière", "siret": "732 829 320 00074",
    }  # fmt: skip
    desk.post(reverse("events:facilitator_new", args=[event.slug]), values)
    person = Facilitator.objects.get()
    assert (person.email, person.phone, person.table) == ("elise@example.org", "+33612345678", table)
    assert (person.structure.name, person.structure.siret) == ("La Fruitière", "73282932000074")


def test_a_wrong_siret_is_said_and_nothing_is_made(desk, event):
    values = {"given_name": "Élise", "family_name": "Roux", "new_structure": "La Fruitière", "siret": "123"}
    response = desk.post(reverse("events:facilitator_new", args=[event.slug]), values)
    assert list(response.context["form"].errors) == ["siret"]
    assert (Facilitator.objects.count(), Structure.objects.count()) == (0, 0)


def test_nobody_holds_two_tables(desk, event):
    workshop = make_workshop(event=event, tables=2)
    one, two = workshop.tables.all()
    make_facilitator(table=one, email="elise@example.org")
    values = {"given_name": "Élise", "family_name": "Roux", "email": "ELISE@example.org", "table": two.pk}
    response = desk.post(reverse("events:facilitator_new", args=[event.slug]), values)
    assert list(response.context["form"].errors) == ["email"]


def test_a_structure_is_partner_once(desk, event):
    structure = make_structure(territory=event.territory)
    page = reverse("events:partner_new", args=[event.slug])
    for _twice in range(2):
        desk.post(page, {"structure": structure.pk, "part": "la salle"})
    assert [partner.part for partner in Partner.objects.all()] == ["la salle"]
    assert list(desk.post(page, {"part": "rien"}).context["form"].errors) == ["structure"]


@pytest.mark.django_db(transaction=True)
def test_seats_hold_when_someone_registers_while_they_are_lowered():
    event = make_event(status=Event.Status.PUBLISHED)
    workshop = make_workshop(event=event, seats=6)
    for _person in range(5):
        make_registration(event=event, workshop=workshop)
    together, refused = threading.Barrier(2), []

    def lower():
        table = workshop.tables.get()
        table.seats = 5
        together.wait()
        try:
            table.settle()
        except ValidationError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    def come():
        together.wait()
        try:
            make_registration(event=event, workshop=workshop)
        except ValidationError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=lower), threading.Thread(target=come)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    table = workshop.tables.get()
    assert (len(refused), table.seats_taken <= table.seats) == (1, True)


def test_a_table_of_another_evening_is_out_of_reach(desk, event):
    workshop = make_workshop(event=event)
    foreign = make_workshop(event=make_event()).tables.get()
    response = desk.post(edit(event, workshop), typed((workshop.tables.get().pk, 1, 12), (foreign.pk, 9, 8), initial=2))
    assert len(response.context["form"].non_field_errors()) == 1
    desk.post(edit(event, workshop), typed((workshop.tables.get().pk, 1, 12), (foreign.pk, 9, 8, True), initial=2))
    foreign.refresh_from_db()
    assert (foreign.number, foreign.seats) == (1, 12)


def test_two_organisers_who_write_at_once_are_told(desk, event):
    workshop = make_workshop(event=event)
    table = workshop.tables.get()
    page = desk.get(edit(event, workshop))
    seen = page.context["form"]["seen"].value()
    assert page.content.decode().count(f'name="seen" value="{seen}"') == 1
    first = desk.post(edit(event, workshop), typed((table.pk, 1, 10), initial=1, title="Le premier", seen=seen))
    second = desk.post(edit(event, workshop), typed((table.pk, 1, 12), initial=1, title="Le second", seen=seen))
    assert (first.status_code, second.status_code) == (302, 200)
    form = second.context["form"]
    assert (len(form.non_field_errors()), form["title"].value()) == (1, "Le second")
    again = typed((table.pk, 1, 12), initial=1, title="Le second", seen=form["seen"].value())
    assert desk.post(edit(event, workshop), again).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.title, workshop.tables.get().seats) == ("Le second", 12)
