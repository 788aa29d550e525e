"""What facilitators and partners' contacts do from their link: answer, read, print (D5, D64)."""

from datetime import timedelta

import pytest
import time_machine as clock
from django.urls import reverse
from django.utils import timezone

from events import table_pages
from events.models import Facilitator, FacilitatorCall
from outbox.models import Message
from tests import pdfs
from tests.factories import (
    make_briefing,
    make_call,
    make_event,
    make_facilitator,
    make_registration,
    make_scene,
    make_workshop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def person(event):
    workshop = make_workshop(event=event, question="Comment venir sans voiture ?")
    return make_facilitator(table=workshop.tables.get(), email="dominique@example.org", status="invited")


def enter(client, link):
    response = client.get(
        link.removeprefix("http://testserver") if "testserver" in link else "/" + link.split("/", 3)[3]
    )
    assert response.status_code == 302
    return response.url


def lines(*people, answer_is="yes", **fields):
    """The data of a call's form with these people, tuples of four."""
    data = {"gens-TOTAL_FORMS": "10", "gens-INITIAL_FORMS": "0", "answer_is": answer_is, **fields}
    for number, values in enumerate(people):
        for name, value in zip(("given_name", "family_name", "email", "phone"), values, strict=True):
            data[f"gens-{number}-{name}"] = value
    return data


def test_the_link_opens_the_page_of_one_person_only(client, person):
    other = make_facilitator(table=person.table, email="autre@example.org")
    page = enter(client, person.access_link())
    assert client.get(page).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404


def test_says_yes_with_a_briefing(client, person, event):
    briefing = make_briefing(event=event)
    page = enter(client, person.access_link())
    client.post(f"{page}reponse/", {"answer": "yes", "briefing": briefing.pk, "needs": "Une chaise"})
    person.refresh_from_db()
    assert (person.status, person.briefing, person.needs) == ("accepted", briefing, "Une chaise")
    calendar = client.get(f"{page}calendrier.ics")
    assert calendar.content.count(b"BEGIN:VEVENT") == 2
    assert b"Mairie" in client.get(page).content


def test_mails_follow_in_the_language_chosen_while_answering(client, person):
    page = enter(client, person.access_link())
    client.post(f"{page}reponse/", {"answer": "yes", "language": "en"})
    thanks = Message.objects.get(kind="facilitator-accepted")
    assert (thanks.language, thanks.subject) == ("en", "Thank you, we count on you for Crépite")
    assert client.post(f"{page}reponse/", {"answer": "yes", "language": "de"}).status_code == 422
    client.post(f"{page}reponse/", {"answer": "yes"})
    person.refresh_from_db()
    assert person.language == "en"


def test_the_page_read_in_english_offers_mails_in_english(client, person):
    page = enter(client, person.access_link())
    before = client.get(page).context["form"]["language"].value()
    client.post(reverse("set_language"), {"language": "en"})
    assert (before, client.get(page).context["form"]["language"].value()) == ("fr", "en")


def test_those_whom_a_contact_names_are_written_to_in_its_language(client, event):
    call = make_call(event=event)
    page = enter(client, call.access_link())
    client.post(page, lines(("Léo", "Gros", "leo@example.org", ""), language="en"))
    call.refresh_from_db()
    assert (call.language, call.people.get().language) == ("en", "en")


def test_a_briefing_of_another_evening_is_refused(client, person):
    elsewhere = make_briefing(event=make_event())
    make_briefing(event=person.event)
    page = enter(client, person.access_link())
    response = client.post(f"{page}reponse/", {"answer": "yes", "briefing": elsewhere.pk, "needs": "x" * 50})
    assert response.status_code == 422
    assert "x" * 50 in response.content.decode()
    person.refresh_from_db()
    assert person.status == "invited"


def test_says_no_twice_and_is_told_kindly(client, person):
    page = enter(client, person.access_link())
    for _ in range(2):
        assert client.post(f"{page}reponse/", {"answer": "no", "reason": "Malade"}).status_code == 302
    person.refresh_from_db()
    assert (person.status, person.table) == ("declined", None)
    assert Message.objects.filter(kind="facilitator-released").count() == 1


def test_reading_the_mail_by_a_machine_changes_nothing(client, person):
    for _ in range(3):
        client.get(enter(client, person.access_link()))
    person.refresh_from_db()
    assert person.status == "invited"


def test_the_kit_says_the_same_as_a_page_and_as_pdf(client, person, event):
    make_scene(event=event, kind="work", minutes=180)
    make_registration(event=event, workshop=person.table.workshop, given_name="Nadia", family_name="Morel")
    make_registration(event=event, workshop=person.table.workshop, given_name="Ali", family_name="", email="")
    page = enter(client, person.access_link())
    shown = client.get(f"{page}livret/").content.decode()
    printed = client.get(f"{page}livret.pdf")
    assert printed["Content-Type"] == "application/pdf"
    read = pdfs.text(printed.content)
    for words in ("Le dernier kilomètre", "Comment venir sans voiture ?", "Nadia M.", "Ali", "112"):
        assert words in shown
        assert words.replace(" ", "") in read
    assert "Morel" not in shown
    assert "Morel" not in read
    assert pdfs.pages(printed.content) == 2
    assert table_pages.address_of(person.table).endswith(f"/a/{person.table.code}/")


def test_who_declined_has_no_kit(client, person):
    page = enter(client, person.access_link())
    person.decline()
    assert client.get(f"{page}livret.pdf").status_code == 404
    assert client.get(page).status_code == 200


def test_a_contact_gives_names(client, event):
    call = make_call(event=event)
    page = enter(client, call.access_link())
    response = client.post(page, lines(
        ("Léo", "Gros", "leo@example.org", ""), ("Zoé", "Prost", "", "06 12 34 56 78"), promised="3", answer="À bientôt"
    ))  # fmt: skip
    assert response.status_code == 302
    call.refresh_from_db()
    assert (call.status, call.promised, call.answer) == ("answered", 3, "À bientôt")
    people = list(call.people.order_by("pk"))
    assert [(p.given_name, p.email, p.phone, p.status, p.structure) for p in people] == [
        ("Léo", "leo@example.org", "", "new", call.structure),
        ("Zoé", "", "+33612345678", "new", call.structure),
    ]
    client.post(f"{page}retirer/{people[0].pk}/")
    assert list(call.people.all()) == people[1:]


@pytest.mark.parametrize(
    "data",
    [
        lines(),
        lines(("Léo", "", "", "")),
        lines(("Léo", "Gros", "", "")),
        lines(("Léo", "Gros", "pas une adresse", "")),
        lines(("Léo", "Gros", "", "12")),
        lines(("Léo", "Gros", "a@example.org", ""), ("Zoé", "Prost", "A@example.org", "")),
        lines(promised="-1"),
        lines(promised="4000"),
        {"answer_is": "yes"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, event, data):
    call = make_call(event=event)
    page = enter(client, call.access_link())
    assert client.post(page, data).status_code == 422
    call.refresh_from_db()
    assert (call.status, Facilitator.objects.count()) == ("waiting", 0)


def test_someone_already_in_the_team_is_refused_with_everything_typed(client, person, event):
    call = make_call(event=event)
    page = enter(client, call.access_link())
    response = client.post(page, lines(("Do", "P", "dominique@example.org", ""), ("Zoé", "Prost", "z@example.org", "")))
    assert response.status_code == 422
    assert "z@example.org" in response.content.decode()
    assert Facilitator.objects.count() == 1


def test_a_contact_declines_then_changes_their_mind(client, event):
    call = make_call(event=event)
    page = enter(client, call.access_link())
    assert client.post(page, lines(answer_is="no", answer="Examens")).status_code == 302
    call.refresh_from_db()
    assert (call.status, call.answer) == ("declined", "Examens")
    client.post(page, lines(promised="2"))
    call.refresh_from_db()
    assert (call.status, call.promised) == ("answered", 2)


def test_after_the_last_day_the_page_says_it_is_closed(client, event):
    call = make_call(event=event, days=1)
    page = enter(client, call.access_link())
    with clock.travel(timezone.now() + timedelta(days=3)):
        assert b'name="answer_is"' not in client.get(page).content
        assert client.post(page, lines(promised="2")).status_code == 422
    call.close()
    assert client.get(page).status_code == 404
    assert FacilitatorCall.objects.get().status == "closed"


def test_a_stranger_sees_neither(client, person, event):
    call = make_call(event=event)
    for url in (reverse("events:facilitator", args=[person.pk]), reverse("events:call_answer", args=[call.pk])):
        assert client.get(url).status_code == 404
