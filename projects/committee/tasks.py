from celery import shared_task
from django.utils import timezone

from projects.committee import (
    becoming,
    closing,
    condition_reminders,
    digesting,
    holding,
    inviting,
    reminding,
    telling_bearers,
    yearly,
)


@shared_task
def move_sessions():
    """Votes open and close by the clock (D28, D33). Running twice changes nothing."""
    now = timezone.now()
    holding.open_due(now=now)
    closing.close_due(now=now)


@shared_task
def queue_invitations():
    """Experts are invited when the day has come (D33). Running twice changes nothing."""
    inviting.queue_due(now=timezone.now())


@shared_task
def queue_reminders():
    """Experts who have not acted: a reminder, then a call by a named person (D33). Running twice changes nothing."""
    now = timezone.now()
    reminding.queue_due(now=now)
    reminding.queue_calls(now=now)


@shared_task
def queue_digests():
    """One mail a day at most to who keeps a committee (D33). Running twice changes nothing."""
    digesting.queue_due(now=timezone.now())


@shared_task
def queue_became():
    """Experts learn what became of the projects that they judged (D31). Running twice changes nothing."""
    becoming.queue_due(now=timezone.now())


@shared_task
def queue_yearly():
    """Interests to confirm, terms that end (D25). Running twice changes nothing."""
    yearly.queue_due(now=timezone.now())


@shared_task
def queue_bearers():
    """Slots and the questions of experts, to who presents a file (D24). Running twice changes nothing."""
    telling_bearers.queue_due(now=timezone.now())


@shared_task
def queue_conditions():
    """Conditions that come near or are late, short votes that end (D30). Running twice changes nothing."""
    condition_reminders.queue_due(now=timezone.now())
