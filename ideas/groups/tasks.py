from celery import shared_task
from django.utils import timezone

from ideas.groups import reminders, silence, task_reminders
from ideas.groups.models import GroupFile
from ideas.groups.models.file import discard


@shared_task
def queue_silence():
    """Silent groups are asked, then sleep (D10). Running twice changes nothing."""
    silence.queue_due(now=timezone.now())


@shared_task
def lapse_entries():
    """Requests and invitations that nobody answered (D65). Running twice changes nothing."""
    silence.lapse_due(now=timezone.now())


@shared_task
def queue_meeting_reminders():
    """Meetings that come near, dates that were not answered (D9). Running twice changes nothing."""
    reminders.queue_due(now=timezone.now())


@shared_task
def queue_task_reminders():
    """Tasks on their day and a week late (D62). Running twice changes nothing."""
    task_reminders.queue_due(now=timezone.now())


@shared_task
def discard_files():
    """Files deleted a week ago. Running twice changes nothing."""
    discard(GroupFile.objects.due_to_go(timezone.now())[:500])
