"""The morning after (D10): once per address, never at night, whoever came or not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events.models import Event
from events.models.attendance import mark_present
from events.registering import Companion
from ideas.evening import tasks
from ideas.evening.morning import due_events
from ideas.models import Hand, Idea, Sticker, Vote
from ideas.models.star import star
from outbox.models import Message, OptOut
from tests.factories import make_event, make_idea, make_registration, make_workshop

pytestmark = pytest.mark.django_db

# In Paris: an evening of 19 November 2026 from 17:30 to 23:30 (UTC+1); of 28 March 2026, before the clocks change.
EVENING = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def event():
    with time_machine.travel(EVENING - timedelta(days=2), tick=False):
        event = make_event(starts_at=EVENING, hours=6, status=Event.Status.DONE, brand="Crépite")
        make_workshop(event=event, title="Le dernier kilomètre")
        make_workshop(event=event, title="Que faire des bâches ?")
    return event


def letters():
    return {message.to: message.kind.removeprefix("morning-after-") for message in Message.objects.all()}


def at(moment):
    with time_machine.travel(moment, tick=False):
        tasks.queue_morning_after()


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (MORNING - timedelta(minutes=1), False),
        (MORNING, True),
        (MORNING + timedelta(hours=12), False),  # 21:00, until the next morning
        (MORNING + timedelta(days=2, hours=11), True),
        (MORNING + timedelta(days=3), False),
    ],
)
def test_due_from_nine_in_the_morning_for_three_days_never_at_night(event, moment, due):
    assert due_events(moment) == ([event] if due else [])


def test_due_is_right_across_the_change_of_clocks(db):
    """D9: the night of 28 March 2026 has 23 hours; 9:00 is 7:00 UTC, not 8:00."""
    starts = datetime(2026, 3, 28, 16, 30, tzinfo=UTC)
    event = make_event(starts_at=starts, hours=6, status=Event.Status.DONE)

    assert due_events(datetime(2026, 3, 29, 6, 59, tzinfo=UTC)) == []
    assert due_events(datetime(2026, 3, 29, 7, 0, tzinfo=UTC)) == [event]


def test_cancelled_or_draft_evenings_write_to_nobody(db):
    for status in (Event.Status.CANCELLED, Event.Status.DRAFT):
        make_event(starts_at=EVENING, hours=6, status=status)
    assert due_events(MORNING) == []


def test_who_came_reads_what_their_table_produced_who_did_not_what_they_missed(event):
    one, other = event.workshops.all()
    came = make_registration(event=event, workshop=one, email="venue@example.org")
    make_registration(event=event, workshop=other, email="absente@example.org")
    gone = make_registration(event=event, workshop=other, email="annulee@example.org")
    gone.cancel(tell=False)
    mark_present(came, by=None)
    make_idea(event=event, table=one.tables.get(), title="Le triporteur")
    make_idea(event=event, table=other.tables.get(), title="Les sacs")
    make_idea(event=event, table=one.tables.get(), title="Pas lue", status=Idea.Status.SUBMITTED)

    at(MORNING)

    assert letters() == {"venue@example.org": "thanks", "absente@example.org": "missed"}
    thanks = Message.objects.get(to="venue@example.org")
    assert ("Le triporteur" in thanks.text, "Les sacs" in thanks.text, "Pas lue" in thanks.text) == (True, False, False)
    assert "3\u202fidées" in thanks.text or "3 idées" in thanks.text
    assert "List-Unsubscribe" in thanks.headers


def test_letter_says_stars_stickers_and_what_was_told_to_the_hall(event):
    """D10: the starred ideas of one's table come first, with their stickers; then those of the others."""
    one, other = (workshop.tables.get() for workshop in event.workshops.all())
    came = make_registration(event=event, workshop=one.workshop, email="venue@example.org")
    mark_present(came, by=None)
    loved, starred, elsewhere = (
        make_idea(event=event, table=table, title=title)
        for table, title in ((one, "Aimée"), (one, "Étoilée"), (other, "D’ailleurs"))
    )
    star(starred)
    star(elsewhere)
    vote = Vote.objects.create(event=event, opened_at=EVENING, closed_at=EVENING + timedelta(hours=4))
    hand = Hand.objects.create(vote=vote, key="x", allowed=3, used=1)
    Sticker.objects.create(vote=vote, hand=hand, idea=loved)

    at(MORNING)

    lines = [line for line in Message.objects.get().text.splitlines() if line.startswith("- ")]
    assert lines == ["- Étoilée, étoilée par sa table", "- Aimée, 1 gommette", "- D’ailleurs, étoilée par sa table"]


def test_running_twice_changes_nothing(event):
    make_registration(event=event, workshop=event.workshops.first())

    at(MORNING)
    at(MORNING + timedelta(minutes=10))

    assert Message.objects.count() == 1


def test_companions_share_the_letter_of_who_brought_them(event):
    """One letter per address: thanks as soon as one of them came."""
    host = make_registration(
        event=event, workshop=event.workshops.first(), email="hote@example.org", companions=[Companion("Léa", "Morel")]
    )
    mark_present(host.companions.get(), by=None)

    at(MORNING)

    assert letters() == {"hote@example.org": "thanks"}
    assert Message.objects.get().key == f"morning-after:{event.pk}:{host.code}"


def test_nobody_marked_present_is_told_to_have_missed_it(event):
    """No presence was recorded that evening: « you were not there » would be untrue for most."""
    make_registration(event=event, workshop=event.workshops.first(), email="nadia@example.org")

    at(MORNING)

    assert letters() == {"nadia@example.org": "thanks"}


def test_who_opted_out_is_left_alone(event):
    """D57."""
    make_registration(event=event, workshop=event.workshops.first(), email="nadia@example.org")
    OptOut.objects.create(address="nadia@example.org", topic="follow-up")

    at(MORNING)

    assert not Message.objects.exists()


def test_without_address_no_letter(event):
    make_registration(event=event, workshop=event.workshops.first(), email="")
    at(MORNING)
    assert not Message.objects.exists()
