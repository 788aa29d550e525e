from celery import shared_task
from django.utils import timezone

from members.cooperative import keeping_touch


@shared_task
def keep_touch():
    """Introductions and meetings of members: reminded, lapsed, forgotten. Running twice changes nothing."""
    keeping_touch.queue_due(now=timezone.now())
