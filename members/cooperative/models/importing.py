"""An existing register brought as a file: what its columns are, what was made of it, and for a day the way back."""

import zlib
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member


class RegisterImportQuerySet(models.QuerySet):
    def waiting(self):
        """Those that wait for someone to tell their columns or to check their lines."""
        return self.filter(status__in=RegisterImport.WAITING)

    def forgettable(self, now):
        """Files that nobody came back to: their people are forgotten, what was imported stays."""
        return self.filter(created_at__lt=now - RegisterImport.KEPT).exclude(packed=None)


class RegisterImport(models.Model):
    """One file: mapping → planned → applied → undoing → undone; or dropped. The plan is made again at each look."""

    UNDO_WITHIN = timedelta(hours=24)
    KEPT = timedelta(days=15)  # a file that nobody came back to goes after a fortnight

    class Status(models.TextChoices):
        MAPPING = "mapping", _("columns to be told")
        PLANNED = "planned", _("to be checked")
        APPLIED = "applied", _("imported")
        UNDOING = "undoing", _("being undone")  # within one transaction: what it made may go
        UNDONE = "undone", pgettext_lazy("import", "undone")
        DROPPED = "dropped", _("given up")

    WAITING = (Status.MAPPING, Status.PLANNED)

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=150)
    packed = models.BinaryField(null=True)  # the file, compressed, until it is imported or given up
    columns = models.JSONField(default=dict)  # field → index of its column
    meanings = models.JSONField(default=dict)  # "college:word of the file" → pk of a college; likewise categories
    status = models.CharField(max_length=8, choices=Status, default=Status.MAPPING)
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=("applied", "undoing", "undone")) | Q(applied_at__isnull=False),
                name="cooperative_import_applied_has_its_time",
            )
        ]

    def __str__(self):
        return self.file_name

    @property
    def content(self):
        return zlib.decompress(self.packed)

    @staticmethod
    def pack(content):
        return zlib.compress(content, 3)

    @property
    def awaits_columns(self):
        return self.status == self.Status.MAPPING

    @property
    def can_be_applied(self):
        return self.status == self.Status.PLANNED

    @property
    def was_applied(self):
        return self.status == self.Status.APPLIED

    @property
    def was_undone(self):
        return self.status == self.Status.UNDONE

    @property
    def undo_until(self):
        return self.applied_at + self.UNDO_WITHIN

    def can_be_undone(self, now):
        return self.was_applied and now < self.undo_until

    def tell_columns(self, columns):
        """Say what the columns are ({field: index}): the lines can be looked at."""
        self.step(self.WAITING, self.Status.PLANNED, columns=columns)

    def tell_meanings(self, meanings):
        """Say which college or category the file's words mean ({"college:word": pk})."""
        self.step((self.Status.PLANNED,), self.Status.PLANNED, meanings={**self.meanings, **meanings})

    def tell_columns_again(self):
        self.step((self.Status.PLANNED,), self.Status.MAPPING)

    def drop(self):
        """Give the file up: nothing is imported, it is forgotten."""
        self.step(self.WAITING, self.Status.DROPPED, packed=None, columns={}, meanings={})

    def forget_file(self):
        """Forget the file once its lines are in the register, or given up."""
        RegisterImport.objects.filter(pk=self.pk).update(packed=None)
        self.packed = None

    def step(self, sources, to, **values):
        """Go from one of `sources` to `to`, once; ValidationError when someone else was quicker."""
        if not RegisterImport.objects.filter(pk=self.pk, status__in=sources).update(status=to, **values):
            raise ValidationError(_("This was already done, or is no longer possible: look at the page again."))
        self.refresh_from_db(fields=["status", "columns", "meanings", "applied_at", "undone_at"])


class ImportedMember(models.Model):
    """A member that an import wrote, and the line of the file it came from."""

    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="members")
    member = models.OneToOneField(Member, models.CASCADE, related_name="imported")
    line = models.PositiveIntegerField()

    class Meta:
        ordering = ["line"]

    def __str__(self):
        return f"{self.batch_id} · {self.line}"
