from celery import shared_task
from django.utils import timezone

from members.assemblies import answering, codes, noticing
from members.assemblies.calling import call_newcomers
from members.assemblies.models import Assembly


@shared_task
def note_notices():
    """The proof of each notice that left; a letter for each that came back; a notice for who came since (D45)."""
    now = timezone.now()
    noticing.resume(now=now)
    noticing.note_proofs(now=now)
    for assembly in Assembly.objects.called().filter(starts_at__gt=now).select_related("cooperative"):
        call_newcomers(assembly, now=now)


@shared_task
def queue_assembly_reminders():
    """Members who have not said how they take part (D45). Running twice changes nothing."""
    answering.queue_due(now=timezone.now())


@shared_task
def queue_voting_codes():
    """Personal codes, in the days before the assembly (D50). Running twice changes nothing."""
    codes.queue_due(now=timezone.now())
