from celery import shared_task
from django.utils import timezone

from events import reminding, telling  # noqa: F401  (telling: workers learn this kind of job)


@shared_task
def queue_reminders():
    reminding.queue_due(now=timezone.now())
