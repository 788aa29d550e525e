"""Tells a step to hundreds of followers, in batches, by a job: nobody waits for it on the sorting board (D18)."""

from django.db import transaction

from foundation import jobs
from ideas import emails_life
from ideas.models import Follower, IdeaStep
from ideas.models.telling import JOB, SECOND_THOUGHTS, authors, followers, lasting, taken

BATCH = 20  # mails rendered in one transaction: well under a second


@jobs.kind(JOB)
def tell(lease):
    """Queue what is left of the mails of a step; a known key writes nothing, an undone step is told no more."""
    step, _colon, name = lease.subject.partition(":")
    step = IdeaStep.objects.select_related("idea__event__territory", "idea__territory").filter(pk=step).first()
    if step is None:
        return
    known = {reader.email for reader in authors(step.idea)}
    keys = list(Follower.objects.told_of(step.idea).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            lease.advance(done=start, total=len(keys))
            if not stands(step):
                return
            some = followers(Follower.objects.filter(pk__in=keys[start : start + BATCH]), known=known)
            emails_life.step_taken(step.idea, step, name, readers=some, due_at=step.at + SECOND_THOUGHTS)
        jobs.breathe()


def stands(step):
    """Whether no later step undid it, and its idea still stands."""
    lived = lasting(taken(step.idea.steps.order_by("pk")))
    return step.pk in {one.pk for one in lived} and type(step.idea).objects.standing().filter(pk=step.idea_id).exists()
