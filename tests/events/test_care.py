"""Needs, parents, shared cars (D56, D58, D59, D68)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from config import forgetting
from events import care_reminding, catering, erasing
from events.models import Authorisation, CareSettings, Need, Registration, Ride, RideRequest
from events.models.attendance import mark_present
from events.models.registration import TICKET
from events.models.sharing import MOST_PENDING, RIDE_ANSWER
from events.registering import Companion
from foundation import links
from outbox.models import Message
from tests.factories import make_event, make_registration, make_workshop

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def open_ticket(client, registration):
    link = links.access(TICKET, registration.pk, until=registration.event.ends_at + timedelta(days=120))
    client.get(reverse("events:ticket_link", args=[links.token(link)]))
    return client


def make_minor(*, event, age_band="15_17", **fields):
    return make_registration(event=event, given_name="Zoé", family_name="Roux", age_band=age_band, **fields)


def asked(registration):
    """The parent's request and the address of their page."""
    found = Authorisation.ask(registration, parent_name="Luc Roux", parent_email="luc@example.org")
    return found, reverse("events:authorise", args=[links.token(found.link())])


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", "to"))


def typed(**more):
    return {
        "given_name": "Nadia", "family_name": "Morel", "email": "nadia@example.org", "age_band": "26_39",
        "workshop": "1", "companions": "0", "register": "1", **more,
    }  # fmt: skip


# Needs


def test_needs_are_kept_only_with_consent_and_what_was_typed_stays(client):
    event = make_event()
    make_workshop(event=event)
    page = reverse("events:register", args=[event.slug])
    response = client.post(page, typed(**{"care-access": ["loop"]}))
    assert (response.status_code, Registration.objects.count(), Need.objects.count()) == (422, 0, 0)
    assert 'value="loop" id="id_care-access_2" checked' in response.content.decode()
    client.post(page, typed(**{"care-access": ["loop", "wheelchair"], "care-needs_consent": "on"}))
    need = Need.objects.get()
    consent = need.registration.consents.get(purpose="needs")
    assert sorted(tick.what for tick in need.ticks.all()) == ["loop", "wheelchair"]
    assert (consent.text_version, consent.withdrawn_at) == ("2026-11", None)
    assert list(Need.objects.wheelchairs()) == [need]


def test_a_registration_without_needs_records_no_consent(client):
    event = make_event()
    make_workshop(event=event)
    client.post(reverse("events:register", args=[event.slug]), typed())
    assert (Registration.objects.count(), Need.objects.count()) == (1, 0)
    assert Registration.objects.get().consents.count() == 0


def test_needs_are_asked_only_as_the_evening_chooses(client):
    event = make_event()
    make_workshop(event=event)
    page = reverse("events:register", args=[event.slug])
    assert "care-diet" not in client.get(page).content.decode()
    CareSettings.objects.create(event=event, asks_access=False, serves_meal=True, has_childcare=True)
    words = client.get(page).content.decode()
    assert ("care-diet" in words, "care-children" in words, "care-access" in words) == (True, True, False)


def test_needs_are_changed_and_erased_at_once_from_the_ticket(client):
    registration = make_registration(event=make_event())
    open_ticket(client, registration)
    page = reverse("events:needs", args=[registration.code])
    client.post(page, {"access": ["sign"], "access_words": "Arachides", "needs_consent": "on"})
    assert Need.objects.get().access_words == "Arachides"
    client.post(page, {"withdraw": "1"})
    assert Need.objects.count() == 0
    assert registration.consents.get(purpose="needs").withdrawn_at is not None


def test_needs_of_a_ticket_are_closed_to_strangers(client):
    registration = make_registration(event=make_event())
    assert client.get(reverse("events:needs", args=[registration.code])).status_code == 404


def test_the_caterer_is_told_numbers_of_people_registered_only():
    event = make_event()
    people = [make_registration(event=event) for _ in range(3)]
    for one in people:
        Need.record(one, ticks=["vegan", "loop"], diet_words="Sans arachide", children=2, children_ages="3 et 5 ans")
    people[0].cancel(tell=False)
    found = catering.counts(event)
    assert dict(found.diets)["Végane"] == 2
    assert (found.registered, found.children, len(found.diet_words)) == (2, 4, 2)


