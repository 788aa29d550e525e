"""When meetings and their polls are reminded, and to whom: in daytime, right at both changes of the clocks (D9)."""

from django.db import transaction
from django.utils import timezone

from foundation.clocks import LATEST, TEN, after_night, ten_before
from ideas.groups import emails_meetings as emails
from ideas.groups.models import Meeting
from ideas.groups.models.agenda import roles_of
from ideas.groups.models.poll import SlotAnswer

POLL_DAYS = 3  # after a date was asked, once
MOST_PER_RUN = 300  # mails of one run: the next one, ten minutes later, goes on


def window(meeting):
    """Return (from, until) of the moments when a meeting may be reminded; wide, for a worker that was stopped."""
    return ten_before(meeting.starts_at, days=meeting.reminder_days), meeting.starts_at - LATEST


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue the reminders of meetings and polls that are due; return how many. Running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    queued = 0
    for meeting in Meeting.objects.due_reminder(now).select_related("group__territory"):
        begins, ends = window(meeting)
        # A date set or moved after the moment of the reminder has just been told.
        if begins <= now < ends and (meeting.set_at or meeting.created_at) < begins and queued < most:
            queued += _remind(meeting, most=most - queued)
    for meeting in Meeting.objects.due_poll_reminder(now, days=POLL_DAYS).select_related("group__territory"):
        if queued < most and timezone.localtime(now).time() >= TEN:
            queued += _remind_poll(meeting, now=now)
    return queued


@transaction.atomic
def _remind(meeting, *, most):
    """Queue the reminder of one meeting to the members who have none yet."""
    said_no = meeting.answers.filter(answer="no").values("membership")
    waiting = meeting.group.memberships.reachable().exclude(pk__in=emails.told_reminder(meeting))
    members = list(waiting.exclude(pk__in=said_no).order_by("pk")[:most])
    if not members:
        return 0
    points, roles = list(meeting.points.select_related("presenter")), roles_of(meeting)
    for member in members:
        emails.meeting_reminder(meeting, member, points=points, roles=roles)
    return len(members)


@transaction.atomic
def _remind_poll(meeting, *, now):
    """Ask once more those who answered nothing; nobody when the first of the dates is over."""
    if not Meeting.objects.polling().filter(pk=meeting.pk, poll_reminded_at=None).update(poll_reminded_at=now):
        return 0
    if not meeting.slots.filter(starts_at__gt=now).exists():
        return 0
    answered = SlotAnswer.objects.filter(slot__meeting=meeting).values("membership")
    members = list(meeting.group.memberships.reachable().exclude(pk__in=answered))
    for member in members:
        emails.meeting_poll_reminder(meeting, member)
    return len(members)
