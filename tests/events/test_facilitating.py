"""Reminders of facilitators, D-14, D-2 and the day before their briefing, and one more call to silent partners (D9)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from events import facilitating
from events.models import Event, Facilitator, FacilitatorReminder
from events.tasks import call_partners_again, queue_facilitator_reminders
from outbox.models import Message
from tests.factories import (
    make_briefing,
    make_call,
    make_event,
    make_facilitator,
    make_organiser,
    make_workshop,
)

PARIS = ZoneInfo("Europe/Paris")
Kind = FacilitatorReminder.Kind
STARTS = datetime(2027, 3, 28, 17, 30, tzinfo=PARIS)  # the day when summer time begins


def paris(*parts):
    return datetime(*parts, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("kind", "starts_at", "begins", "ends"),
    [
        (Kind.FORTNIGHT, STARTS, paris(2027, 3, 14, 17, 30), paris(2027, 3, 26, 17, 30)),
        (Kind.TWO_DAYS, STARTS, paris(2027, 3, 26, 17, 30), STARTS),
        # summer time ends on 31 October 2027: the hour on the wall stays the same
        (Kind.FORTNIGHT, paris(2027, 11, 4, 17, 30), paris(2027, 10, 21, 17, 30), paris(2027, 11, 2, 17, 30)),
        (Kind.TWO_DAYS, paris(2027, 11, 1, 9), paris(2027, 10, 30, 9), paris(2027, 11, 1, 9)),
        (Kind.BRIEFING, paris(2027, 3, 28, 18), paris(2027, 3, 27, 18), paris(2027, 3, 28, 18)),
        (Kind.BRIEFING, paris(2027, 10, 31, 7, 30), paris(2027, 10, 30, 8), paris(2027, 10, 31, 7, 30)),
    ],
)
def test_windows_are_days_on_the_wall(kind, starts_at, begins, ends):
    assert facilitating.window(kind, starts_at) == (begins, ends)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(ZoneInfo("UTC"))))
def test_the_second_window_begins_where_the_first_ends(starts_at):
    assert facilitating.window(Kind.FORTNIGHT, starts_at)[1] == facilitating.window(Kind.TWO_DAYS, starts_at)[0]


@pytest.fixture
def person(db, time_machine):
    time_machine.move_to(paris(2027, 2, 1, 12), tick=False)
    event = make_event(starts_at=STARTS)
    person = make_facilitator(table=make_workshop(event=event).tables.get(), email="dominique@example.org")
    person.accept()
    return person


def run_at(time_machine, moment):
    time_machine.move_to(moment, tick=False)
    queue_facilitator_reminders()
    found = Message.objects.filter(kind__startswith="event-reminder-facilitator").exclude(status="withdrawn")
    return [
        kind.removeprefix("event-reminder-facilitator-") for kind in found.order_by("pk").values_list("kind", flat=True)
    ]


def test_each_kind_leaves_once(person, time_machine):
    assert run_at(time_machine, paris(2027, 3, 14, 17, 29)) == []
    for _ in range(2):
        assert run_at(time_machine, paris(2027, 3, 14, 17, 30)) == ["d-14"]
    assert run_at(time_machine, paris(2027, 3, 26, 21, 30)) == ["d-14"]  # at night
    for _ in range(2):
        assert run_at(time_machine, paris(2027, 3, 27, 8)) == ["d-14", "d-2"]


def test_only_those_who_said_yes_are_reminded(person, time_machine):
    table = person.table
    make_facilitator(table=table, email="invitee@example.org", status="invited")
    make_facilitator(table=table, email="")
    person.decline()
    assert run_at(time_machine, paris(2027, 3, 14, 17, 30)) == []


def test_who_has_just_accepted_is_not_reminded_of_it(person, time_machine):
    time_machine.move_to(paris(2027, 3, 15, 12), tick=False)
    Facilitator.objects.get().accept()
    assert run_at(time_machine, paris(2027, 3, 15, 12, 10)) == []
    assert run_at(time_machine, paris(2027, 3, 26, 17, 30)) == ["d-2"]


def test_declining_withdraws_the_reminder_that_waits(person, time_machine):
    assert run_at(time_machine, paris(2027, 3, 14, 17, 30)) == ["d-14"]
    person.decline()
    assert run_at(time_machine, paris(2027, 3, 14, 17, 40)) == []


def test_a_moved_evening_is_reminded_at_its_new_date(person, time_machine):
    assert run_at(time_machine, paris(2027, 3, 14, 17, 30)) == ["d-14"]
    event = person.event
    event.starts_at, event.ends_at = STARTS + timedelta(days=30), STARTS + timedelta(days=30, hours=5)
    event.change(["starts_at", "ends_at"], by=make_organiser(territory=event.territory), seen=event.last_step())
    assert run_at(time_machine, paris(2027, 3, 20, 12)) == []
    assert run_at(time_machine, paris(2027, 4, 14, 12)) == ["d-14"]


def test_a_briefing_is_reminded_the_day_before_and_again_when_it_moves(person, time_machine):
    briefing = make_briefing(event=person.event, starts_at=paris(2027, 3, 10, 18), ends_at=paris(2027, 3, 10, 19))
    person.accept(briefing=briefing)
    assert run_at(time_machine, paris(2027, 3, 9, 17)) == []
    for _ in range(2):
        assert run_at(time_machine, paris(2027, 3, 9, 18)) == ["briefing"]
    left = Message.objects.filter(kind__endswith="briefing")
    left.update(status="sent", sent_at=timezone.now())
    briefing.starts_at, briefing.ends_at = paris(2027, 3, 20, 18), paris(2027, 3, 20, 19)
    briefing.settle()
    assert run_at(time_machine, paris(2027, 3, 10, 12)) == ["briefing"]
    assert run_at(time_machine, paris(2027, 3, 19, 18)) == ["briefing", "d-14", "briefing"]


def test_a_called_off_evening_reminds_nobody(person, time_machine):
    Event.objects.update(status="cancelled")
    assert run_at(time_machine, paris(2027, 3, 26, 17, 30)) == []


def test_silent_partners_are_called_again_once_after_a_week(db, time_machine):
    time_machine.move_to(paris(2027, 3, 22, 12), tick=False)  # summer time begins within the week
    event = make_event(starts_at=paris(2027, 6, 1, 18))
    silent, answered = make_call(event=event, days=20), make_call(event=event, contact_email="b@example.org", days=20)
    answered.reply(promised=2, now=timezone.now())
    time_machine.move_to(paris(2027, 3, 29, 11), tick=False)
    call_partners_again()
    assert Message.objects.filter(kind="facilitators-called-again").count() == 0
    for _ in range(2):
        time_machine.move_to(paris(2027, 3, 29, 13, 1), tick=False)
        call_partners_again()
    assert [mail.to for mail in Message.objects.filter(kind="facilitators-called-again")] == [silent.contact_email]
    silent.refresh_from_db()
    silent.decline(now=timezone.now())
    assert Message.objects.filter(kind="facilitators-called-again").waiting().count() == 0


def test_a_call_past_its_last_day_is_not_repeated(db, time_machine):
    time_machine.move_to(paris(2027, 5, 3, 12), tick=False)
    make_call(event=make_event(starts_at=paris(2027, 6, 1, 18)), days=3)
    time_machine.move_to(paris(2027, 5, 12, 12), tick=False)
    call_partners_again()
    assert Message.objects.count() == 0
