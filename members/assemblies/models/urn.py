"""The ballots: who voted is known for ever; how, in a secret vote, is closed in the urn, then tied to nobody (D50).

During the vote a ballot of the urn carries neither voter, nor time, nor order: its key is drawn by chance, and what it
says is sealed. The closing empties the urn into published ballots (in the order of colleges and choices) and published
receipts (in the order of their letters), and writes again who voted, all in one transaction.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Kept
from members.assemblies.models.resolution import Resolution
from members.assemblies.models.right import BallotRight
from members.cooperative.models import College

CHOICE = 400  # letters: the keys of the people elected, at most
RECEIPT = 16  # letters of foundation.codes
COUNTED = (  # that the vote of a ballot is closed
    "(SELECT r.status FROM assemblies_resolution r JOIN assemblies_ballotright b ON b.resolution_id = r.id"
    " WHERE b.id = OLD.right_id) IN ('closed', 'released')"
)


class BallotChoice(models.TextChoices):
    """What a ballot says; that of an election says `names:` and the keys of its candidates, in ascending order."""

    FOR = "for", pgettext_lazy("ballot", "For")
    AGAINST = "against", pgettext_lazy("ballot", "Against")
    ABSTENTION = "abstention", pgettext_lazy("ballot", "Abstention")
    BLANK = "blank", pgettext_lazy("ballot", "Blank")
    VOID = "void", pgettext_lazy("ballot", "Void")  # on paper only


NAMES = "names:"


def urn_of(resolution):
    """The place for which a ballot is sealed: the urn of one vote."""
    return f"urn:{resolution.pk}"


class Voted(models.Model):
    """That a right was used, the day only; in a secret vote all rows are written again at the closing."""

    right = models.OneToOneField(BallotRight, models.PROTECT, related_name="voted")
    on_paper = models.BooleanField(default=False)
    on = models.DateField()

    class Meta:
        verbose_name = pgettext_lazy("assembly", "who voted")

    def __str__(self):
        return str(self.right_id)


class UrnBallotQuerySet(models.QuerySet):
    def of(self, resolution):
        return self.filter(resolution=resolution)


class UrnBallot(models.Model):
    """One ballot of a secret vote under way, sealed; no backup holds it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    objects = UrnBallotQuerySet.as_manager()

    def __str__(self):
        return "…"


class PublishedBallot(models.Model):
    """One ballot of a counted secret vote: its college (None where there are none), what it says, and nothing more."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="published_ballots")
    college = models.ForeignKey(College, models.PROTECT, null=True, related_name="+")
    choice = models.CharField(max_length=CHOICE)

    guards = [
        Frozen(
            "assemblies_published_ballot_frozen",
            fields=["resolution", "college", "choice"],
            says=_("A published ballot does not change."),
        ),
        Kept("assemblies_published_ballot_kept", says=_("A published ballot is kept.")),
    ]

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.choice


class PublishedReceipt(models.Model):
    """A receipt made by a voter's device: its ballot was counted; it does not say which."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="published_receipts")
    receipt = models.CharField(max_length=RECEIPT)

    guards = [
        Frozen(
            "assemblies_receipt_frozen",
            fields=["resolution", "receipt"],
            says=_("A published receipt does not change."),
        ),
        Kept("assemblies_receipt_kept", says=_("A published receipt is kept.")),
    ]

    class Meta:
        ordering = ["receipt"]
        constraints = [models.UniqueConstraint(fields=["resolution", "receipt"], name="assemblies_receipt_once")]

    def __str__(self):
        return self.receipt


class OpenBallot(models.Model):
    """How a right was used in an open vote: shown to nobody before the closing, changed until then."""

    right = models.OneToOneField(BallotRight, models.PROTECT, related_name="open_ballot")
    choice = models.CharField(max_length=CHOICE)

    guards = [
        Frozen(
            "assemblies_open_ballot_stays",
            fields=["right", "choice"],
            once=COUNTED,
            says=_("A ballot of a vote that is closed does not change."),
        ),
        Kept("assemblies_open_ballot_kept", once=COUNTED, says=_("A ballot of a vote that is closed is kept.")),
    ]

    def __str__(self):
        return "…"


class VoteClosing(models.Model):
    """What the closing of a vote found, once: nothing here tells how someone voted."""

    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="closing")
    rights = models.PositiveIntegerField()  # who might have voted: present, remote and represented
    voted = models.PositiveIntegerField()  # rights used, on screen or paper; blank proxies apart
    papers = models.PositiveIntegerField()  # paper ballots counted
    blank_proxies = models.PositiveIntegerField()  # they follow the board: D46
    blank_choice = models.CharField(max_length=10, choices=BallotChoice, default=BallotChoice.FOR)
    tellers = models.CharField(max_length=300, blank=True)  # names of the two who counted the papers

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(voted__lte=models.F("rights")), name="assemblies_no_more_votes_than_rights"
            ),
        ]

    def __str__(self):
        return str(self.resolution)
