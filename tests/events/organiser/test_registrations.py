import pytest
from django.urls import reverse

from events.models import Registration
from events.models.attendance import mark_present
from events.registering import Companion
from tests.factories import make_event, make_registration, make_workshop


def people(event):
    return reverse("events:registration_list", args=[event.slug])


def names(response):
    return [registration.full_name for registration in response.context["page"].rows]


def test_names_are_sorted_without_accents_family_name_first(desk, event):
    for given_name, family_name in (("Zoé", "Écoffet"), ("Ana", "martin"), ("Luc", "Zimmer"), ("Élie", "Duc")):
        make_registration(event=event, given_name=given_name, family_name=family_name)
    assert names(desk.get(people(event))) == ["Élie Duc", "Zoé Écoffet", "Ana martin", "Luc Zimmer"]


def test_search_finds_without_accents_in_names_addresses_and_tickets(desk, event):
    zoe = make_registration(event=event, given_name="Zoé", family_name="Écoffet", email="zoe@example.org")
    make_registration(event=event)
    for typed in ("ecoffet", "ZOE eco", "zoe@", zoe.code.lower()):
        assert names(desk.get(people(event), {"q": typed})) == ["Zoé Écoffet"]


def test_each_filter_keeps_its_people(desk, event, organiser):
    workshop = make_workshop(event=event, number=1)
    other = make_workshop(event=event, number=2)
    here = {"event": event, "family_name": "X"}
    make_registration(**here, given_name="Assise", workshop=workshop, profiles=("student",), commune_text="Lons")
    make_registration(
        **here, given_name="Ailleurs", workshop=other, source=Registration.Source.TEAM, commune_text="Lons"
    )
    make_registration(**here, given_name="Debout", age_band="15_17", commune_text="Lons")
    present = make_registration(**here, given_name="Présente", workshop=workshop, email="", commune_text="Lons")
    mark_present(present, by=organiser)
    make_registration(**here, given_name="Perdue", workshop=workshop)
    make_registration(**here, given_name="Partie", commune_text="Lons").cancel(by=organiser)
    kept = {
        "atelier=sans": ["Debout"],
        f"atelier={other.pk}": ["Ailleurs"],
        "etat=annule": ["Partie"],
        "presence=oui": ["Présente"],
        "presence=non": ["Ailleurs", "Assise", "Debout", "Perdue"],
        "profil=student": ["Assise"],
        "age=mineurs": ["Debout"],
        "age=15_17": ["Debout"],
        "source=team": ["Ailleurs"],
        "manque=commune": ["Perdue"],
        "manque=autorisation": ["Debout"],
        "manque=adresse": ["Présente"],
        "etat=tous&presence=oui&atelier=nimporte": ["Présente"],
    }
    found = {query: [name.split()[0] for name in names(desk.get(f"{people(event)}?{query}"))] for query in kept}
    assert found == kept


def test_orders_by_arrival_and_by_table(desk, event):
    one, two = make_workshop(event=event), make_workshop(event=event)
    make_registration(event=event, given_name="A", family_name="", workshop=two)
    make_registration(event=event, given_name="B", family_name="", workshop=None)
    make_registration(event=event, given_name="C", family_name="", workshop=one)
    assert names(desk.get(people(event), {"tri": "recent"})) == ["C", "B", "A"]
    assert names(desk.get(people(event), {"tri": "table"})) == ["C", "A", "B"]


@pytest.mark.parametrize("order", ["nom", "recent", "table"])
def test_pages_show_everyone_once(desk, event, order, monkeypatch):
    monkeypatch.setattr("events.views.organising.registrations.PAGE", 4)
    workshop = make_workshop(event=event, tables=2)
    for number in range(10):
        make_registration(event=event, given_name=f"N{number % 3}", workshop=workshop if number % 2 else None)
    seen, query = [], f"tri={order}"
    while query:
        response = desk.get(f"{people(event)}?{query}")
        seen += [registration.pk for registration in response.context["page"].rows]
        query = response.context["next"]
    assert sorted(seen) == sorted(event.registrations.values_list("pk", flat=True))
    assert response.context["count"] == 10


