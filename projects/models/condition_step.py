"""The history of a condition, and the proofs sent for it: words, a link or a file that only its readers open (D30)."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.codes import new_code
from ideas.groups.models import Membership

FOLDER = "conditions"
KEY_LENGTH = 20
LOST_AFTER = timedelta(days=1)  # a stored file without a row may be one whose row is being written


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


class ConditionProof(models.Model):
    """What was sent once for a condition; asking again adds another, nothing is replaced."""

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

    @property
    def stored_name(self):
        return f"{FOLDER}/{self.key}.bin"

    def shows(self, *, words, link, accepted):
        """Whether it shows these very words, this address and this file (`checking_files.Accepted`, or None)."""
        file = (accepted.name, len(accepted.content)) if accepted else ("", 0)
        return (self.words, self.link, self.name, self.size) == (words, link, *file)

    def keep_file(self, accepted):
        """Store a `checking_files.Accepted` under a key that nobody guesses; before any transaction."""
        self.key, self.name, self.kind, self.size = (
            new_code(KEY_LENGTH),
            accepted.name,
            accepted.kind,
            len(accepted.content),
        )
        default_storage.save(self.stored_name, ContentFile(accepted.content))


def discard(proofs):
    """Delete these proofs: their rows now, what is stored after the commit."""
    names = [proof.stored_name for proof in proofs.exclude(key="")]
    proofs.delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names], robust=True)


def sweep(*, now):
    """Delete the stored files that no proof knows since a day; return how many."""
    old = (now - LOST_AFTER).timestamp()
    files = [file for file in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*.bin") if file.stat().st_mtime < old]
    known = set(ConditionProof.objects.exclude(key="").values_list("key", flat=True))
    lost = [file for file in files if file.stem not in known]
    for file in lost:
        file.unlink(missing_ok=True)
    return len(lost)
