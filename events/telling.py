"""Tells everyone registered that their evening changed or was called off: in batches, outside the organiser's click."""

from django.db import transaction

from events import emails
from events.emails import facilitators as emails_facilitators
from events.models import Event, EventStep
from foundation import jobs

BATCH = 20  # mails rendered in one transaction: well under a second


@jobs.kind(Event.NEWS)
def tell(lease):
    """Queue one mail or letter per registration; each key is unique, so that doing it again sends nothing."""
    step = EventStep.objects.get(pk=lease.subject)
    # Of a draft that moves, only those asked to facilitate know.
    people = step.event.registrations.live().filter(event__in=Event.objects.public()).order_by("pk")
    total, done, last = people.count(), 0, 0
    while True:
        with transaction.atomic():
            lease.advance(done=done, total=total)
            batch = list(
                people.filter(pk__gt=last).select_related("event__territory", "brought_by", "table__workshop")[:BATCH]
            )
            for registration in batch:
                _tell_one(registration, step)
        if not batch:
            return _tell_team(step)
        done, last = done + len(batch), batch[-1].pk


@transaction.atomic
def _tell_team(step):
    """Those who facilitate too: fifty at most, and each mail's key says it is theirs."""
    for person in step.event.facilitators.asked().reachable().for_pages():
        if step.kind == EventStep.Kind.CANCELLED:
            emails_facilitators.facilitator_event_cancelled(person, reason=step.details)
        else:
            person.reminders.forget()
            emails_facilitators.facilitator_event_changed(person, step=step.pk)


def _tell_one(registration, step):
    if step.kind == EventStep.Kind.CANCELLED:
        emails.event_cancelled(registration, reason=step.details)
    else:
        emails.event_changed(registration, step=step.pk)
