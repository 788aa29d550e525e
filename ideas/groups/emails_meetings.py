"""Every mail about meetings and tasks of a group, one function per message (D19, D62)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext_lazy

from ideas.groups import calendars
from outbox.models import Message
from outbox.queueing import queue_to
from outbox.topics import IDEAS

TASKS = "group-tasks-due"
# « Cette fois, vous animez, prenez les notes. »
YOU = {
    "animates": pgettext_lazy("this time, you", "animate"),
    "keeps_time": pgettext_lazy("this time, you", "keep time"),
    "writes": pgettext_lazy("this time, you", "write the notes"),
}


def meeting_poll(meeting, member):
    """Which dates suit you? One screen, answered from the mail's link."""
    context = {"slots": list(meeting.slots.all())}
    return _to(member, meeting, "meeting_poll", key=f"meeting-poll:{meeting.pk}:{member.pk}", context=context)


def meeting_poll_reminder(meeting, member):
    """Once more, only to who has not answered."""
    key = f"meeting-poll-reminder:{meeting.pk}:{member.pk}"
    return _to(member, meeting, "meeting_poll_reminder", key=key, context={"slots": list(meeting.slots.all())})


def meeting_set(meeting, member):
    """The date that holds, new or moved, with its calendar file."""
    key = f"meeting-set:{meeting.pk}:{meeting.edition}:{member.pk}"
    return _to(member, meeting, "meeting_set", key=key, calendar=True)


def meeting_cancelled(meeting, member, *, step):
    """Called off; with the calendar file that takes it away where a date had been told."""
    key = f"meeting-cancelled:{meeting.pk}:{step.pk}:{member.pk}"
    context = {"why": step.why}
    return _to(member, meeting, "meeting_cancelled", key=key, context=context, calendar=bool(meeting.starts_at))


def meeting_reminder(meeting, member, *, points, roles):
    """The meeting comes: when, where, its agenda, and what this member does in it."""
    mine = [YOU[role] for role, _label, held in roles if held and held.membership_id == member.pk]
    context = {"points": points, "roles": [(label, held.membership) for _r, label, held in roles if held], "mine": mine}
    key = f"meeting-reminder:{meeting.pk}:{meeting.edition}:{member.pk}"
    return _to(member, meeting, "meeting_reminder", key=key, context=context)


def meeting_report(meeting, member, *, decisions, tasks):
    """What was decided and who does what by when, one's own tasks first; later sendings say that they correct."""
    context = {
        "decisions": decisions,
        "mine": [task for task in tasks if task.owner_id == member.pk],
        "others": [task for task in tasks if task.owner_id != member.pk],
        "corrected": meeting.report_edition > 1,
    }
    key = f"meeting-report:{meeting.pk}:{meeting.report_edition}:{member.pk}"
    return _to(member, meeting, "meeting_report", key=key, context=context)


def group_tasks_due(members, tasks, *, day):
    """One mail to one address about what it said it would do, over all its groups, with the mail of the day (D62)."""
    member = members[0]
    named = {one.pk: one for one in members}
    lines = [
        {
            "task": task,
            "late": task.due_on < day,
            "done_url": settings.PUBLIC_URL + reverse("groups:task_done", args=[task.done_link()]),
            "url": named[task.owner_id].open_url(reverse("groups:tasks", args=[task.group.slug])),
        }
        for task in tasks
    ]
    key = f"{TASKS}:{member.pk}:{day}"
    taken_back = Message.objects.filter(key__startswith=f"{key}:", status=Message.Status.WITHDRAWN).count()
    return queue_to(
        member,
        key=f"{key}:{taken_back}",
        kind=TASKS,
        template="emails/groups/group_tasks_due",
        context={"lines": lines, "late": sum(line["late"] for line in lines), "territory": tasks[0].group.territory},
        about=tasks[0].group.subject,
        topic=IDEAS,
    )


def withdraw(meeting):
    """Take back what is no longer true and has not left: invitations, dates, reminders."""
    for kind in ("poll", "poll-reminder", "set", "reminder"):
        Message.objects.filter(key__startswith=f"meeting-{kind}:{meeting.pk}:").withdraw()


def take_back(numbers):
    """Withdraw the messages of these numbers that have not left; return the numbers of those taken back."""
    found = Message.objects.filter(pk__in=list(numbers))
    found.withdraw()
    return list(found.filter(status=Message.Status.WITHDRAWN).values_list("pk", flat=True))


def told_reminder(meeting):
    """The numbers of the members whose reminder of the date that holds was queued."""
    start = f"meeting-reminder:{meeting.pk}:{meeting.edition}:"
    keys = Message.objects.filter(key__startswith=start).values_list("key", flat=True)
    return {int(key.rpartition(":")[2]) for key in keys}


def _to(member, meeting, name, *, key, context=None, calendar=False):
    group = meeting.group
    url = member.open_url(meeting.get_absolute_url())
    return queue_to(
        member,
        key=key,
        kind=name.replace("_", "-"),
        template=f"emails/groups/{name}",
        context={
            "meeting": meeting, "group": group, "territory": group.territory, "member": member,
            "open_url": url, **(context or {}),
        },
        about=group.subject,
        attachments=[_calendar(meeting, member)] if calendar else (),
    )  # fmt: skip


def _calendar(meeting, member):
    """The file holds the plain address, not the member's own link: calendars are shared with whole families."""
    with translation.override(member.language):
        return (calendars.FILE_NAME, calendars.TYPE, calendars.meeting_file(meeting))