def test_needs_are_deleted_thirty_days_after_the_evening_and_not_before():
    event = make_event(starts_at=timezone.now() - timedelta(days=31), hours=5)
    recent = make_event(starts_at=timezone.now() - timedelta(days=29), hours=5)
    for one in (event, recent):
        Need.record(make_registration(event=one), ticks=["vegan"])
    assert forgetting.expire(now=timezone.now(), dry_run=True).rows["events.Need"] == 1
    forgetting.expire(now=timezone.now())
    forgetting.expire(now=timezone.now())
    assert [need.registration.event for need in Need.objects.all()] == [recent]


# Parents


def test_a_parent_is_written_to_when_a_minor_registers(client):
    event = make_event()
    make_workshop(event=event)
    more = {"age_band": "15_17", "minor_told": "on", "care-parent_name": "Luc", "care-parent_email": "luc@example.org"}
    client.post(reverse("events:register", args=[event.slug]), typed(**more))
    assert kinds() == [("registration-confirmed", "nadia@example.org"), ("authorisation-asked", "luc@example.org")]
    assert Authorisation.objects.get().state == "asked"


def test_a_parent_of_a_companion_is_written_to_as_well(client):
    event = make_event()
    make_workshop(event=event)
    more = {
        "companions": "1", "companion-0-given_name": "Zoé", "companion-0-age_band": "under_15", "minor_told": "on",
        "care-parent_name": "Luc", "care-parent_email": "luc@example.org",
    }  # fmt: skip
    client.post(reverse("events:register", args=[event.slug]), typed(**more))
    assert Authorisation.objects.get().registration.given_name == "Zoé"


def test_looking_at_the_parents_page_changes_nothing(client):
    minor = make_minor(event=make_event())
    found, page = asked(minor)
    assert [client.get(page).status_code for _ in range(2)] == [200, 200]
    found.refresh_from_db()
    assert found.state == "asked"


def test_a_parent_answers_yes_once_and_the_proof_says_who_when_and_which_text(client):
    minor = make_minor(event=make_event())
    found, page = asked(minor)
    answer = {"answer": "yes", "parent_name": "Luc Roux", "parent_phone": "06 39 98 00 01"}
    assert client.post(page, answer).status_code == 200
    found.refresh_from_db()
    minor.refresh_from_db()
    assert (found.state, found.parent_name, found.text_version, found.image) == ("link", "Luc Roux", "2026-11", False)
    assert (minor.lacks_authorisation, minor.consents.count()) == (False, 0)
    assert client.post(page, {**answer, "answer": "no"}).status_code == 410
    assert kinds()[-1] == ("authorisation-answered", "luc@example.org")


def test_pictures_are_refused_unless_the_parent_ticks_them(client):
    minor = make_minor(event=make_event())
    page = asked(minor)[1]
    client.post(page, {"answer": "yes", "parent_name": "Luc", "parent_phone": "0639980001", "image": "on"})
    assert [consent.purpose for consent in minor.consents.standing()] == ["image"]


def test_under_15_the_parent_agrees_with_the_child_to_the_use_of_the_data(client):
    minor = make_minor(event=make_event(), age_band="under_15")
    page = asked(minor)[1]
    answer = {"answer": "yes", "parent_name": "Luc", "parent_phone": "0639980001"}
    assert client.post(page, answer).status_code == 422
    assert client.post(page, {**answer, "data_agreed": "on"}).status_code == 200
    assert Authorisation.objects.get().data_agreed


def test_a_parent_changes_their_mind_by_the_last_message(client):
    minor = make_minor(event=make_event())
    found, page = asked(minor)
    client.post(page, {"answer": "yes", "parent_name": "Luc", "parent_phone": "0639980001", "image": "on"})
    again = reverse("events:authorise", args=[links.token(found.link())])
    client.post(again, {"answer": "no", "parent_name": "Luc"})
    minor.refresh_from_db()
    found.refresh_from_db()
    assert (found.state, minor.lacks_authorisation, minor.consents.standing().count()) == ("refused", True, 0)


