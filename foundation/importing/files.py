"""A file brought by someone: what its columns are, what was made of it, and for a day the way back."""

import zlib
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTS = ("columns_again", "apply", "undo", "drop")


class BroughtFileQuerySet(models.QuerySet):
    def waiting(self):
        """Waiting for someone: to say what the columns are, or to check the lines."""
        return self.filter(status__in=self.model.WAITING)

    def forgettable(self, now):
        """Those that nothing more can be done with, or that nobody came back to: their people are forgotten."""
        return self.filter(created_at__lt=now - self.model.KEPT)


class BroughtFile(models.Model):
    """One file: (mapping →) planning → planned → applying → applied → undoing → undone; or refused, or dropped.

    A room that reads and writes at once has no « planning », « applying » nor « refused ». It says where its screens
    are: the `namespace` of their addresses, and `where`, what their addresses begin with.
    """

    UNDO_WITHIN = timedelta(hours=24)
    KEPT = timedelta(days=15)  # names of people who never came through stay no longer than a fortnight

    class Status(models.TextChoices):
        MAPPING = "mapping", _("columns to be told")
        PLANNING = "planning", _("being read")
        PLANNED = "planned", _("to be checked")
        APPLYING = "applying", _("being imported")
        APPLIED = "applied", _("imported")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", pgettext_lazy("import", "undone")
        REFUSED = "refused", pgettext_lazy("import", "refused")
        DROPPED = "dropped", _("given up")

    WAITING = (Status.MAPPING, Status.PLANNED)
    BUSY = (Status.PLANNING, Status.APPLYING, Status.UNDOING)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=150)
    packed = models.BinaryField(null=True)  # the file, compressed, until it is imported; workers share no disk
    columns = models.JSONField(default=dict)  # field → index of its column
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNING)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]
        verbose_name = _("import")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=("applied", "undoing", "undone")) | Q(applied_at__isnull=False),
                name="%(app_label)s_import_applied_has_its_time",
            )
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return self._address_of("columns" if self.awaits_columns else "batch")

    @property
    def addresses(self):
        """Return {name: address} of « start », where files are brought, and of what can be done with this one."""
        start = reverse(f"{self.namespace}:import_start", args=self.where)
        return {"start": start} | {act: self._address_of(act) for act in ACTS}

    def _address_of(self, screen):
        return reverse(f"{self.namespace}:import_{screen}", args=[*self.where, self.pk])

    @property
    def content(self):
        return zlib.decompress(self.packed)

    @staticmethod
    def pack(content):
        return zlib.compress(content, 3)

    @property
    def is_busy(self):
        return self.status in self.BUSY

    @property
    def awaits_columns(self):
        return self.status == self.Status.MAPPING

    @property
    def was_refused(self):
        return self.status == self.Status.REFUSED

    @property
    def can_be_applied(self):
        return self.status == self.Status.PLANNED

    @property
    def was_applied(self):
        return self.status == self.Status.APPLIED

    @property
    def was_undone(self):
        return self.status == self.Status.UNDONE

    def can_be_undone(self, now):
        return self.was_applied and now < self.undo_until

    @property
    def undo_until(self):
        return self.applied_at + self.UNDO_WITHIN

    def tell_columns_again(self):
        """Go back to the columns: what was made of them is thrown away."""
        self.step((self.Status.PLANNED,), self.Status.MAPPING)

    def drop(self):
        """Give the file up: nothing is imported, it is forgotten."""
        self.step(self.WAITING, self.Status.DROPPED, packed=None)

    def step(self, sources, to, **values):
        """Go from one of `sources` to `to`, once; ValidationError when someone else was quicker."""
        moving = type(self)._base_manager.filter(pk=self.pk, status__in=sources)
        if not moving.update(status=to, **values):
            raise ValidationError(_("This was already done, or is no longer possible: look at the page again."))
        self.refresh_from_db(fields=["status", *values])
