from celery import shared_task
from django.utils import timezone

from projects.coaching import weekly


@shared_task
def queue_weekly_advice():
    """One new piece of advice a week at most to each person (D62). Running twice changes nothing."""
    weekly.queue_due(now=timezone.now())
