"""Who has no address is told on paper (D63): the same news, once, taken back when it becomes untrue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import emails, lettering
from events.models import EventStep, Letter, PostalAddress, keep_text
from events.personal_data import forget
from events.registering import Companion, Newcomer, register, welcome
from events.telling import _tell_one
from outbox.models import Message
from tests import pdfs
from tests.factories import make_event, make_organiser, make_registration, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def workshop(event):
    return make_workshop(event=event)


@pytest.fixture
def paulette(event, workshop):
    newcomer = Newcomer("Paulette", "Gros", commune_text="Arinthod")
    return register(event, newcomer, workshop=workshop, companions=[Companion("Jean", "Gros")], source="team")


def letters(*, status="waiting"):
    return [letter.kind for letter in Letter.objects.filter(status=status).order_by("pk")]


def test_registering_writes_a_ticket_on_paper(paulette):
    letter = Letter.objects.get()
    assert (letter.kind, letter.registration, letter.has_ticket) == ("registration-confirmed", paulette, True)
    assert Message.objects.count() == 0
    for words in ("Paulette Gros", "Jean Gros", "Le dernier kilomètre"):
        assert words in letter.text
    assert "http" not in letter.text
    assert "--" not in letter.text


def test_who_has_an_address_gets_a_mail_and_no_letter(event, workshop):
    registration = make_registration(event=event, workshop=workshop)
    emails.registration_confirmed(registration)
    assert (letters(), Message.objects.count()) == ([], 1)


def test_who_is_at_the_door_gets_no_letter(event, workshop):
    welcome(event, Newcomer("Yvette", "Prost"), workshop=workshop, by=make_organiser(territory=event.territory))
    assert letters() == []


def test_the_newest_letter_takes_the_place_of_those_not_printed(paulette, event):
    paulette.move(workshop=make_workshop(event=event, title="Chaleur bois"))
    assert (letters(), letters(status="withdrawn")) == (["workshop-changed"], ["registration-confirmed"])
    assert "Chaleur bois" in Letter.objects.waiting().get().text


def test_a_printed_letter_stays(paulette, event):
    Letter.objects.waiting().mark_printed(by=None, now=timezone.now())
    paulette.cancel()
    assert (letters(), letters(status="printed")) == (["registration-cancelled"], ["registration-confirmed"])


def test_cancelling_takes_the_ticket_back(paulette):
    paulette.cancel(tell=False)
    assert (letters(), letters(status="withdrawn")) == ([], ["registration-confirmed"])


def test_news_of_the_evening_is_one_letter_per_household(paulette, event):
    step = event.steps.create(kind=EventStep.Kind.CANCELLED, details="Neige")
    for _ in range(2):
        for registration in event.registrations.select_related("event__territory", "brought_by", "table__workshop"):
            _tell_one(registration, step)
    assert letters() == ["event-cancelled"]
    assert "Neige" in Letter.objects.waiting().get().text


def test_the_reminder_of_the_week_before_is_written_once(paulette, event):
    now = timezone.now() + timedelta(days=24)
    Letter.objects.waiting().mark_printed(by=None, now=timezone.now())
    assert lettering.queue_due(now=timezone.now()) == 0
    assert [lettering.queue_due(now=now) for _ in range(2)] == [1, 0]
    assert letters() == ["event-reminder-d-7"]
    text = Letter.objects.waiting().get().text
    assert "Jean Gros" in text


def test_printing_and_undoing(paulette, event):
    by, now = make_organiser(territory=event.territory), timezone.now()
    assert [Letter.objects.of(event).mark_printed(by=by, now=now) for _ in range(2)] == [1, 0]
    letter = Letter.objects.get()
    assert (letter.printed_by, letter.printed_at) == (by, now)
    assert [Letter.objects.of(event).put_back() for _ in range(2)] == [1, 0]
    assert letters() == ["registration-confirmed"]


def test_the_sheet_says_where_it_goes(paulette, event):
    (sheet,) = lettering.sheets(Letter.objects.of(event))
    assert (sheet["to"], bool(sheet["by_hand"])) == (["Paulette Gros", "Arinthod"], True)
    PostalAddress.keep(paulette, " 3 rue Haute \n\n39240 Arinthod ")
    (sheet,) = lettering.sheets(Letter.objects.of(event))
    assert (sheet["to"], sheet["by_hand"]) == (["Paulette Gros", "3 rue Haute", "39240 Arinthod"], "")
    read = pdfs.text(lettering.letters_pdf(event, Letter.objects.of(event)))
    assert "PauletteGros3rueHaute39240Arinthod" in read
    assert paulette.code in read
    PostalAddress.keep(paulette, "")
    assert PostalAddress.objects.count() == 0


def test_words_of_the_team_are_on_paper_too(event, workshop):
    words = {"subject": "Bienvenue {given_name}", "body": "# Bravo {given_name}", "seen": 0, "by": None}
    keep_text(event, "events/registration_confirmed", "fr", **words)
    register(event, Newcomer("Paulette", "Gros"), workshop=workshop, source="team")
    letter = Letter.objects.get()
    assert (letter.subject, letter.text.partition("\n")[0]) == ("Bienvenue Paulette", "Bravo Paulette")
    assert letter.has_ticket


def test_erasing_leaves_no_word(paulette):
    PostalAddress.keep(paulette, "3 rue Haute")
    forget([paulette.pk])
    letter = Letter.objects.get()
    assert (letter.text, letter.subject, letter.status) == ("", "", "withdrawn")
    assert PostalAddress.objects.count() == 0
