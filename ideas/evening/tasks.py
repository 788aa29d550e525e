from celery import shared_task
from django.utils import timezone

from ideas.evening import week_after
from ideas.evening.models import Transcriber, paper_photo
from ideas.evening.morning import due_events, queue_letters


@shared_task
def queue_morning_after():
    """What each table produced, to who came; what was missed, to who did not (D10). Running twice changes nothing."""
    for event in due_events(timezone.now()):
        queue_letters(event)


@shared_task
def queue_week_after():
    """The idea sheets of one's table, a week later (D10). Running twice changes nothing."""
    for event in week_after.due_events(timezone.now()):
        week_after.queue_sheets(event)


@shared_task
def forget_paper():
    """Photos of paper sheets go after a season, with the names of who typed (D58). Running twice changes nothing."""
    now = timezone.now()
    paper_photo.expire(now=now)
    Transcriber.objects.named_before(now).update(name="")
