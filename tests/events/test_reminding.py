"""When reminders leave (D9): days of the calendar in Paris, never at night, across both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import reminding
from events.models import Event, Reminder
from events.registering import Companion
from events.tasks import queue_reminders
from foundation.clocks import after_night
from outbox.models import Message
from tests.factories import make_event, make_registration, make_workshop

PARIS = ZoneInfo("Europe/Paris")
WEEK, EVE, DAY = Reminder.Kind.WEEK, Reminder.Kind.EVE, Reminder.Kind.DAY

# Every day of two years, so that each change of the clocks stands in the middle of some week.
begins = st.builds(
    lambda day, hour: datetime.combine(day, hour, PARIS),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.times(),
)


def paris(*parts):
    return datetime(*parts, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("starts_at", "kind", "due"),
    [
        (paris(2027, 1, 14, 17, 30), WEEK, paris(2027, 1, 7, 17, 30)),
        (paris(2027, 1, 14, 17, 30), EVE, paris(2027, 1, 13, 17, 30)),
        (paris(2027, 1, 14, 17, 30), DAY, paris(2027, 1, 14, 10)),
        # summer time begins on 28 March 2027, ends on 31 October 2027: the hour on the wall stays the same
        (paris(2027, 4, 1, 17, 30), WEEK, paris(2027, 3, 25, 17, 30)),
        (paris(2027, 3, 28, 17, 30), EVE, paris(2027, 3, 27, 17, 30)),
        (paris(2027, 3, 28, 17, 30), DAY, paris(2027, 3, 28, 10)),
        (paris(2027, 11, 4, 17, 30), WEEK, paris(2027, 10, 28, 17, 30)),
        (paris(2027, 10, 31, 17, 30), EVE, paris(2027, 10, 30, 17, 30)),
        (paris(2027, 10, 31, 17, 30), DAY, paris(2027, 10, 31, 10)),
        # at night: sent at 8:00
        (paris(2027, 1, 14, 21, 0), EVE, paris(2027, 1, 14, 8)),
        (paris(2027, 1, 14, 7, 30), WEEK, paris(2027, 1, 7, 8)),
        (paris(2027, 1, 14, 20, 59), EVE, paris(2027, 1, 13, 20, 59)),
    ],
)
def test_due_at_is_an_hour_on_the_wall(starts_at, kind, due):
    assert reminding.due_at(kind, starts_at.astimezone(UTC)) == due


def test_due_at_in_universal_time_follows_the_clocks():
    assert reminding.due_at(WEEK, paris(2027, 4, 1, 17, 30)).astimezone(UTC) == datetime(
        2027, 3, 25, 16, 30, tzinfo=UTC
    )
    assert reminding.due_at(DAY, paris(2027, 3, 28, 17, 30)).astimezone(UTC) == datetime(2027, 3, 28, 8, tzinfo=UTC)
    assert reminding.due_at(DAY, paris(2027, 10, 31, 17, 30)).astimezone(UTC) == datetime(2027, 10, 31, 9, tzinfo=UTC)


@given(begins, st.sampled_from(Reminder.Kind))
def test_due_at_is_never_at_night_and_never_early(starts_at, kind):
    due = reminding.due_at(kind, starts_at).astimezone(PARIS)
    assert time(8) <= due.time() < time(21)
    days = {WEEK: 7, EVE: 1, DAY: 0}[kind]
    assert due.date() - (starts_at.date() - timedelta(days=days)) in (timedelta(0), timedelta(days=1))


@given(begins)
def test_windows_follow_one_another_and_end_before_the_evening(starts_at):
    windows = [reminding.window(kind, starts_at) for kind in (WEEK, EVE, DAY)]
    assert all(until <= starts_at for _from, until in windows)
    assert windows[0][1] == min(windows[1][0], starts_at)
    assert windows[1][1] == min(windows[2][0], starts_at)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_after_night_waits_at_most_eleven_hours_on_the_wall(moment):
    later = after_night(moment)
    assert timedelta(0) <= later - moment <= timedelta(hours=12)
    assert after_night(later) == later


STARTS = paris(2027, 3, 28, 17, 30)  # the day when summer time begins


@pytest.fixture
def evening(db, time_machine):
    time_machine.move_to(paris(2027, 2, 1, 12), tick=False)
    event = make_event(starts_at=STARTS)
    return event, make_workshop(event=event, seats=14)


def run_at(time_machine, moment):
    time_machine.move_to(moment, tick=False)
    queue_reminders()
    return list(Message.objects.filter(kind__startswith="event-reminder").order_by("pk").values_list("kind", "to"))


def test_each_kind_leaves_once(evening, time_machine):
    event, workshop = evening
    make_registration(event=event, workshop=workshop, email="nadia@example.org")
    assert run_at(time_machine, paris(2027, 3, 21, 17, 29)) == []
    week = ("event-reminder-d-7", "nadia@example.org")
    assert run_at(time_machine, paris(2027, 3, 21, 17, 30)) == [week]
    assert run_at(time_machine, paris(2027, 3, 21, 17, 40)) == [week]
    eve = ("event-reminder-d-1", "nadia@example.org")
    assert run_at(time_machine, paris(2027, 3, 27, 17, 30)) == [week, eve]
    day = ("event-reminder-day", "nadia@example.org")
    assert run_at(time_machine, paris(2027, 3, 28, 9, 59)) == [week, eve]
    assert run_at(time_machine, paris(2027, 3, 28, 10, 0)) == [week, eve, day]
    assert run_at(time_machine, paris(2027, 3, 28, 17, 0)) == [week, eve, day]


def test_nothing_is_queued_at_night(evening, time_machine):
    event, workshop = evening
    make_registration(event=event, workshop=workshop)
    assert run_at(time_machine, paris(2027, 3, 21, 21, 0)) == []
    assert run_at(time_machine, paris(2027, 3, 22, 7, 59)) == []
    assert len(run_at(time_machine, paris(2027, 3, 22, 8, 0))) == 1


def test_one_mail_per_address_lists_every_ticket(evening, time_machine):
    event, workshop = evening
    host = make_registration(
        event=event,
        workshop=workshop,
        email="nadia@example.org",
        companions=[Companion("Ali", "Morel"), Companion("Zoé")],
    )
    assert run_at(time_machine, paris(2027, 3, 21, 18)) == [("event-reminder-d-7", "nadia@example.org")]
    message = Message.objects.get(kind="event-reminder-d-7")
    assert message.key == f"event-reminder:{event.pk}:d-7:{host.reminders.get().pk}:{host.code}"
    assert [name in message.text for name in ("Nadia Morel", "Ali Morel", "Zoé")] == [True, True, True]


def test_cancelled_registrations_and_late_comers_are_left_alone(evening, time_machine):
    event, workshop = evening
    gone = make_registration(event=event, workshop=workshop)
    gone.cancel(tell=False)
    time_machine.move_to(paris(2027, 3, 22, 12), tick=False)
    make_registration(event=event, workshop=workshop, email="tard@example.org")
    assert run_at(time_machine, paris(2027, 3, 22, 12, 10)) == []
    assert run_at(time_machine, paris(2027, 3, 27, 18)) == [("event-reminder-d-1", "tard@example.org")]


def test_cancelled_evening_reminds_nobody(evening, time_machine):
    event, workshop = evening
    make_registration(event=event, workshop=workshop)
    event.cancel(by=None, reason="La neige")
    assert run_at(time_machine, paris(2027, 3, 21, 18)) == []


def test_moving_the_evening_recomputes_what_had_not_left(evening, time_machine):
    event, workshop = evening
    make_registration(event=event, workshop=workshop, email="nadia@example.org")
    assert len(run_at(time_machine, paris(2027, 3, 21, 18))) == 1
    event.starts_at, event.ends_at = STARTS + timedelta(days=14), STARTS + timedelta(days=14, hours=5)
    event.change(["starts_at", "ends_at"], by=None, seen=event.last_step())
    assert [message.status for message in Message.objects.filter(kind="event-reminder-d-7")] == ["withdrawn"]
    assert len(run_at(time_machine, paris(2027, 3, 22, 12))) == 1
    run_at(time_machine, paris(2027, 4, 4, 18))
    statuses = Message.objects.filter(kind="event-reminder-d-7").order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["withdrawn", "queued"]


def test_a_reminder_that_left_is_not_sent_again_after_a_move(evening, time_machine):
    event, workshop = evening
    make_registration(event=event, workshop=workshop)
    run_at(time_machine, paris(2027, 3, 21, 18))
    Message.objects.update(status="sent", sent_at=paris(2027, 3, 21, 18))
    event.starts_at, event.ends_at = STARTS + timedelta(days=14), STARTS + timedelta(days=14, hours=5)
    event.change(["starts_at", "ends_at"], by=None, seen=event.last_step())
    assert len(run_at(time_machine, paris(2027, 4, 4, 18))) == 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_run_without_anything_due_costs_the_same(evening, time_machine, django_assert_num_queries, count):
    event, _workshop = evening
    big = make_workshop(event=event, tables=3, seats=14)
    for _ in range(count):
        make_registration(event=event, workshop=big)
    run_at(time_machine, paris(2027, 3, 21, 18))
    with django_assert_num_queries(2):
        queue_reminders()


def test_a_run_is_bounded_and_the_next_one_goes_on(evening, time_machine):
    event, workshop = evening
    for _ in range(5):
        make_registration(event=event, workshop=workshop)
    now = paris(2027, 3, 21, 18)
    time_machine.move_to(now, tick=False)
    assert [reminding.queue_due(now=now, most=3) for _ in range(3)] == [3, 2, 0]
    assert Event.objects.count() == 1


def test_a_companion_who_cancels_is_taken_out_of_the_reminder_that_waits(evening, time_machine):
    event, workshop = evening
    host = make_registration(event=event, workshop=workshop, companions=[Companion("Ali"), Companion("Zoé")])
    run_at(time_machine, paris(2027, 3, 21, 18))
    host.companions.get(given_name="Ali").cancel(tell=False)
    assert len(run_at(time_machine, paris(2027, 3, 21, 18, 10))) == 2
    first, second = Message.objects.filter(kind="event-reminder-d-7").order_by("pk")
    assert (first.status, second.status) == ("withdrawn", "queued")
    assert ["Ali" in second.text, "Zoé" in second.text] == [False, True]
