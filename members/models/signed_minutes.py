"""Signed minutes come back: a scan of the paper, or a file signed elsewhere; the platform judges no signature (D51)."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import pictures, uploads
from foundation.codes import new_code
from foundation.guards import Frozen, Kept
from foundation.kept_files import KeptFile
from members.models.minutes import Minutes

KEY_LENGTH = 20
TAKEN = ("pdf", "jpg", "jpeg", "png")
MOST = 20  # of one session's minutes


def new_key():
    return new_code(KEY_LENGTH)


class MinutesSignedQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody set aside as a mistake."""
        return self.filter(set_aside_at=None)


class MinutesSigned(KeptFile):
    """One file; kept for ever, set aside with a reason when it was the wrong one."""

    FOLDER = "minutes"

    class Kind(models.TextChoices):
        SCAN = "scan", pgettext_lazy("signed minutes", "scan of the signed paper")
        FILE = "file", pgettext_lazy("signed minutes", "file with an electronic signature")

    guards = [
        Frozen(
            "members_signed_minutes_stay",
            fields=["minutes", "kind", "key", "name", "extension", "size", "sha256", "added_at"],
            says=_("What was signed never changes: another file follows it."),
        ),
        Kept("members_signed_minutes_are_kept", says=_("What was signed is kept.")),
    ]

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signed")
    kind = models.CharField(_("what it is"), max_length=4, choices=Kind)
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    name = models.CharField(max_length=140)
    extension = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_why = models.CharField(max_length=200, blank=True)

    objects = MinutesSignedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    @classmethod
    def add(cls, minutes, upload, *, kind, by):
        """Keep an uploaded file, outside any transaction: a PDF byte for byte, a photo drawn anew without its place.

        Return its row: the one there already when the same file stands there.
        ValidationError when it is none of `TAKEN`, too heavy or not what its name says, or when there are `MOST`.
        """
        if not minutes.is_adopted:
            raise ValidationError(_("Minutes are signed once adopted."), code="draft")
        if minutes.signed.count() >= MOST:
            raise ValidationError(_("There are many signed files already: write to the team."), code="many")
        content, extension = _content(upload)
        sha256 = hashlib.sha256(content).hexdigest()
        if known := minutes.signed.standing().filter(sha256=sha256).first():
            return known
        row = cls(
            minutes=minutes, kind=kind, key=new_key(), name=upload.name[-140:], extension=extension, size=len(content),
            sha256=sha256, added_by=by,
        )  # fmt: skip
        with row.stored(content):
            row.save()
        return row

    @transaction.atomic
    def set_aside(self, *, why):
        """It was the wrong file: it stays, below, with the reason (ValidationError without one); twice is once."""
        if not why.strip():
            raise ValidationError(_("Say why this file is set aside."), code="reason")
        MinutesSigned.objects.standing().filter(pk=self.pk).update(
            set_aside_at=timezone.now(), set_aside_why=why.strip()[:200]
        )
        self.refresh_from_db()

    def is_intact(self):
        """Whether what is stored is what was sent."""
        try:
            with default_storage.open(self.stored_name) as stored:
                return hashlib.file_digest(stored, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


def _content(upload):
    """Return (bytes to keep, "pdf" or "jpg")."""
    uploads.check(upload, extensions=TAKEN)
    if upload.name.lower().endswith(".pdf"):
        upload.seek(0)
        return upload.read(), "pdf"
    return pictures.read(upload).large, "jpg"