def test_a_broken_cursor_gives_the_first_page(desk, event):
    make_registration(event=event)
    assert len(names(desk.get(people(event), {"suite": "x:y:z"}))) == 1


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_list_costs_the_same_whatever_the_people(desk, event, number, django_assert_num_queries):
    workshop = make_workshop(event=event, tables=1, seats=400)
    Registration.objects.bulk_create(
        Registration(
            event=event, given_name="N", table=workshop.tables.get(), email=f"{i}@example.org", folded=f"n {i}"
        )
        for i in range(number)
    )
    with django_assert_num_queries(7):
        response = desk.get(people(event))
    assert len(response.context["page"].rows) == min(number, 50)


def test_the_fragment_is_the_page_s_own(desk, event):
    make_registration(event=event)
    page = desk.get(people(event)).content.decode()
    fragment = desk.get(people(event), headers={"HX-Request": "true"}).content.decode()
    tokens = '<input type="hidden" name="csrfmiddlewaretoken"'
    plain = [part for part in fragment.split(tokens)[0].split() if part]
    assert plain == page[page.index('<div id="rows">') :].split(tokens)[0].split()
    assert "<html" not in fragment


def test_the_spreadsheet_holds_what_the_filters_keep(desk, event, organiser):
    workshop = make_workshop(event=event, title="Du bio local")
    make_registration(event=event, given_name="=SOMME(A1)", family_name="Écoffet", workshop=workshop,
                      email="z@example.org",
                      phone="+33612345678", profiles=("student", "inhabitant"))  # fmt: skip
    make_registration(event=event, given_name="Luc", family_name="Zimmer")
    address = reverse("events:registration_csv", args=[event.slug])
    response = desk.get(address, {"q": "ecoffet"})
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = content.split("\r\n")
    assert (len(lines), lines[2]) == (3, "")
    cells = lines[1].split(";")
    assert cells[:9] == [
        "Écoffet",
        "'=SOMME(A1)",
        "z@example.org",
        "06 12 34 56 78",
        "1",
        "Du bio local",
        "1",
        "",
        "inscription faite",
    ]
    assert len(lines[0].split(";")) == len(cells)
    assert response["Content-Disposition"].startswith('attachment; filename="inscriptions-')


def test_the_spreadsheet_costs_the_same_for_one_and_many(desk, event, django_assert_max_num_queries):
    for _person in range(12):
        make_registration(event=event)
    with django_assert_max_num_queries(9):
        b"".join(desk.get(reverse("events:registration_csv", args=[event.slug])).streaming_content)


def test_one_tap_marks_present_and_another_takes_it_back(desk, event):
    registration = make_registration(event=event)
    page = reverse("events:registration_presence", args=[event.slug, registration.code])
    for value, standing in (("1", 1), ("1", 1), ("0", 0), ("1", 1)):
        response = desk.post(page, {"present": value}, headers={"HX-Request": "true"})
        assert response.content.decode().startswith('<tr class="person"')
        assert registration.attendances.standing().count() == standing
    assert desk.post(page, {"present": "0", "query": "q=zo&tri=recent"}).url == people(event) + "?q=zo&tri=recent"


def test_an_empty_list_says_what_to_do(desk, event):
    assert "partials/empty.html" in [template.name for template in desk.get(people(event)).templates]


def test_companions_are_listed_with_who_brought_them(desk, event):
    workshop = make_workshop(event=event)
    registration = make_registration(event=event, workshop=workshop, companions=[Companion("Zoé")])
    response = desk.get(reverse("events:registration", args=[event.slug, registration.code]))
    assert [companion.given_name for companion in response.context["companions"]] == ["Zoé"]


def test_a_count_is_capped(desk, event, monkeypatch):
    monkeypatch.setattr("events.views.organising.registrations.MOST_COUNTED", 2)
    other = make_event(territory=event.territory)
    make_registration(event=other)
    for _person in range(3):
        make_registration(event=event)
    response = desk.get(people(event))
    assert (response.context["count"], response.context["is_more"]) == (2, True)
