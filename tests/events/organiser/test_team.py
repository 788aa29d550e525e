"""The team's pages: who said yes, invitations, replacement, calls, briefings, kits, letters."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.duties import duties_of_event
from events.models import Briefing, Facilitator, FacilitatorCall, Letter, PostalAddress
from events.registering import Newcomer, register
from outbox.models import Message
from tests import pdfs
from tests.factories import (
    make_briefing,
    make_call,
    make_facilitator,
    make_scene,
    make_structure,
    make_table,
    make_workshop,
)


@pytest.fixture
def table(event):
    return make_workshop(event=event).tables.get()


@pytest.fixture
def root(event):
    return f"/organiser/soirees/{event.slug}/"


def test_the_list_counts_and_keeps_one_answer(desk, table, root):
    people = [make_facilitator(table=table, email=f"{n}@example.org", given_name=f"N{n}") for n in range(4)]
    for person in people[:2]:
        person.accept()
    people[2].decline()
    page = desk.get(f"{root}equipe/")
    assert (page.context["full"], page.context["table_count"], page.context["to_invite"]) == (1, 1, 1)
    counts = {word: count for word, _label, count, _shown in page.context["states"]}
    assert counts == {"": 4, "a-inviter": 1, "sans-reponse": 0, "accepte": 2, "absence": 1, "sans-table": 0}
    page = desk.get(f"{root}equipe/?etat=absence")
    assert [person.given_name for person in page.context["facilitators"]] == ["N2"]
    assert len(desk.get(f"{root}equipe/?etat=n'importe quoi").context["facilitators"]) == 4


def test_the_spreadsheet_defuses_formulas(desk, table, root):
    make_facilitator(table=table, given_name="=1+1", email="a@example.org", needs="Une chaise")
    lines = desk.get(f"{root}equipe/liste.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "'=1+1" in lines[1]
    assert "Une chaise" in lines[1]


def test_everyone_to_invite_is_invited_once(desk, table, root):
    for number in range(3):
        make_facilitator(table=table, email=f"{number}@example.org")
    make_facilitator(table=table, email="")
    for _ in range(2):
        desk.post(f"{root}equipe/inviter/")
    assert Message.objects.filter(kind="facilitator-invited").count() == 3


def test_someone_falls_ill_on_the_day_and_is_replaced(desk, event, table, root):
    other = make_table(workshop=table.workshop)
    absent, one, two = (
        make_facilitator(table=place, email=f"{number}@example.org", given_name=f"N{number}")
        for number, place in enumerate((table, other, other))
    )
    for person in (absent, one, two):
        person.accept()
    answer = desk.post(f"{root}equipe/animation/{absent.pk}/etape/indisponible/")
    assert answer.url == f"{root}equipe/tables/{table.pk}/remplacer/"
    duty = next(duty for duty in duties_of_event(event, timezone.now()) if duty.url == answer.url)
    assert str(table.number) in duty.why
    page = desk.get(answer.url)
    assert [person.given_name for person in page.context["proposed"]] == ["N1", "N2"]
    for _ in range(2):  # the second click finds nobody to move twice
        desk.post(answer.url, {"person": one.pk})
    one.refresh_from_db()
    assert (one.table, list(other.facilitators.all())) == (table, [two])
    assert Message.objects.filter(kind="facilitator-moved").count() == 1
    assert desk.post(answer.url, {"person": "x"}).status_code == 404


def test_a_call_leaves_with_its_words(desk, event, territory, root):
    school = make_structure(territory=territory, name="Lycée")
    data = {
        "structure": school.pk, "contact_name": "Mme Roux", "contact_email": "CPE@example.org", "wanted": "4",
        "until": (timezone.localdate() + timedelta(days=9)).isoformat(), "message": "Comme l’an dernier ?",
    }  # fmt: skip
    assert desk.post(f"{root}equipe/appels/nouveau/", data).status_code == 302
    mail = Message.objects.get(kind="facilitators-called")
    assert mail.to == "cpe@example.org"
    assert "Comme l’an dernier ?" in mail.text
    assert desk.post(f"{root}equipe/appels/nouveau/", data).status_code == 422
    for wrong in (
        {"wanted": "0"},
        {"wanted": "900"},
        {"until": "2020-01-01"},
        {"structure": ""},
        {"contact_email": "x"},
    ):
        assert (
            desk.post(f"{root}equipe/appels/nouveau/", {**data, "contact_email": "b@c.fr", **wrong}).status_code == 422
        )
    assert FacilitatorCall.objects.count() == 1


def test_a_closed_call_closes_its_link(desk, event, root, client):
    call = make_call(event=event)
    for _ in range(2):
        desk.post(f"{root}equipe/appels/{call.pk}/fermer/")
    call.refresh_from_db()
    assert call.is_closed


def test_a_briefing_needs_a_place_and_an_order_of_hours(desk, event, root):
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    good = {"day": day, "begins": "18:00", "ends": "19:00", "place": "Mairie", "online_url": ""}
    for wrong in ({"place": ""}, {"ends": "17:00"}, {"day": "2020-01-01"}, {"online_url": "pas un lien"}):
        assert desk.post(f"{root}equipe/rencontres/nouvelle/", {**good, **wrong}).status_code == 422
    assert desk.post(f"{root}equipe/rencontres/nouvelle/", good).status_code == 302
    briefing = Briefing.objects.get()
    assert timezone.localtime(briefing.starts_at).hour == 18
    desk.post(f"{root}equipe/rencontres/{briefing.pk}/", {**good, "place": "Gymnase"})
    briefing.refresh_from_db()
    assert (briefing.place, briefing.edition) == ("Gymnase", 1)


def test_kits_of_every_table_are_one_file(desk, event, table, root):
    make_scene(event=event, kind="work", minutes=180)
    for _ in range(2):
        make_table(workshop=table.workshop)
    assert pdfs.pages(desk.get(f"{root}equipe/livrets.pdf").content) == 6
    assert pdfs.pages(desk.get(f"{root}equipe/livrets.pdf?table=2").content) == 2
    assert len(desk.get(f"{root}equipe/livrets/?table=2").context["kit"]["sheets"]) == 1
    assert desk.get(f"{root}equipe/livrets/?table=%C2%B2").status_code == 200


def test_an_evening_without_table_still_has_a_kit(desk, root, event):
    make_briefing(event=event)
    assert pdfs.pages(desk.get(f"{root}equipe/livrets.pdf").content) == 2


def test_letters_are_printed_noted_and_put_back(desk, event, root):
    paulette = register(event, Newcomer("Paulette", "Gros"), workshop=None, source="team")
    letter = Letter.objects.get()
    desk.post(f"{root}lettres/adresse/{paulette.code}/", {"lines": "3 rue Haute\n39240 Arinthod"})
    assert PostalAddress.objects.get().lines == "3 rue Haute\n39240 Arinthod"
    assert "3rueHaute" in pdfs.text(desk.get(f"{root}lettres/lettres.pdf").content)
    assert "3 rue Haute" in desk.get(f"{root}lettres/imprimer/").content.decode()
    late = register(event, Newcomer("Yvette", "Prost"), workshop=None, source="team")
    for _ in range(2):
        desk.post(f"{root}lettres/imprimees/", {"letter": [letter.pk, "x", "99999999999999999999"]})
    assert [one.registration for one in Letter.objects.waiting()] == [late]
    shown = desk.get(f"{root}lettres/?boite=imprimees").context["letters"]
    desk.post(f"{root}lettres/annuler/", {"at": shown[0].printed_at.isoformat()})
    assert Letter.objects.waiting().count() == 2
    assert desk.post(f"{root}lettres/annuler/", {"at": "hier"}).status_code == 302


def test_an_address_given_on_paper_can_be_long_but_not_endless(desk, event, root, said):
    paulette = register(event, Newcomer("Paulette", "Gros"), workshop=None, source="team")
    desk.post(f"{root}lettres/adresse/{paulette.code}/", {"lines": "x" * 400}, follow=True)
    assert PostalAddress.objects.count() == 0


def test_who_does_not_come_is_given_no_table(desk, table, root):
    person = make_facilitator(table=table, email="a@example.org")
    person.decline()
    data = {"given_name": "D", "family_name": "P", "email": "a@example.org", "phone": "", "table": table.pk}
    assert desk.post(f"{root}equipe/animation/{person.pk}/", data).status_code == 422
    assert Facilitator.objects.get().table is None


@pytest.mark.parametrize("number", [1, 12])
def test_pages_cost_the_same_whatever_the_team(desk, event, root, number):
    for n in range(number):
        workshop = make_workshop(event=event)
        place = workshop.tables.get()
        make_facilitator(table=place, email=f"{n}@example.org", structure=make_structure(territory=event.territory))
        make_call(event=event, contact_email=f"c{n}@example.org")
        make_briefing(event=event, days=5 + n)
        register(event, Newcomer("Paulette", f"Gros {n}"), workshop=workshop, source="team")
    costs = {}
    for page in ("equipe/", "equipe/liste.csv", "equipe/appels/", "equipe/rencontres/", "equipe/livrets/", "lettres/"):
        with CaptureQueriesContext(connection) as statements:
            assert desk.get(root + page).status_code == 200
        costs[page] = len(statements)
    assert costs == {
        "equipe/": 11,
        "equipe/liste.csv": 5,
        "equipe/appels/": 5,
        "equipe/rencontres/": 5,
        "equipe/livrets/": 10,
        "lettres/": 7,
    }
