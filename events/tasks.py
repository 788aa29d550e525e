from celery import shared_task
from django.utils import timezone

from events import campaigning, facilitating, lettering, reminding
from events.models import ImportBatch


@shared_task
def forget_imports():
    ImportBatch.objects.forget(now=timezone.now())


@shared_task
def queue_reminders():
    reminding.queue_due(now=timezone.now())
    lettering.queue_due(now=timezone.now())


@shared_task
def queue_facilitator_reminders():
    facilitating.queue_due(now=timezone.now())


@shared_task
def call_partners_again():
    facilitating.call_again(now=timezone.now())


@shared_task
def begin_campaigns():
    campaigning.begin_due(now=timezone.now())
