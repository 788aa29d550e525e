"""The timetable of an evening (D67): its days follow the evening, tasks are ticked once, owners are told once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events import preparing, timetabling
from events.calendars_timetable import timetable_file
from events.models import Event, Task, TaskReminder
from events.timetabling import Kind, kind_of
from outbox.models import Message
from tests.factories import make_event, make_organiser, make_person, make_task, make_territory

pytestmark = pytest.mark.django_db


def at(*moment):
    return timezone.make_aware(timezone.datetime(*moment))


@pytest.fixture
def territory():
    return make_territory()


@pytest.fixture
def organiser(territory):
    return make_organiser(territory=territory)


@pytest.fixture
def event(territory):
    return make_event(territory=territory, starts_at=at(2027, 10, 14, 17, 30))


def move(event, starts_at):
    event.starts_at, event.ends_at = starts_at, starts_at + timedelta(hours=5)
    event.change(["starts_at", "ends_at"], by=None, seen=event.last_step())


def told():
    return list(Message.objects.filter(kind="tasks-due").exclude(status="withdrawn").values_list("to", flat=True))


def test_days_are_counted_from_the_evening_and_follow_it(event):
    counted, fixed = make_task(event=event, days=-30), make_task(event=event, fixed_on=date(2027, 9, 1))
    assert (counted.due_on, fixed.due_on) == (date(2027, 9, 14), date(2027, 9, 1))
    move(event, at(2027, 11, 18, 17, 30))
    counted.refresh_from_db(), fixed.refresh_from_db()
    assert (counted.due_on, fixed.due_on) == (date(2027, 10, 19), date(2027, 9, 1))


def test_without_a_date_days_are_not_known(territory):
    event = Event(territory=territory, brand="Crépite")
    event.set_up(by=None)
    assert make_task(event=event, days=-30).due_on is None
    move(event, at(2027, 10, 14, 17, 30))
    assert event.tasks.get().due_on == date(2027, 9, 14)


@pytest.mark.parametrize("values", [{}, {"days": 3, "fixed_on": date(2027, 9, 1)}])
def test_the_database_wants_one_date(event, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(event=event, title="x", **values)


def test_a_task_is_done_once_and_can_be_taken_back(event, organiser):
    task = make_task(event=event)
    task.tick(by=organiser)
    with pytest.raises(ValidationError):
        task.tick(by=make_person())
    assert (task.is_done, task.done_by) == (True, organiser)
    task.reopen()
    assert (task.is_done, task.done_by) == (False, None)


def test_the_first_colleague_takes_a_task(event, organiser):
    task = make_task(event=event)
    task.take(by=organiser)
    with pytest.raises(ValidationError):
        task.take(by=make_person())
    assert task.owner == organiser


def test_ready_made_timetables_span_d_minus_120_to_d_plus_30():
    standard, small = preparing.STANDARD.tasks(), preparing.SMALL.tasks()
    assert (standard[0][0], standard[-1][0]) == (-120, 30)
    assert len(small) < len(standard)
    assert sum(count for _l, count, _t, _q in preparing.STANDARD.workshops()) == 25
    assert sum(count for _l, count, _t, _q in preparing.SMALL.workshops()) == 17


def test_the_ready_made_timetable_is_added_once(event):
    first = preparing.propose_timetable(event)
    assert (first, preparing.propose_timetable(event)) == (len(preparing.STANDARD.tasks()), 0)


def test_a_small_territory_has_its_programme_tables_and_timetable(territory):
    event = Event(territory=territory, brand="Crépite", starts_at=at(2027, 10, 14, 18), ends_at=at(2027, 10, 14, 22))
    preparing.begin(event, by=None, pattern=preparing.SMALL, workshops=True)
    assert [scene.minutes for scene in event.scenes.in_order()] == [20, 120, 30, 60]
    assert (event.tables.count(), event.workshops.published().count()) == (17, 0)
    assert event.tasks.count() == len(preparing.SMALL.tasks())


@pytest.mark.parametrize(
    ("due_on", "kind"),
    [
        (date(2027, 9, 17), None),
        (date(2027, 9, 16), (Kind.SOON, date(2027, 9, 16))),
        (date(2027, 9, 14), (Kind.SOON, date(2027, 9, 14))),
        (date(2027, 9, 13), (Kind.DAY, date(2027, 9, 13))),
        (date(2027, 9, 12), (Kind.LATE, date(2027, 9, 13))),
        (date(2027, 9, 6), (Kind.LATE, date(2027, 9, 13))),
    ],
)
def test_what_is_told_on_a_monday(due_on, kind):
    assert kind_of(due_on, date(2027, 9, 13)) == kind


def test_a_task_late_since_yesterday_waits_for_monday():
    assert kind_of(date(2027, 9, 14), date(2027, 9, 15)) is None


def test_one_mail_per_owner_whatever_runs(event, organiser):
    other = make_organiser(territory=event.territory)
    for days in (-30, -31, -50):
        make_task(event=event, days=days, owner=organiser)
    make_task(event=event, days=-28, owner=other)
    make_task(event=event, days=-30)
    now = at(2027, 9, 14, 9)
    assert [timetabling.queue_due(now=now), timetabling.queue_due(now=now)] == [2, 0]
    assert sorted(told()) == sorted([organiser.email, other.email])
    assert timetabling.queue_due(now=at(2027, 9, 14, 18)) == 0


def test_the_number_of_statements_does_not_grow_with_tasks(event, organiser, django_assert_num_queries):
    make_task(event=event, days=-30, owner=organiser)
    timetabling.queue_due(now=at(2027, 9, 14, 9))
    for _ in range(20):
        make_task(event=event, days=-30, owner=organiser)
    with django_assert_num_queries(2):
        assert timetabling.queue_due(now=at(2027, 9, 14, 10)) == 0


@pytest.mark.parametrize("hour", [7, 21, 23])
def test_nothing_leaves_at_night(event, organiser, hour):
    make_task(event=event, days=-30, owner=organiser)
    assert timetabling.queue_due(now=at(2027, 9, 14, hour, 30)) == 0


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_days_of_both_changes_of_the_clocks(territory, organiser, day):
    event = make_event(territory=territory, starts_at=at(day.year, day.month, day.day, 17, 30) + timedelta(days=3))
    task = make_task(event=event, days=-3, owner=organiser)
    assert task.due_on == day
    assert timetabling.queue_due(now=at(day.year, day.month, day.day, 7, 59)) == 0
    assert timetabling.queue_due(now=at(day.year, day.month, day.day, 8, 0)) == 1


def test_a_moved_evening_takes_back_what_has_not_left_and_tells_again(event, organiser):
    make_task(event=event, days=-30, owner=organiser)
    assert timetabling.queue_due(now=at(2027, 9, 14, 9)) == 1
    move(event, at(2027, 11, 18, 17, 30))
    assert (told(), TaskReminder.objects.count()) == ([], 0)
    assert timetabling.queue_due(now=at(2027, 9, 14, 10)) == 0
    assert timetabling.queue_due(now=at(2027, 10, 19, 9)) == 1


def test_an_evening_moved_the_same_day_tells_the_true_day(event, organiser):
    make_task(event=event, days=-30, owner=organiser)
    timetabling.queue_due(now=at(2027, 9, 14, 9))
    move(event, at(2027, 10, 16, 17, 30))
    assert timetabling.queue_due(now=at(2027, 9, 14, 10)) == 1
    assert told() == [organiser.email]


def test_who_left_the_team_and_evenings_called_off_are_left_in_peace(event, organiser):
    make_task(event=event, days=-30, owner=make_person())
    off = make_event(territory=event.territory, status=Event.Status.CANCELLED, starts_at=at(2027, 10, 14, 17, 30))
    make_task(event=off, days=-30, owner=organiser)
    assert timetabling.queue_due(now=at(2027, 9, 14, 9)) == 0


def test_calendar_file_keeps_the_number_of_each_task(event):
    task = make_task(event=event, days=-30, title="Réserver; la salle, vite\n")
    lines = timetable_file(event, [task]).decode().split("\r\n")
    assert [line for line in lines if line.startswith(("UID", "DTSTART"))] == [
        "DTSTART;VALUE=DATE:20270914",
        f"UID:task-{task.pk}@localhost",
    ]
