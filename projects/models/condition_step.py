"""The history of a condition, and the proofs sent for it: words, a link or a file that only its readers open (D30)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.codes import new_code
from foundation.kept_files import KeptFile
from ideas.groups.models import Membership

KEY_LENGTH = 20


class ConditionStep(models.Model):
    class Kind(models.TextChoices):
        PROOF = "proof", _("a proof was sent")
        ACCEPTED = "accepted", _("the proof was found good")
        ASKED_AGAIN = "again", _("asked again")
        EXTENDED = "extended", _("more time was given")
        OVERDUE = "overdue", _("its day passed: back to the committee")
        CALLED = "called", _("who looks after it was called")
        LIFTED = "lifted", _("lifted")
        MOOT = "moot", _("no longer asked: the committee decided anew")

    condition = models.ForeignKey("projects.Condition", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=600, blank=True)
    due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.condition_id} · {self.get_kind_display()}"

    @property
    def who(self):
        """Who took it, as the group reads it: the name of a member, else the role."""
        if self.membership:
            return self.membership.shown_name
        return str(_("the committee") if self.by else _("the platform"))


class ConditionProof(KeptFile):
    """What was sent once for a condition; asking again adds another, nothing is replaced."""

    FOLDER = "conditions"

    condition = models.ForeignKey("projects.Condition", models.CASCADE, related_name="proofs")
    step = models.OneToOneField(ConditionStep, models.CASCADE, related_name="proof")
    words = models.TextField(_("in a few words"), max_length=2000, blank=True)
    link = models.URLField(_("an address to look at"), max_length=400, blank=True)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    name = models.CharField(_("name of the file"), max_length=140, blank=True)
    kind = models.CharField(max_length=5, blank=True)
    size = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="projects_proof_key_once"),
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(link="") | ~Q(key=""), name="projects_proof_shows_something"
            ),
        ]

    def __str__(self):
        return self.name or self.link or self.words[:60]

    def shows(self, *, words, link, accepted):
        """Whether it shows these very words, this address and this file (`checking_files.Accepted`, or None)."""
        file = (accepted.name, len(accepted.content)) if accepted else ("", 0)
        return (self.words, self.link, self.name, self.size) == (words, link, *file)

    def take_file(self, accepted):
        """Take the key, name, kind and weight of a `checking_files.Accepted`, to be `stored`."""
        self.key, self.name, self.kind = new_code(KEY_LENGTH), accepted.name, accepted.kind
        self.size = len(accepted.content)


def discard(proofs):
    """Delete these proofs: their rows now, what is stored after the commit."""
    found = list(proofs.exclude(key=""))
    proofs.delete()
    for proof in found:
        proof.discard_stored()
