"""The mail of a timetable: what is due, to who said they would do it (D67)."""

from django.conf import settings
from django.urls import reverse

from outbox.models import Message
from outbox.queueing import queue

KIND = "tasks-due"


def tasks_due(owner, tasks, *, count, today):
    """One mail to `owner` about `tasks` (late, today, in three days, in this order); `count` says how many there are.

    Its key has the day: an owner receives one a day, whatever number of workers run. A mail taken back because an
    evening moved leaves its key free for the true one.
    """
    lines = [
        {"task": task, "late": task.due_on < today, "today": task.due_on == today, "url": _page(task)} for task in tasks
    ]
    key = f"{KIND}:{owner.pk}:{today}"
    taken_back = Message.objects.filter(key__startswith=key, status=Message.Status.WITHDRAWN).count()
    return queue(
        key=f"{key}:{taken_back}",
        kind=KIND,
        to=owner.email,
        to_name=owner.full_name,
        template="emails/events/tasks_due",
        context={
            "lines": lines,
            "count": count,
            "more": count - len(lines),
            "late": sum(line["late"] for line in lines),
            "territory": tasks[0].event.territory,
        },
        language=owner.language,
        about=f"person:{owner.pk}",
    )


def told_on(day):
    """Return the numbers of the people who have their mail of `day`."""
    sent = Message.objects.filter(kind=KIND, key__contains=f":{day}:").exclude(status=Message.Status.WITHDRAWN)
    return [int(key.split(":")[1]) for key in sent.values_list("key", flat=True)]


def _page(task):
    return settings.PUBLIC_URL + reverse("events:timetable", args=[task.event.slug])
