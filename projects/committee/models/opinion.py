"""An expert's opinion on a file: the grid, words to the bearer, words for oneself (D27, D28)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.committee import criteria
from projects.committee.models.agenda import AgendaItem
from projects.committee.models.expert import Expert


class OpinionQuerySet(models.QuerySet):
    def standing(self):
        """Those that count: an expert who withdrew from the file has none any more (D25)."""
        return self.filter(set_aside_at=None)

    def written(self):
        """Those in which something was noted or said to others: an empty page is no opinion."""
        return self.filter(~Q(comment="") | Q(scores__isnull=False)).distinct()

    def locked(self):
        return self.exclude(locked_at=None)


class Opinion(models.Model):
    """What one expert thinks of one file. It carries a name, and never the vote nor anything that tells it."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="opinions")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="opinions")
    comment = models.TextField(_("comment to the bearer"), max_length=2000, blank=True)
    private_comment = models.TextField(_("comment for yourself"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=0)  # counts the saved drafts: two tabs are told apart
    saved_at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True, blank=True)  # no change any more; the others' opinions are open
    set_aside_at = models.DateTimeField(null=True, blank=True)  # its author withdrew from the file

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "expert"], name="committee_one_opinion_each")]

    def __str__(self):
        return f"{self.item} · {self.expert}"

    @property
    def is_locked(self):
        return self.locked_at is not None


class Score(models.Model):
    """A line of the grid; a line may have its comment before its score."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=12, choices=criteria.Criterion)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "criterion"], name="committee_one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=criteria.HIGHEST), name="committee_score_from_0_to_4"
            ),
        ]

    def __str__(self):
        return f"{self.get_criterion_display()}"
