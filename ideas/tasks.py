from contextlib import suppress

from celery import shared_task
from django.core.exceptions import ValidationError
from django.utils import timezone

from ideas import following, lapsing, reporting
from ideas.models import Vote


@shared_task
def queue_reports():
    """One mail a day at most to the organisers whose ideas were reported. Running twice changes nothing."""
    reporting.queue_due(now=timezone.now())


@shared_task
def queue_questions():
    """« Was the first step taken? », « is the idea alive? » (D10), each once. Running twice changes nothing."""
    following.queue_questions(now=timezone.now())


@shared_task
def close_forgotten_votes():
    """Votes left open long after their evening (D16). Running twice changes nothing."""
    for vote in Vote.objects.forgotten(timezone.now()).select_related("event"):
        with suppress(ValidationError):  # someone closed it at this instant
            vote.close(by=None)


@shared_task
def lapse():
    """Requests between territories that nobody answered, addresses that nobody confirmed. Twice changes nothing."""
    lapsing.lapse(now=timezone.now())
