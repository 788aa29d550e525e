"""What was done to a selection at once, idea by idea, so that it can be undone."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea, IdeaStep

UNDO = timedelta(minutes=10)  # mails about steps wait at least as long before they leave


class BulkQuerySet(models.QuerySet):
    def undoable_by(self, person, *, now):
        """The acts of `person` that can still be undone."""
        return self.filter(by=person, undone_at=None, at__gt=now - UNDO)

    def forgotten(self, now):
        """Which nobody can undo any more."""
        return self.filter(at__lt=now - 6 * UNDO)


class Bulk(models.Model):
    class Kind(models.TextChoices):
        STAGE = "stage", _("moved")
        TAG = "tag", _("tagged")
        UNTAG = "untag", _("tag taken away")
        THEME = "theme", _("theme given")
        ASSIGN = "assign", _("assigned")

    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made with the page: a double click acts once
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    value = models.CharField(max_length=64, blank=True)  # a stage, the name of a tag, the key of a theme or a person
    same = models.PositiveIntegerField(default=0)  # ideas that were so already
    refused = models.JSONField(default=list)  # [[title, why, url, act]] of ideas not moved
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    objects = BulkQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_kind_display()} · {self.at:%Y-%m-%d %H:%M}"

    def note(self, *, refused, same):
        """Keep which ideas were refused, [[title, why, url, act]], and how many were so already."""
        self.refused, self.same = refused, same
        self.save(update_fields=["refused", "same"])


class BulkMove(models.Model):
    """What one idea was before, and the step it took."""

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="moves")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    before = models.CharField(max_length=64, blank=True)
    step = models.ForeignKey(IdeaStep, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "idea"], name="sorting_bulkmove_once")]

    def __str__(self):
        return f"{self.bulk} · {self.idea}"
