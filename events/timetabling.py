"""Tells each owner of tasks what is due, in one mail a day at most (D67): in three days, today, late each Monday."""

from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events.emails import timetable as emails
from events.models import Task, TaskReminder
from foundation.clocks import after_night

NOTICE = timedelta(days=3)
MOST_PER_RUN = 200  # owners of one run: the next one, ten minutes later, goes on
MOST_TASKS = 60  # of one owner, in one mail: beyond, the timetable is read in its page

Kind = TaskReminder.Kind


def kind_of(due_on, today):
    """Return (kind, what it is about) of what a task due on `due_on` is worth telling `today`, or None.

    The window is wide, so that a day when no worker ran is made up for; a late task is told from the Monday that
    follows its day, once a week.
    """
    monday = today - timedelta(days=today.weekday())
    if due_on == today:
        return Kind.DAY, due_on
    if today < due_on <= today + NOTICE:
        return Kind.SOON, due_on
    return (Kind.LATE, monday) if due_on < monday else None


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue the reminders of tasks that are due, one mail per owner and day; return how many.

    Running it twice changes nothing; nothing leaves between 21:00 and 8:00 of Paris (D9).
    """
    if after_night(now) != now:
        return 0
    today = timezone.localdate(now)
    open_tasks = Task.objects.of_prepared_evenings().due_by(today + NOTICE).with_owner_in_force(today)
    told_today = emails.told_on(today)
    wanted = open_tasks.filter(_worth_telling(today)).exclude(pk__in=_told(today).values("task"))
    owners = wanted.exclude(owner__in=told_today).order_by("owner").values_list("owner", flat=True).distinct()[:most]
    tasks = open_tasks.filter(owner__in=list(owners)).select_related("owner", "event__territory")
    queued = 0
    for owner, group in groupby(tasks.order_by("owner", "due_on", "pk"), key=lambda task: task.owner):
        queued += _tell(owner, list(group), today=today)
    return queued


def _worth_telling(today):
    monday = today - timedelta(days=today.weekday())
    return Q(due_on__gte=today) | Q(due_on__lt=monday)


def _told(today):
    """What was told of today's kinds already: a task whose day moved is told again."""
    monday = today - timedelta(days=today.weekday())
    soon = TaskReminder.objects.filter(kind=Kind.SOON, task__due_on__gt=today)
    day = TaskReminder.objects.filter(kind=Kind.DAY, about=today)
    return soon | day | TaskReminder.objects.filter(kind=Kind.LATE, about=monday)


@transaction.atomic
def _tell(owner, tasks, *, today):
    """Queue one mail about what was not told yet, with all that is late or near; 0 when another worker did."""
    claimed = []
    for task in tasks:
        kind = kind_of(task.due_on, today)
        if kind:
            reminder, made = TaskReminder.objects.get_or_create(task=task, kind=kind[0], about=kind[1])
            claimed += [reminder] if made else []
    if not claimed:
        return 0
    message = emails.tasks_due(owner, tasks[:MOST_TASKS], count=len(tasks), today=today)
    TaskReminder.objects.filter(pk__in=[reminder.pk for reminder in claimed]).update(message=message)
    return 1