def test_a_link_sent_before_no_longer_works_once_another_was_sent(client):
    minor = make_minor(event=make_event())
    first = asked(minor)[1]
    second = asked(minor)[1]
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)


def test_a_minor_without_authorisation_is_never_marked_present_silently():
    minor = make_minor(event=make_event())
    with pytest.raises(ValidationError) as refusal:
        mark_present(minor, by=None)
    assert (refusal.value.code, minor.attendances.count()) == ("authorisation", 0)
    Authorisation.receive(minor, by=None, at_door=True)
    mark_present(minor, by=None)
    assert (minor.attendances.count(), Authorisation.objects.get().state) == (1, "door")


def test_paper_withdraws_what_still_asked_the_parent(client):
    minor = make_minor(event=make_event())
    page = asked(minor)[1]
    Authorisation.receive(minor, by=None)
    assert (Message.objects.get().status, client.get(page).status_code) == ("withdrawn", 410)


def reminded(starts_at, at):
    """The kinds of reminders queued when the clock says `at`, twice."""
    with time_machine.travel(at, tick=False):
        for _ in range(2):
            care_reminding.queue_due(now=timezone.now())
    return [kind for kind, _to in kinds() if kind.endswith("reminder")]


@pytest.mark.parametrize(
    "day", [datetime(2027, 3, 30, 17, 30, tzinfo=PARIS), datetime(2027, 11, 3, 17, 30, tzinfo=PARIS)]
)
def test_parents_are_reminded_a_week_and_three_days_before_at_ten_across_both_changes_of_the_clocks(day):
    with time_machine.travel(day - timedelta(days=20), tick=False):
        minor = make_minor(event=make_event(starts_at=day))
        asked(minor)
    week = datetime(day.year, day.month, day.day, 10, tzinfo=PARIS) - timedelta(days=7)
    assert reminded(day, week - timedelta(minutes=1)) == []
    assert reminded(day, week) == ["authorisation-reminder"]
    assert reminded(day, week + timedelta(days=4)) == ["authorisation-reminder"] * 2
    assert reminded(day, week + timedelta(days=5)) == ["authorisation-reminder"] * 2


def test_the_parents_name_goes_a_year_after_the_evening_and_the_answer_stays():
    event = make_event(starts_at=timezone.now() - timedelta(days=366), hours=5)
    found = asked(make_minor(event=event))[0]
    Authorisation.receive(found.registration, by=None)
    forgetting.expire(now=timezone.now())
    found.refresh_from_db()
    assert (found.parent_name, found.parent_email, found.state) == ("", "", "paper")
    assert Message.objects.exclude(to="").filter(kind__startswith="authorisation").count() == 0


# Shared cars


def make_ride(*, event, side="offer", seats=2, place="Voiteur", given_name="Ali", **fields):
    registration = make_registration(event=event, given_name=given_name, **fields)
    return Ride.publish(registration, side=side, commune=None, commune_text=place, seats=seats)


def test_the_board_shows_given_names_and_communes_and_no_address(client):
    event = make_event()
    make_ride(event=event, given_name="Ali", email="ali@example.org", family_name="Benali", phone="+33639980002")
    seeker = make_ride(event=event, side="seek", given_name="Lou").registration
    words = open_ticket(client, seeker).get(reverse("events:rides", args=[seeker.code])).content.decode()
    shown = {word: word in words for word in ("Ali", "Voiteur", "Benali", "ali@example.org", "06 39 98 00 02")}
    assert shown == {
        "Ali": True, "Voiteur": True, "Benali": False, "ali@example.org": False, "06 39 98 00 02": False,
    }  # fmt: skip


def test_addresses_are_exchanged_only_when_both_accept(client):
    event = make_event()
    offer, seek = (
        make_ride(event=event, email="ali@example.org"),
        make_ride(event=event, side="seek", email="lou@a.org"),
    )
    request = seek.ask(offer)
    assert ("lou@a.org" in Message.objects.get().text, Message.objects.get().to) == (False, "ali@example.org")
    page = reverse("events:ride_answer", args=[links.token(links.act(RIDE_ANSWER, request.pk))])
    assert (client.get(page).status_code, RideRequest.objects.get().state) == (200, "pending")
    client.post(page, {"answer": "yes"})
    offer.refresh_from_db()
    told = {message.to: message.text for message in Message.objects.filter(kind="ride-agreed")}
    assert ("lou@a.org" in told["ali@example.org"], "ali@example.org" in told["lou@a.org"]) == (True, True)
    assert (offer.seats_taken, client.get(page).status_code) == (1, 410)


