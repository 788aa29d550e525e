"""The vote of an edition that is over: its stickers and its results."""

import random
import secrets

from django.utils import timezone

from ideas.models import Hand, Idea, Sticker, Vote, VoteStep, bump

TICKETS, LOVED = 38, (9, 7, 5, 3, 2)  # hands, and how the ideas attract their stickers


def load(edition, *, by):
    """Open, fill and close the vote of `edition`; hands are as a month leaves them: tied to nobody."""
    rng = random.Random(3)
    ideas = list(Idea.objects.listed().filter(event=edition).order_by("pk"))[: len(LOVED)]
    opened, closed = (timezone.localtime(edition.starts_at).replace(hour=20, minute=minute) for minute in (35, 54))
    vote = Vote.objects.create(event=edition, opened_at=opened, closed_at=closed)
    VoteStep.objects.create(vote=vote, kind=VoteStep.Kind.OPENED, by=by, at=opened)
    VoteStep.objects.create(vote=vote, kind=VoteStep.Kind.CLOSED, by=by, at=closed)
    chosen = [_three_of(ideas, rng) for _ in range(TICKETS)]
    hands = Hand.objects.bulk_create(
        Hand(vote=vote, key=secrets.token_hex(32), allowed=3, used=len(some), unlinked_at=closed) for some in chosen
    )
    Sticker.objects.bulk_create(
        Sticker(vote=vote, hand=hand, idea=idea) for hand, some in zip(hands, chosen, strict=True) for idea in some
    )
    bump(edition.pk)


def begin_again(event):
    """The evening moves to another day: nobody has voted, and the order of its restitution is to be made."""
    Vote.objects.filter(event=event).delete()
    event.chosen_ideas.all().delete()


def _three_of(ideas, rng):
    wanted = rng.choices(ideas, weights=LOVED[: len(ideas)], k=3)
    return list(dict.fromkeys(wanted))
