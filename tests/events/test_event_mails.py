"""News of the evening: one mail per address, once, in the language of the person (D7, D9)."""

from datetime import timedelta

import pytest

from events import emails
from events.models import Event, Registration
from events.registering import Companion
from foundation import jobs
from foundation.models import Job
from outbox.models import Message
from tests.factories import make_event, make_organiser, make_registration, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    workshop = make_workshop(event=event, seats=14)
    make_registration(event=event, workshop=workshop, email="nadia@example.org", companions=[Companion("Ali")])
    make_registration(event=event, workshop=workshop, email="tom@example.org", language="en")
    make_registration(event=event, workshop=workshop, email="")
    return event


def run_jobs():
    for pk in Job.objects.values_list("pk", flat=True):
        jobs.run(pk)


def sent(kind):
    return list(Message.objects.filter(kind=kind).order_by("to").values_list("to", "language"))


def test_moving_the_evening_tells_each_address_once(event):
    event.venue_name = "La Vache qui rit"
    event.change(["venue_name"], by=make_organiser(territory=event.territory), seen=event.last_step())
    assert sent("event-changed") == []
    run_jobs()
    Job.objects.update(state="waiting", finished_at=None, lease=None, lease_until=None)
    run_jobs()
    assert sent("event-changed") == [("nadia@example.org", "fr"), ("tom@example.org", "en")]
    message = Message.objects.get(to="nadia@example.org")
    assert "La Vache qui rit" in message.text
    assert [part["name"] for part in message.attachments] == ["soiree.ics"]


def test_calling_the_evening_off_tells_why(event):
    event.cancel(by=make_organiser(territory=event.territory), reason="La neige <b>tombe</b>")
    run_jobs()
    assert sent("event-cancelled") == [("nadia@example.org", "fr"), ("tom@example.org", "en")]
    message = Message.objects.get(to="nadia@example.org")
    assert "La neige <b>tombe</b>" in message.text
    assert "La neige &lt;b&gt;tombe&lt;/b&gt;" in message.html


def test_cancelling_withdraws_what_had_not_left(event):
    nadia = Registration.objects.get(email="nadia@example.org")
    nadia.send_ticket_again(by=None)
    nadia.cancel()
    assert sorted(Message.objects.values_list("kind", "status")) == [
        ("registration-cancelled", "queued"),
        ("ticket-sent-again", "queued"),  # Ali's: he still comes, and his ticket was in the mail taken back
        ("ticket-sent-again", "withdrawn"),
    ]


def test_every_mail_reads_in_both_languages(event, time_machine):
    from events import reminding

    for registration in Registration.objects.exclude(email=None):
        emails.registration_confirmed(registration)
        registration.move(workshop=make_workshop(event=event))
        registration.send_ticket_again(by=None)
    time_machine.move_to(reminding.due_at("day", event.starts_at) + timedelta(minutes=5))
    reminding.queue_due(now=reminding.due_at("day", event.starts_at) + timedelta(minutes=5))
    kinds = {"registration-confirmed", "workshop-changed", "ticket-sent-again", "event-reminder-day"}
    assert set(Message.objects.values_list("kind", flat=True)) == kinds
    for message in Message.objects.all():
        english = message.language == "en"
        assert ("See my ticket" in message.html, "Voir mon billet" in message.html) == (english, not english)
        assert message.subject.startswith(event.brand) or event.brand in message.subject


def test_imported_tickets_of_one_payer_share_their_news(event):
    workshop = event.workshops.first()
    for name in ("Ana", "Bob"):
        registration = make_registration(event=event, workshop=workshop, email="", given_name=name)
        Registration.objects.filter(pk=registration.pk).update(payer_email="payeuse@example.org")
    Event.objects.get(pk=event.pk).cancel(by=None, reason="La neige")
    run_jobs()
    assert [to for to, _language in sent("event-cancelled")].count("payeuse@example.org") == 1


def test_companions_receive_their_tickets_when_the_one_who_brought_them_leaves_at_once():
    event = make_event()
    workshop = make_workshop(event=event, seats=14)
    companions = [Companion("Ali"), Companion("Inès")]
    nadia = make_registration(event=event, workshop=workshop, email="nadia@example.org", companions=companions)
    emails.registration_confirmed(nadia)
    ali, ines = nadia.companions.order_by("pk")
    nadia.cancel_with((True, [ali]))
    waiting = Message.objects.waiting().order_by("pk")
    assert [(message.kind, message.to) for message in waiting] == [
        ("registration-cancelled", "nadia@example.org"),
        ("ticket-sent-again", "nadia@example.org"),
        ("registration-cancelled", "nadia@example.org"),
    ]
    assert [part["name"] for part in waiting[1].attachments] == [f"{ines.code}.png", "soiree.ics"]


def test_companions_who_have_their_tickets_are_not_sent_them_again():
    event = make_event()
    workshop = make_workshop(event=event, seats=14)
    nadia = make_registration(event=event, workshop=workshop, email="nadia@example.org", companions=[Companion("Ali")])
    nadia.cancel()
    assert [message.kind for message in Message.objects.all()] == ["registration-cancelled"]
