from celery import shared_task
from django.utils import timezone

from members.cooperative import deadlines, keeping_touch


@shared_task
def keep_touch():
    """Introductions and meetings of members: reminded, lapsed, forgotten. Running twice changes nothing."""
    keeping_touch.queue_due(now=timezone.now())


@shared_task
def queue_deadlines():
    """The audit and the meeting of the accounts, announced to the board (D52). Running twice changes nothing."""
    deadlines.queue_due(now=timezone.now())
