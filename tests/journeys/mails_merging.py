"""Mails of ideas put together and apart, of the agreement of another territory, of following: lines of the gallery."""

from django.utils import timezone

from ideas.models import Follower, Idea, ask_to_merge, merge
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_territory

WHY = "Les deux partagent une voiture par village."


def head(cast):
    return make_idea(
        event=cast.event, title="Dix voitures partagées pour dix villages", author_name="Benoît",
        author_email="benoit@example.org", language=cast.language,
    )  # fmt: skip


def merged(cast):
    """The last mail in the box is the one to the author of the source."""
    target = head(cast)
    Idea.objects.filter(pk=target.pk).update(author_email="")
    Follower.objects.create(
        idea=cast.idea, email="zoe@example.org", language=cast.language, confirmed_at=timezone.now()
    )
    return merge(target, [cast.idea], by=cast.organiser, why=WHY)[0]


def joined(cast):
    cast.idea.accept(by=cast.organiser)
    merge(head(cast), [cast.idea], by=cast.organiser, why=WHY)


def unmerged(cast):
    done = merged(cast)
    Message.objects.held().update(status=Message.Status.SENT, sent_at=timezone.now())  # the day before
    done.undo(by=cast.organiser)


def requested(cast):
    there = make_event(territory=make_territory(name="Petite Montagne"))
    asker = make_organiser(territory=there.territory)
    for person in (asker, cast.organiser):
        type(person).objects.filter(pk=person.pk).update(language=cast.language)
    asker.refresh_from_db()
    return ask_to_merge(cast.idea, make_idea(event=there, title="La voiture du village"), by=asker, why=WHY)


def answered(cast):
    requested(cast).refuse(by=cast.organiser, why="La nôtre part avec une commune déjà choisie.")


MAILS = {
    "ideas/idea_merged": merged,
    "ideas/idea_joined": joined,
    "ideas/idea_unmerged": unmerged,
    "ideas/merge_requested": requested,
    "ideas/merge_answered": answered,
    "ideas/follow_confirm": lambda cast: Follower.ask(cast.idea, email="zoe@example.org", language=cast.language),
}
