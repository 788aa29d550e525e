"""The count of one file's votes, kept for ever: how many of each choice, never whose (D26, D28, D29)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Holds, Kept
from projects.committee import deciding
from projects.committee.models.agenda import AgendaItem
from projects.models import Decision

FEWEST_SHOWN = 3  # votes cast under which counts would tell how someone voted: withheld (D31)

COUNTED = ("go", "conditional_go", "deferral", "no_go", "abstention")
FIGURES = (
    "item", "decision", "outcome", *COUNTED, "members", "recused", "minimum_cast", "quorum", "second_call",
    "third_session", "casting_vote", "at",
)  # fmt: skip


class ClosingQuerySet(models.QuerySet):
    def decided(self):
        """Those whose votes decided: a decision is prepared from each."""
        return self.exclude(outcome=Closing.Outcome.NOT_DECIDED)

    def not_decided(self):
        """Those without quorum, to be carried over (D26)."""
        return self.filter(outcome=Closing.Outcome.NOT_DECIDED)


class Closing(models.Model):
    """What the votes on a file said, written once by `closing.close_item` in the transaction that forgets them."""

    class Outcome(models.TextChoices):
        GO = "go", pgettext_lazy("vote", "green light")
        CONDITIONAL_GO = "conditional_go", pgettext_lazy("vote", "green light with conditions")
        DEFERRAL = "deferral", pgettext_lazy("vote", "to be worked on again")
        NO_GO = "no_go", pgettext_lazy("vote", "not retained")
        NOT_DECIDED = "not_decided", pgettext_lazy("vote", "not decided")

    guards = [
        Frozen("committee_count_stays", fields=FIGURES, says=_("Counted votes never change.")),
        Kept("committee_count_is_kept", says=_("Counted votes are kept.")),
        Holds(
            "committee_decision_is_the_votes", fields=["decision", "outcome"],
            says=_("A decision never contradicts the votes."),
            condition="NEW.decision_id IS NULL OR EXISTS (SELECT 1 FROM projects_decision d"
            " JOIN committee_agendaitem i ON i.project_id = d.project_id"
            " WHERE d.id = NEW.decision_id AND d.outcome = NEW.outcome AND i.id = NEW.item_id)",
        ),
    ]  # fmt: skip

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="closing")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="closing")  # none: not decided
    outcome = models.CharField(max_length=14, choices=Outcome)
    go = models.PositiveSmallIntegerField(default=0)
    conditional_go = models.PositiveSmallIntegerField(default=0)
    deferral = models.PositiveSmallIntegerField(default=0)
    no_go = models.PositiveSmallIntegerField(default=0)
    abstention = models.PositiveSmallIntegerField(default=0)
    members = models.PositiveSmallIntegerField()  # who sat, recused included
    recused = models.PositiveSmallIntegerField(default=0)
    minimum_cast = models.PositiveSmallIntegerField()  # the setting of the day
    quorum = models.BooleanField()  # reached
    second_call = models.BooleanField(default=False)
    third_session = models.BooleanField(default=False)
    casting_vote = models.BooleanField(default=False)  # whether an exact half was broken by the chair's vote
    at = models.DateTimeField(_("votes counted on"), default=timezone.now)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of the votes on a file")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="not_decided", decision=None)
                | ~Q(outcome="not_decided") & Q(decision__isnull=False),
                name="committee_decision_unless_not_decided",
            ),
            models.CheckConstraint(condition=Q(recused__lte=models.F("members")), name="committee_recused_sit"),
        ]

    def __str__(self):
        return f"{self.item} · {self.get_outcome_display()}"

    @property
    def counts(self):
        """{choice: number of votes}, the five choices in order."""
        return {choice: getattr(self, choice) for choice in COUNTED}

    @property
    def voters(self):
        """How many voted, abstentions included (D26)."""
        return sum(self.counts.values())

    @property
    def cast(self):
        """How many votes count for the majority: all but abstentions (D29)."""
        return self.voters - self.abstention

    @property
    def base(self):
        """How many could vote on this file: who sat, but the recused (D25)."""
        return self.members - self.recused

    @property
    def may_show_counts(self):
        """Whether its counts may be shown to anyone: under three votes they would tell how someone voted (D31).

        Nor when nothing was decided: those who voted vote again, and two counts would tell who came in between.
        """
        return self.outcome != self.Outcome.NOT_DECIDED and self.cast >= FEWEST_SHOWN

    @property
    def reasons(self):
        """Why, as a list of `deciding.Reason`; without figures when they would tell how someone voted (D31)."""
        return deciding.explain(
            self.outcome, counts=self.counts, base=self.base, minimum_cast=self.minimum_cast,
            second_call=self.second_call, third_session=self.third_session, tie_broken=self.casting_vote,
            figures=self.may_show_counts,
        )  # fmt: skip