def test_declining_gives_no_address(client):
    event = make_event()
    offer, seek = (
        make_ride(event=event, email="ali@example.org"),
        make_ride(event=event, side="seek", email="lou@a.org"),
    )
    seek.ask(offer).decline()
    assert Message.objects.get(kind="ride-declined").to == "lou@a.org"
    assert "ali@example.org" not in Message.objects.get(kind="ride-declined").text


def test_a_full_car_accepts_nobody_more():
    event = make_event()
    offer = make_ride(event=event, seats=1)
    first, second = (make_ride(event=event, side="seek").ask(offer) for _ in range(2))
    first.accept()
    with pytest.raises(ValidationError):
        second.accept()
    assert list(RideRequest.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "pending"]


def test_nobody_writes_to_a_whole_valley():
    event = make_event()
    seek = make_ride(event=event, side="seek")
    offers = [make_ride(event=event) for _ in range(MOST_PENDING + 1)]
    for offer in offers[:-1]:
        seek.ask(offer)
    with pytest.raises(ValidationError) as refusal:
        seek.ask(offers[-1])
    assert (refusal.value.code, seek.requests_out.count()) == ("many", MOST_PENDING)


def test_cancelling_withdraws_what_was_agreed_and_tells_the_other():
    event = make_event()
    offer, seek = make_ride(event=event, seats=1), make_ride(event=event, side="seek", email="lou@a.org")
    seek.ask(offer).accept()
    Message.objects.update(status="sent", sent_at=timezone.now())
    offer.registration.cancel()
    assert (Ride.objects.count(), RideRequest.objects.count()) == (1, 0)
    assert Message.objects.get(kind="ride-withdrawn").to == "lou@a.org"


def test_a_minor_does_not_travel_with_strangers():
    with pytest.raises(ValidationError):
        Ride.publish(make_minor(event=make_event()), side="seek", commune=None, commune_text="Voiteur")


def test_rides_and_their_mails_are_erased_the_day_after():
    event = make_event(starts_at=timezone.now() + timedelta(days=1), hours=5)
    offer, seek = make_ride(event=event), make_ride(event=event, side="seek", email="lou@a.org")
    seek.ask(offer).accept()
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        forgetting.expire(now=timezone.now())
    assert (Ride.objects.count(), RideRequest.objects.count()) == (0, 0)
    assert Message.objects.filter(kind="ride-agreed").exclude(text="").count() == 0


def test_counts_of_the_board_are_by_commune():
    event = make_event()
    make_ride(event=event, seats=3)
    make_ride(event=event, side="seek")
    make_ride(event=event, side="seek", place="Poligny")
    assert Ride.objects.counts(event) == [
        {"name": "Voiteur", "offers": 1, "seats": 3, "searches": 1},
        {"name": "Poligny", "offers": 0, "seats": 0, "searches": 1},
    ]


def test_a_car_is_offered_when_registering(client):
    event = make_event()
    make_workshop(event=event)
    more = {"care-ride": "offer", "care-ride_seats": "3", "commune_text": "Voiteur"}
    client.post(reverse("events:register", args=[event.slug]), typed(**more))
    assert (Ride.objects.get().place, Ride.objects.get().seats) == ("Voiteur", 3)


def test_everything_of_care_goes_with_an_erasure():
    event = make_event()
    host = make_registration(event=event, companions=[Companion("Zoé", age_band="15_17")])
    Need.record(host, ticks=["loop"])
    Ride.publish(host, side="offer", commune=None, commune_text="Voiteur", seats=2)
    asked(host.companions.get())

    erasing.erase(host)
    assert (Need.objects.count(), Ride.objects.count(), Authorisation.objects.get().parent_email) == (0, 0, "")
