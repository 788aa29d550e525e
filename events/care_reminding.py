"""When parents and referents are reminded of what is missing, at ten in the morning, local time (D59)."""

from datetime import timedelta

from django.db import transaction

from events.emails import care as emails_care
from events.models import Authorisation, Event, Group
from foundation.clocks import after_night, ten_before
from outbox.models import Message

PARENTS = (("d-7", 7, 3), ("d-3", 3, 0))  # kind, due so many days before, until so many days before
REFERENTS = (("d-14", 14, 7), ("d-7", 7, 1))
FURTHEST = timedelta(days=16)
MOST_PER_RUN = 300


def current(kinds, starts_at, now):
    """Return which of `kinds` is due at `now`, or None; the window is wide, for a worker that was down."""
    for kind, days, until in kinds:
        if ten_before(starts_at, days=days) <= now < min(ten_before(starts_at, days=until), starts_at):
            return kind
    return None


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue the reminders that are due, each once for one date of the evening; return how many."""
    if after_night(now) != now:
        return 0
    queued = 0
    for event in Event.objects.upcoming(now).filter(starts_at__lte=now + FURTHEST).select_related("territory"):
        queued += _parents(event, now=now, most=most - queued) + _referents(event, now=now)
    return queued


def _parents(event, *, now, most):
    kind = current(PARENTS, event.starts_at, now)
    if kind is None:
        return 0
    begins = ten_before(event.starts_at, days={kind: days for kind, days, _until in PARENTS}[kind])
    awaited = Authorisation.objects.awaited(event).filter(asked_at__lt=begins)  # who was asked since has just read it
    keys = {emails_care.reminder_key(one, kind): one for one in awaited}
    return sum(_remind_parent(keys[key], kind) for key in _unknown(keys)[:most])


@transaction.atomic
def _remind_parent(authorisation, kind):
    return emails_care.authorisation_reminder(authorisation, authorisation.link(), kind=kind) is not None


def _referents(event, *, now):
    kind = current(REFERENTS, event.starts_at, now)
    if kind is None:
        return 0
    groups = Group.objects.incomplete().filter(event=event).select_related("event__territory")
    keys = {emails_care.group_reminder_key(group, kind): group for group in groups}
    return sum(_remind_referent(keys[key], kind) for key in _unknown(keys))


@transaction.atomic
def _remind_referent(group, kind):
    return emails_care.group_reminder(group, kind=kind) is not None


def _unknown(keys):
    known = set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    return [key for key in keys if key not in known]
