"""« Je suis là »: one's arrival said from the code of a table (D7), and every ticket that does not fit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from events.models import Attendance, Event, Registration
from events.models.attendance import mark_present
from foundation.typography import long_date
from tests.factories import make_event, make_registration, make_workshop

pytestmark = pytest.mark.django_db
OWN = {"origin": "http://testserver"}


@pytest.fixture
def event():
    cache.clear()
    return make_event(starts_at=timezone.now() - timedelta(minutes=20), status=Event.Status.RUNNING)


@pytest.fixture
def workshop(event):
    return make_workshop(event=event, tables=3, seats=2)


def at(workshop, number):
    return reverse("evening:arrival", args=[workshop.tables.get(number=number).code])


def say(client, address, ticket, **words):
    return client.post(address, {"ticket": ticket, **words}, headers=OWN)


def error(response):
    return response.status_code, response.context["error"]


def test_a_ticket_typed_at_its_table_notes_the_arrival_once(client, event, workshop):
    nadia = make_registration(event=event, workshop=workshop)
    address = at(workshop, 1)
    typed = " ".join(nadia.code.lower())
    first, second = say(client, address, typed), say(client, address, typed)
    came = Attendance.objects.get()
    assert (first.status_code, first.context["answer"].outcome, second.context["answer"].outcome) == (
        200,
        "done",
        "already",
    )
    assert (came.place, came.by, came.door) == ("table", None, None)


def test_at_another_table_the_page_says_which_and_seats_here_when_there_is_room(client, event, workshop):
    nadia = make_registration(event=event, workshop=workshop)
    elsewhere = say(client, at(workshop, 2), nadia.code)
    assert (elsewhere.context["own"].number, elsewhere.context["elsewhere"], elsewhere.context["is_full"]) == (
        1,
        True,
        False,
    )
    say(client, at(workshop, 2), nadia.code, sit="1")
    nadia.refresh_from_db()
    assert (nadia.table.number, list(workshop.tables.values_list("seats_taken", flat=True))) == (2, [0, 1, 0])


def test_a_full_table_offers_the_nearest(client, event, workshop):
    for _ in range(2):
        make_registration(event=event, workshop=workshop)
    late = make_registration(event=event)
    answer = say(client, at(workshop, 1), late.code)
    assert [table.number for table in answer.context["near"]] == [2, 3]
    still = say(client, at(workshop, 1), late.code, sit="1")  # the last seat went while the page was read
    late.refresh_from_db()
    assert (still.status_code, still.context["is_full"], late.table) == (200, True, None)
    assert [table.number for table in still.context["near"]] == [2, 3]
    assert Attendance.objects.of_event(event).count() == 1


def test_tickets_that_do_not_fit_say_why(client, event, workshop):
    other = make_registration(event=make_event(brand="Autre soirée", venue_name="Figeac"))
    cancelled = make_registration(event=event)
    cancelled.cancel(tell=False)
    minor = make_registration(event=event, age_band=Registration.AgeBand.FROM_15)
    day = long_date(timezone.localtime(other.event.starts_at))
    address = at(workshop, 1)
    said = [error(say(client, address, code)) for code in ("AAAA", other.code, cancelled.code, minor.code)]
    unknown = "Aucun billet ne porte ce code. Regardez sous le code QR de votre e-mail\u00a0: dix lettres et chiffres, "
    assert said == [
        (422, f"{unknown}jamais de 0 ni de 1."),
        (422, f"Ce billet est celui d’une autre soirée\u00a0: Autre soirée, {day}, Figeac."),
        (422, "Cette inscription a été annulée. Allez à l’accueil\u00a0: on vous inscrit de nouveau en un instant."),
        (422, "Avant 18 ans, il faut l’autorisation d’un parent, et nous ne l’avons pas. Allez à l’accueil."),
    ]  # fmt: skip
    assert Attendance.objects.count() == 0


def test_nobody_arrives_the_week_before_nor_from_another_site(client, workshop):
    coming = make_event()
    early = make_registration(event=coming, workshop=make_workshop(event=coming))
    address = reverse("evening:arrival", args=[coming.tables.get().code])
    assert error(say(client, address, early.code))[1] == "Les arrivées se notent le soir même, pas aujourd’hui."
    foreign = client.post(address, {"ticket": early.code}, headers={"origin": "https://evil.example"})
    assert (foreign.status_code, Attendance.objects.count()) == (422, 0)


@pytest.mark.once
def test_on_the_very_day_the_page_says_from_what_hour(client, time_machine):
    time_machine.move_to(datetime(2019, 10, 17, 12, tzinfo=UTC), tick=False)
    coming = make_event(starts_at=timezone.now() + timedelta(hours=5), status=Event.Status.PUBLISHED)
    early = make_registration(event=coming, workshop=make_workshop(event=coming))
    address = reverse("evening:arrival", args=[coming.tables.get().code])
    refused = error(say(client, address, early.code))
    assert refused == (422, "Les arrivées se notent ici à partir de 15\u00a0h. Rouvrez alors cette page.")


def test_a_phone_that_holds_tickets_needs_one_tap_per_person(client, event, workshop):
    nadia = make_registration(event=event, workshop=workshop)
    here = make_registration(event=event, workshop=workshop)
    mark_present(here)
    for one in (nadia, here):
        client.get(reverse("events:ticket_link", args=[one.ticket_link().rstrip("/").rpartition("/")[2]]))
    assert list(client.get(at(workshop, 1)).context["mine"]) == [nadia]
