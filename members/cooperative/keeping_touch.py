"""What time does to introductions, meetings and addresses of members: reminded, settled, lapsed; in daytime."""

from django.db import transaction
from django.utils import timezone

from members.cooperative.models import AddressChange, Gathering, Introduction

FROM, UNTIL = 9, 20  # hours of Paris for mails that nobody waits for
BATCH = 200  # rows of one run: the next one goes on


def queue_due(*, now):
    """Remind, lapse and forget what is due; return how many rows changed. Running twice changes nothing."""
    if not FROM <= timezone.localtime(now).hour < UNTIL:
        return 0
    people, addresses = Introduction.objects.for_display(), AddressChange.objects.for_display()
    return (
        _each(Gathering.objects.due_reminder(now).for_display(), lambda one: one.remind(now=now))
        + _each(people.due_to_lapse(now), lambda one: one.lapse(now=now))
        + _each(people.due_to_forget(now), lambda one: one.forget())
        + _each(addresses.due(now), lambda one: one.settle(now=now))
        + _each(addresses.due_to_lapse(now), lambda one: one.drop(now=now))
    )


def _each(rows, act):
    done = 0
    for row in rows[:BATCH]:
        with transaction.atomic():
            done += act(row) is not False
    return done
