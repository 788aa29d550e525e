from celery import shared_task
from django.utils import timezone

from events import campaigning, care_reminding, facilitating, lettering, reminding, timetabling
from events.models import ImportBatch, serving
from events.printing import making


@shared_task
def forget_imports():
    ImportBatch.objects.forget(now=timezone.now())


@shared_task
def forget_printed():
    making.forget(now=timezone.now())


@shared_task
def queue_reminders():
    reminding.queue_due(now=timezone.now())


@shared_task
def write_letters():
    lettering.queue_due(now=timezone.now())


@shared_task
def queue_facilitator_reminders():
    facilitating.queue_due(now=timezone.now())


@shared_task
def queue_care_reminders():
    care_reminding.queue_due(now=timezone.now())


@shared_task
def call_partners_again():
    facilitating.call_again(now=timezone.now())


@shared_task
def begin_campaigns():
    campaigning.begin_due(now=timezone.now())


@shared_task
def queue_task_reminders():
    timetabling.queue_due(now=timezone.now())


@shared_task
def serve_waiting_lists():
    serving.queue_due(now=timezone.now())
