"""What is due to facilitators and to the partners who send them: reminders (D9), one more call after a week."""

from datetime import timedelta

from django.db import transaction

from events.emails import facilitators as emails
from events.models import Briefing, Event, Facilitator, FacilitatorCall, FacilitatorReminder
from events.reminding import days_before
from foundation.clocks import after_night

MOST_PER_RUN = 500  # mails of one run: the next one, ten minutes later, goes on

Kind = FacilitatorReminder.Kind
DAYS = {Kind.FORTNIGHT: 14, Kind.TWO_DAYS: 2}


def window(kind, starts_at):
    """Return (from, until) of the moments when a reminder of what begins at `starts_at` may be sent.

    Wide, so that a worker that was down makes up for it; the first ends where the second says the same.
    """
    if kind == Kind.BRIEFING:
        return days_before(1, starts_at), starts_at
    until = days_before(DAYS[Kind.TWO_DAYS], starts_at) if kind == Kind.FORTNIGHT else starts_at
    return days_before(DAYS[kind], starts_at), until


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue the reminders that are due to those who accepted; return how many. Running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    queued = 0
    for kind, starts_at, people in _gatherings(now):
        begins, ends = window(kind, starts_at)
        if not begins <= now < ends:
            continue
        # Who accepted after it was due has just been told everything.
        due = FacilitatorReminder.due(kind, people.filter(answered_at__lt=begins))
        for person in due[: most - queued]:
            queued += _remind(person, kind, now=now)
    return queued


def _gatherings(now):
    """Yield (kind, when it begins, whom it may concern) of the evenings and briefings that come near."""
    for event in Event.objects.living().filter(starts_at__gt=now, starts_at__lte=now + timedelta(days=15)):
        for kind in DAYS:
            yield kind, event.starts_at, event.facilitators
    for briefing in Briefing.objects.about_to_begin(now):
        yield Kind.BRIEFING, briefing.starts_at, briefing.people


@transaction.atomic
def _remind(person, kind, *, now):
    """Queue one reminder; 0 when another worker did, or when the person said no meanwhile."""
    reminder = FacilitatorReminder.claim(kind, person)
    if reminder is None or not Facilitator.objects.accepted().filter(pk=person.pk).exists():
        return 0
    message = emails.facilitator_reminder(person, kind=kind, number=reminder.pk, now=now)
    FacilitatorReminder.objects.filter(pk=reminder.pk).update(message=message)
    return 1


def call_again(*, now):
    """Ask once more the partners silent for a week; return how many. Not at night; running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    return sum(call.call_again(now=now) for call in FacilitatorCall.objects.to_call_again(now)[:MOST_PER_RUN])
