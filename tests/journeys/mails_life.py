"""Mails of the life of an idea: to its author, and to who follows it; lines of the gallery (D18)."""

from datetime import timedelta

from django.utils import timezone

from ideas.models import Follower, Stage, life, telling
from outbox.models import Message
from projects.coaching import weekly

WHY = "Une association le fait déjà à Champagnole : nous vous mettons en relation avec elle."
# The stages that lead to each mail, without the conditions of groups and projects.
WAYS = {
    "kept": (Stage.KEPT,),
    "grouped": (Stage.KEPT, Stage.GROUPED),
    "project": (Stage.KEPT, Stage.PROJECT),
    "set_aside": (Stage.SET_ASIDE,),
    "resumed": (Stage.SET_ASIDE, Stage.KEPT),
}


def steps(way, *, follows=False):
    def take(cast):
        idea = cast.idea
        if follows:
            type(idea).objects.filter(pk=idea.pk).update(author_email="")
            Follower.objects.create(
                idea=idea, email="zoe@example.org", language=cast.language, confirmed_at=timezone.now()
            )
        for stage in way:
            Message.objects.held().update(status=Message.Status.SENT, sent_at=timezone.now())  # the day before
            before, idea.stage = idea.stage, stage
            idea.save()
            step = idea.steps.create(kind="stage", details=stage, why=WHY if stage in life.NEEDS_REASON else "")
            telling.tell(idea, step, before=before)

    return take


MAILS = {
    f"ideas/life_{name}{'_follower' if follows else ''}": steps(way, follows=follows)
    for name, way in WAYS.items()
    for follows in (False, True)
}


def advice(cast):
    """Someone wrote an idea long ago, and no first step."""
    idea = cast.idea
    type(idea).objects.filter(pk=idea.pk).update(created_at=timezone.now() - timedelta(days=40), first_step="")
    weekly._queue_for(cast.territory, now=timezone.now(), most=5)


MAILS["coaching/weekly"] = advice
