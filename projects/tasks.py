from celery import shared_task
from django.utils import timezone

from projects import seeking


@shared_task
def queue_seeking():
    """Listings asked and ended, messages that lapse (D22). Running twice changes nothing."""
    seeking.queue_due(now=timezone.now())
