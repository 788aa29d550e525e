from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from outbox import delivering, grouping
from outbox.models import Message

KEEP_TEXTS = timedelta(days=365)  # an organiser may look up last year's words; then only the fact remains (D58)


@shared_task
def deliver(pk):
    delivering.deliver(pk)


@shared_task
def deliver_due():
    delivering.deliver_due(now=timezone.now())


@shared_task
def queue_grouped():
    grouping.queue_due(now=timezone.now())


@shared_task
def forget_old_texts():
    before = timezone.now() - KEEP_TEXTS
    for old in (Message.objects.left(), Message.objects.bounced()):
        old.filter(sent_at__lt=before).exclude(text="").update(text="", html="", attachments=[])
    inside = Message.objects.grouped().filter(created_at__lt=before).exclude(text="")
    inside.update(text="", html="", attachments=[])
