"""Tells everyone registered that their evening changed or was called off: in batches, outside the organiser's click."""

from django.db import transaction

from events import emails
from events.models import Event, EventStep
from foundation import jobs

BATCH = 20  # mails rendered in one transaction: well under a second


@jobs.kind(Event.NEWS)
def tell(lease):
    """Queue one mail per registration that has an address; each key is unique, so that doing it again sends nothing."""
    step = EventStep.objects.get(pk=lease.subject)
    people = step.event.registrations.live().order_by("pk")
    total, done, last = people.count(), 0, 0
    while True:
        with transaction.atomic():
            lease.advance(done=done, total=total)
            batch = list(
                people.filter(pk__gt=last).select_related("event__territory", "brought_by", "table__workshop")[:BATCH]
            )
            for registration in batch:
                if registration.address:
                    _tell_one(registration, step)
        if not batch:
            return
        done, last = done + len(batch), batch[-1].pk


def _tell_one(registration, step):
    if step.kind == EventStep.Kind.CANCELLED:
        emails.event_cancelled(registration, reason=step.details)
    else:
        emails.event_changed(registration, step=step.pk)
