"""Tasks of groups are reminded on their day and a week late, then never: one mail a person (D62)."""

from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from foundation.clocks import after_night
from ideas.groups import emails_meetings as emails
from ideas.groups.models import Task, TaskReminderSent

LATE = timedelta(days=7)
MOST_PER_RUN = 200  # people of one run: the next one, ten minutes later, goes on
MOST_TASKS = 40  # in one mail

Kind = TaskReminderSent.Kind


def kind_of(due_on, today):
    """Return which reminder a task of that day is worth `today`: on its day, a week late, or None.

    Each has the days that follow it, for a worker that was stopped; two weeks after its day nobody hears of it.
    """
    if due_on <= today < due_on + LATE:
        return Kind.DAY
    return Kind.LATE if due_on + LATE <= today < due_on + 2 * LATE else None


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue one mail per person about the tasks whose reminder is due; return how many. Twice changes nothing."""
    if after_night(now) != now:
        return 0
    today = timezone.localdate(now)
    tasks = _untold(today).select_related("owner", "group__territory").order_by("owner__email", "due_on", "pk")
    queued = 0
    for _address, group in groupby(tasks[: most * 5], key=lambda task: task.owner.email):
        if queued >= most:
            break
        queued += _tell(list(group)[:MOST_TASKS], today=today)
    return queued


def _untold(today):
    """Tasks whose reminder of today was not queued."""
    told = TaskReminderSent.objects.filter(task=OuterRef("pk"), due_on=OuterRef("due_on"), owner=OuterRef("owner"))
    due = Task.objects.due_reminder(today)
    fresh = due.filter(due_on__gt=today - LATE).exclude(Exists(told.filter(kind=Kind.DAY)))
    return fresh | due.filter(due_on__lte=today - LATE).exclude(Exists(told.filter(kind=Kind.LATE)))


@transaction.atomic
def _tell(tasks, *, today):
    """Queue one mail to one address; 0 when another worker did, or its owner wants none."""
    claimed = []
    for task in tasks:
        values = {"task": task, "kind": kind_of(task.due_on, today), "due_on": task.due_on, "owner": task.owner}
        reminder, made = TaskReminderSent.objects.get_or_create(**values)
        claimed += [reminder] if made else []
    if not claimed:
        return 0
    members = list({task.owner_id: task.owner for task in tasks}.values())
    message = emails.group_tasks_due(members, tasks, day=today)
    TaskReminderSent.objects.filter(pk__in=[one.pk for one in claimed]).update(message=message)
    return 1 if message else 0
