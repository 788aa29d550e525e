"""The short vote by which experts say that conditions are lifted [setting]; as secret as any other (D28, D30)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import sealing
from projects.committee.models.committee import Committee
from projects.committee.models.expert import Expert
from projects.models import Decision


class LiftingVoteQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def due_to_close(self, now):
        """Past their moment by the server's clock."""
        return self.open().filter(closes_at__lte=now)

    def kept_by(self, person):
        """Of the committees of which `person` is chair or secretary (D60)."""
        return self.filter(committee__in=Committee.objects.kept_by(person))


class LiftingVote(models.Model):
    """« Ces réserves sont-elles levées ? »: yes or no, until a moment; the counts stay, never whose (D28)."""

    class Outcome(models.TextChoices):
        LIFTED = "lifted", pgettext_lazy("short vote", "lifted")
        NOT_YET = "not_yet", pgettext_lazy("short vote", "not lifted yet")
        NOBODY = "nobody", pgettext_lazy("short vote", "too few votes: to be asked again")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="lifting_votes")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lifting_votes")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField(_("votes until"))
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    yes = models.PositiveSmallIntegerField(default=0)
    no = models.PositiveSmallIntegerField(default=0)

    objects = LiftingVoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("short vote on conditions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(closed_at=None), name="committee_one_lifting_vote_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="committee_lifting_closed_has_its_outcome",
            ),
        ]

    def __str__(self):
        return f"{self.decision_id} · {self.closes_at}"

    @property
    def is_open(self):
        return self.closed_at is None

    @property
    def project(self):
        return self.decision.project


class LiftingVoting(models.Model):
    """Who voted, kept for ever; how they did is in `SealedLifting`, until the count."""

    vote = models.ForeignKey(LiftingVote, models.CASCADE, related_name="votings")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "expert"], name="committee_lifting_voted_once")]

    def __str__(self):
        return "…"


class SealedLifting(models.Model):
    """How one expert voted, closed (`sealing`); the count deletes it in its own transaction."""

    vote = models.ForeignKey(LiftingVote, models.CASCADE, related_name="sealed")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "expert"], name="committee_lifting_sealed_once")]

    def __str__(self):
        return "…"


def seal(vote, expert, *, lifted):
    """Return the bytes that close the answer of `expert` (`lifted`, True or False) to this vote."""
    return sealing.seal(lifted, about=_place(vote.pk, expert.pk))


def unseal(row):
    """Return the answer that a `SealedLifting` closes; for the count, and for the eyes of its expert."""
    return sealing.unseal(row.sealed, about=_place(row.vote_id, row.expert_id))


def _place(vote_id, expert_id):
    return f"lifting:{vote_id}:{expert_id}"
