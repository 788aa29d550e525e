"""The three ideas that a table holds up: what the hall is told of at the restitution."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Facilitator, Table
from ideas.models.idea import Idea
from ideas.models.record import IdeaStep, bump

MOST = 3  # three minutes of restitution per table are already long


class StarQuerySet(models.QuerySet):
    def standing(self):
        """Stars whose idea was neither refused nor withdrawn since."""
        return self.filter(idea__status__in=Idea.STANDING)

    def fallen(self):
        return self.exclude(idea__status__in=Idea.STANDING)

    def of_event(self, event):
        """Standing stars of an evening, table after table, the first of each table first."""
        found = self.standing().filter(table__event=event).select_related("idea", "table__workshop")
        return found.order_by("table__number", "rank")

    def with_head(self):
        """Add `head`, the key of the whole that shows the star: the idea's own when it stands alone (D17)."""
        return self.annotate(head=Coalesce("idea__whole", "idea"))

    def best(self):
        """Return {whole's key: the best rank among its stars}."""
        return dict(self.with_head().order_by().values("head").annotate(best=Min("rank")).values_list("head", "best"))


class Star(models.Model):
    """An idea that its table chose, first, second or third."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="stars")
    idea = models.OneToOneField(Idea, models.CASCADE, related_name="star")
    rank = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Facilitator, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StarQuerySet.as_manager()

    class Meta:
        ordering = ["table", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["table", "rank"], name="ideas_star_rank_once"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=MOST), name="ideas_star_three_per_table"),
        ]

    def __str__(self):
        return f"{self.rank} · {self.idea}"


@transaction.atomic
def star(idea, *, by=None):
    """Give `idea` the next star of its table and return it; starred twice, it keeps the one it has.

    The database decides who gets the last one. `by`: a facilitator, None for the team. ValidationError when the idea
    does not stand, was written at no table, or when its table has three (code `full`, with their names).
    """
    idea = Idea.objects.standing().exclude(table=None).filter(pk=idea.pk).first()
    if idea is None:
        raise ValidationError(_("This idea was refused, withdrawn or written at no table: it takes no star."))
    made = _claim(idea, by=by)
    if made is None:
        # The place of an idea that was refused or withdrawn since is free again.
        Star.objects.fallen().filter(table=idea.table_id).delete()
        made = _claim(idea, by=by)
    if made is None:
        raise _full(idea.table_id)
    return made


@transaction.atomic
def unstar(idea):
    """Take the star of `idea` back: those after it move up; nothing happens when it has none."""
    known = Star.objects.filter(idea=idea).first()
    if known is None or not Star.objects.filter(pk=known.pk).delete()[0]:
        return
    for later in Star.objects.filter(table=known.table_id, rank__gt=known.rank).order_by("rank"):
        # Someone else may take the freed rank at this instant: then the others keep theirs.
        with suppress(IntegrityError), transaction.atomic():
            Star.objects.filter(pk=later.pk, rank=later.rank).update(rank=later.rank - 1)
    _record(idea, IdeaStep.Kind.UNSTARRED)


def _claim(idea, *, by):
    for rank in range(1, MOST + 1):
        known = Star.objects.filter(idea=idea).first()
        if known:
            return known
        if Star.objects.filter(table=idea.table_id, rank=rank).exists():
            continue
        with suppress(IntegrityError), transaction.atomic():
            made = Star.objects.create(table_id=idea.table_id, idea=idea, rank=rank, by=by)
            _record(idea, IdeaStep.Kind.STARRED)
            return made
    return Star.objects.filter(idea=idea).first()


def _record(idea, kind):
    idea.steps.create(kind=kind, details=IdeaStep.AT_TABLE)
    bump(idea.event_id)


def _full(table):
    chosen = Star.objects.filter(table=table).select_related("idea")
    names = ", ".join(gettext("“%(title)s”") % {"title": one.idea} for one in chosen)
    return ValidationError(
        _("Your table already has three stars: take one back first (%(names)s)."), code="full", params={"names": names}
    )
