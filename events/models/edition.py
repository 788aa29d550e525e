"""Which evening was made from which other: a second copy is told, a second click on the same form makes none."""

from django.conf import settings
from django.db import models

from events.models.event import Event


class EditionCopyQuerySet(models.QuerySet):
    def of(self, event):
        """The copies of `event` that still exist, latest first."""
        return self.filter(source=event).select_related("copy", "by").order_by("-pk")


class EditionCopy(models.Model):
    """`copy` was made from `source`; `key` is drawn by the form, so that one form makes one evening."""

    source = models.ForeignKey(Event, models.CASCADE, related_name="copies")
    copy = models.OneToOneField(Event, models.CASCADE, related_name="copied_from")
    key = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = EditionCopyQuerySet.as_manager()

    def __str__(self):
        return f"{self.source} → {self.copy}"
