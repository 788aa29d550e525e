from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from outbox import delivering
from outbox.models import Message

KEEP_TEXTS = timedelta(days=365)  # an organiser may look up last year's words; then only the fact remains (D58)


@shared_task
def deliver(pk):
    delivering.deliver(pk)


@shared_task
def deliver_due():
    delivering.deliver_due(now=timezone.now())


@shared_task
def forget_old_texts():
    old = Message.objects.left().filter(sent_at__lt=timezone.now() - KEEP_TEXTS).exclude(text="")
    old.update(text="", html="", attachments=[])
