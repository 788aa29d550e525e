from celery import shared_task
from django.utils import timezone

from events import reminding


@shared_task
def queue_reminders():
    reminding.queue_due(now=timezone.now())
