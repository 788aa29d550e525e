from celery import shared_task
from django.utils import timezone

from ideas.groups import silence


@shared_task
def queue_silence():
    """Silent groups are asked, then sleep (D10). Running twice changes nothing."""
    silence.queue_due(now=timezone.now())


@shared_task
def lapse_entries():
    """Requests and invitations that nobody answered (D65). Running twice changes nothing."""
    silence.lapse_due(now=timezone.now())
