"""The result of a vote: worked out once from its ballots, never changed, then announced by the chair (D48–D50)."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Kept
from members.assemblies.models.resolution import Resolution

FACTS = (
    "resolution", "outcome", "counts", "weights", "method", "silent", "threshold", "strict", "for_share",
    "against_share", "shares", "elected", "tied", "seats_left", "entitled", "took_part", "needed", "showing",
    "counted_at",
)  # fmt: skip


class ResultQuerySet(models.QuerySet):
    def released(self):
        """Those that the chair announced: nobody but who announces reads the others (D50)."""
        return self.exclude(release=None)

    def adopted(self):
        return self.filter(outcome=Result.Outcome.ADOPTED)

    def for_display(self):
        return self.select_related("release__by", "resolution__assembly__cooperative__territory")


class Result(models.Model):
    """What `resulting.work_out` found; fractions are texts (« 3/5 »), keys of colleges and candidates are texts too.

    `counts` of a resolution: {college or "": {"for", "against", "abstention", "blank", "void": how many}}; of an
    election: {college or "": {"cast", "abstention", "blank", "void", "names": {candidate: how many}}}. They are exact
    whatever may be shown: only `showing.shown` decides what leaves this row (D50).
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("result", "adopted")
        REJECTED = "rejected", pgettext_lazy("result", "rejected")
        ELECTED = "elected", pgettext_lazy("result", "elected")
        NOBODY = "nobody", pgettext_lazy("result", "nobody elected")
        NO_QUORUM = "no_quorum", pgettext_lazy("result", "no decision: too few took part")

    guards = [
        Frozen("assemblies_result_stays", fields=FACTS, says=_("A result never changes.")),
        Kept("assemblies_result_is_kept", says=_("A result is kept.")),
    ]

    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=9, choices=Outcome)
    counts = models.JSONField()
    weights = models.JSONField(default=dict)  # {college: percent}, in force on the day of the assembly: D42
    method = models.CharField(max_length=12)
    silent = models.CharField(max_length=12)
    threshold = models.CharField(max_length=20)
    strict = models.BooleanField()
    for_share = models.CharField(max_length=200, default="0")
    against_share = models.CharField(max_length=200, default="0")
    shares = models.JSONField(default=dict)  # of each candidate
    elected = models.JSONField(default=list)  # candidates, by decreasing share
    tied = models.JSONField(default=list)  # for the last seats: another ballot
    seats_left = models.PositiveSmallIntegerField(default=0)
    entitled = models.PositiveIntegerField()  # listed on the record date: D47
    took_part = models.PositiveIntegerField()  # present, remote and represented, when the vote opened
    needed = models.PositiveIntegerField()  # people that the quorum asks for; 0 when there is none
    showing = models.JSONField(default=dict)  # what may be shown: that of `resulting`
    counted_at = models.DateTimeField()

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a vote")

    def __str__(self):
        return f"{self.resolution} · {self.get_outcome_display()}"

    @property
    def is_released(self):
        return hasattr(self, "release")

    @property
    def adopted(self):
        """Whether the resolution was adopted; an election is not."""
        return self.outcome == self.Outcome.ADOPTED

    @property
    def is_decided(self):
        return self.outcome != self.Outcome.NO_QUORUM

    @property
    def has_quorum(self):
        return self.took_part >= self.needed

    @property
    def exact(self):
        """The two exact shares of 1, for and against."""
        return Fraction(self.for_share), Fraction(self.against_share)


class ResultRelease(models.Model):
    """That a result was announced, by whom: the chair of the assembly, or the board in the name of a chair."""

    result = models.OneToOneField(Result, models.PROTECT, related_name="release")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    for_the_chair = models.BooleanField(default=False)  # typed by the board: the chair has no account, or no screen

    guards = [
        Frozen(
            "assemblies_announcement_stays",
            fields=["result", "at", "for_the_chair"],
            says=_("A result is announced once."),
        ),
        Kept("assemblies_announcement_is_kept", says=_("A result is announced once.")),
    ]

    class Meta:
        verbose_name = _("announcement of a result")

    def __str__(self):
        return str(self.result_id)


class NewRound(models.Model):
    """The other ballot that an election left open: its candidates, for the seats that nobody took (D48)."""

    result = models.OneToOneField(Result, models.PROTECT, related_name="new_round")
    resolution = models.OneToOneField(Resolution, models.CASCADE, related_name="round_of")

    def __str__(self):
        return str(self.resolution_id)


class Effect(models.Model):
    """What an adopted resolution changed in the cooperative, once of each kind."""

    class Kind(models.TextChoices):
        WEIGHTS = "weights", pgettext_lazy("effect", "weights of the colleges")
        EXCLUSION = "exclusion", pgettext_lazy("effect", "exclusion of a member")

    result = models.ForeignKey(Result, models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "kind"], name="assemblies_effect_once")]

    def __str__(self):
        return self.get_kind_display()
