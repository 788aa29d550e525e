"""Counts the stickers of a vote, once it is closed and never before (D16)."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from ideas.models import Sticker, Vote


@dataclass(frozen=True)
class Total:
    """The stickers of one whole: those of `tickets`, those of `phones` of tables (counted apart), and of all.

    A hand counts once over a whole, whichever of its ideas it stuck (D17).
    """

    idea: int
    tickets: int
    phones: int

    @property
    def all(self):
        return self.tickets + self.phones


@dataclass(frozen=True)
class Turnout:
    """How many hands put something, and how many stickers, tickets and phones of tables apart."""

    tickets: int = 0
    phones: int = 0
    stickers: int = 0


def totals(vote):
    """Return the `Total` of each whole that wears a sticker and still stands, the most first; nothing while it is open.

    `idea` is its head, perhaps of another evening. Equals stand in the order in which their ideas were written.
    """
    if not vote.is_closed:
        return []
    worn = Sticker.objects.filter(vote=vote.pk, idea__in=vote.worn_ideas().values("pk"))
    counted = worn.with_head().once_per_hand().order_by("head").values("head")
    rows = counted.annotate(
        tickets=Sum("number", filter=Q(hand__table=None), default=0),
        phones=Sum("number", filter=Q(hand__table__isnull=False), default=0),
    )
    found = [Total(row["head"], row["tickets"], row["phones"]) for row in rows]
    return sorted(found, key=lambda total: -total.all)


def worn_by(family):
    """Return how many stickers these ideas wear together in votes that are closed, each hand once (D16, D17)."""
    worn = Sticker.objects.filter(vote__in=Vote.objects.closed(), idea__in=family.order_by().values("pk"))
    return worn.with_head().once_per_hand().aggregate(number=Sum("number", default=0))["number"]


def turnout(vote):
    """Return the `Turnout` of a closed vote; all zero before."""
    if not vote.is_closed:
        return Turnout()
    used = vote.hands.filter(used__gt=0)
    return Turnout(
        **used.aggregate(
            tickets=Count("pk", filter=Q(table=None)),
            phones=Count("pk", filter=Q(table__isnull=False)),
            stickers=Sum("used", default=0),
        )
    )
