"""Wishes (D3): no seat at registration, the evening's places a hard limit, tables proposed quietly and told once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events import placing
from events.models import Event, Registration, Table
from events.registering import Asked, Companion, Newcomer, register
from foundation import jobs
from foundation.models import Job
from outbox.models import Message
from tests.events.filling import typed
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_organiser, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(seating=Event.Seating.WISHES)
    for seats in (2, 2, 6):
        make_workshop(event=event, seats=seats, title=f"Atelier de {seats}")
    return event


def wish(event, *numbers, name="Zoé", brings=()):
    workshops = tuple(event.workshops.get(number=number) for number in numbers)
    newcomer = Newcomer(name, email=f"{name.lower()}@example.org")
    return register(event, newcomer, workshop=None, companions=brings, asked=Asked(wishes=workshops))


def seats_of(event):
    people = event.registrations.live().order_by("pk").select_related("table__workshop")
    return [person.table.workshop.number if person.table else None for person in people]


def test_the_form_asks_for_three_different_wishes(client, event):
    address = f"/soirees/{event.slug}/inscription/"
    wrong = client.post(address, typed(workshop=None, wish_1="1", wish_2="1", wish_3="3"))
    assert (wrong.status_code, list(wrong.context["party"].wishes.errors)) == (422, ["wish_2"])
    assert client.post(address, typed(workshop=None, wish_1="2", wish_2="1", wish_3="3")).status_code == 302
    nadia = Registration.objects.get()
    assert (nadia.status, nadia.table) == ("registered", None)
    assert [one.workshop.number for one in nadia.wishes.all()] == [2, 1, 3]
    assert "Votre table vous sera dite avant la soirée" in Message.objects.get().text


def test_seats_are_proposed_in_order_and_told_once(event):
    wish(event, 1, 2, 3, name="Groupe", brings=(Companion("Ada"),))
    wish(event, 1, 2, 3, name="Ali")
    Message.objects.all().delete()
    placing.propose(event)
    assert (seats_of(event), Message.objects.count()) == ([1, 1, 2], 0)
    assert Registration.objects.first().told_table is None
    placing.announce(event, by=None)
    for _turn in range(2):
        job = Job.objects.get(key=f"{placing.TELL}:{event.pk}")
        jobs.run(job.pk)
    told = Message.objects.filter(kind="seats-announced").order_by("to").values_list("to", flat=True)
    assert list(told) == ["ali@example.org", "groupe@example.org"]
    with pytest.raises(ValidationError):
        placing.announce(event, by=None)
    assert Registration.objects.first().told_table.workshop.number == 1


def test_every_seat_can_be_taken_back_before_it_is_told(event):
    wish(event, 1, 2, 3)
    placing.propose(event)
    assert placing.take_back(event) == 1
    assert (seats_of(event), sum(Table.objects.values_list("seats_taken", flat=True))) == ([None], 0)


def test_placing_by_hand_tells_nobody_before_the_announcement(event):
    zoe = wish(event, 1, 2, 3)
    Message.objects.all().delete()
    zoe.move(workshop=event.workshops.get(number=3))
    assert (seats_of(event), Message.objects.count()) == ([3], 0)


def test_wishes_change_by_the_ticket_until_the_tables_are_told(client, event):
    zoe = wish(event, 1, 2, 3)
    client.get(zoe.ticket_link())
    address = reverse("events:wishes", args=[zoe.code])
    assert client.post(address, {"wish_1": "3", "wish_2": "2", "wish_3": "1"}).status_code == 302
    assert [one.workshop.number for one in zoe.wishes.all()] == [3, 2, 1]
    placing.announce(event, by=None)
    client.post(address, {"wish_1": "1", "wish_2": "2", "wish_3": "3"})
    assert [one.workshop.number for one in zoe.wishes.all()] == [3, 2, 1]


def test_who_comes_when_every_place_is_taken_waits_and_is_offered_one(client, event):
    Event.objects.filter(pk=event.pk).update(room_capacity=1)
    event.refresh_from_db()
    first = wish(event, 1, 2, 3, name="Ali")
    client.post(f"/soirees/{event.slug}/inscription/", typed(workshop=None, wish_1="2", wish_2="1", wish_3="3"))
    nadia = Registration.objects.get(email="nadia@example.org")
    assert nadia.status == "waiting"
    first.cancel()
    nadia.offers.get().accept(now=timezone.now())
    nadia.refresh_from_db()
    assert (nadia.status, nadia.table, event.places_left()) == ("registered", None, 0)


def test_the_way_seats_are_given_changes_only_once_wishes_are_answered(client, event):
    wish(event, 1, 2, 3)
    sign_in(client, make_organiser(territory=event.territory))
    values = {"seating": "first_come", "offer_hours": 48, "late_offer_hours": 4, "seen": event.last_step()}
    address = reverse("events:seats_edit", args=[event.slug])
    assert client.post(address, values).status_code == 422
    placing.announce(event, by=None)
    assert client.post(address, {**values, "seen": event.last_step()}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_fifty_registrations_never_pass_the_places_of_the_evening(event):
    Event.objects.filter(pk=event.pk).update(room_capacity=5)
    pk = event.pk

    def act(number):
        try:
            wish(Event.objects.select_related("territory").get(pk=pk), 1, 2, 3, name=f"p{number}")
        except ValidationError:
            return False
        return True

    assert in_threads(50, act).count(True) == 5
    assert event.registrations.live().count() == 5
