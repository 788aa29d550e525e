"""Who takes part, in the room or from afar, from when and until when (D46, D47)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from members.assemblies.models.voter import Voter


class PresenceQuerySet(models.QuerySet):
    def current(self):
        """Who is there now, or was at the end of the meeting."""
        return self.filter(until=None)

    def of(self, assembly):
        return self.filter(voter__assembly=assembly)


class Presence(models.Model):
    """One coming of a voter, signed by `signed_by` (the delegate of a structure); leaving closes it."""

    class Mode(models.TextChoices):
        PRESENT = "present", pgettext_lazy("way of taking part", "present")
        REMOTE = "remote", pgettext_lazy("way of taking part", "from afar")

    voter = models.ForeignKey(Voter, models.PROTECT, related_name="presences")
    mode = models.CharField(max_length=7, choices=Mode)
    signed_by = models.CharField(max_length=170)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")  # null: at the door

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["voter"], condition=models.Q(until=None), name="assemblies_one_presence_at_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("at")),
                name="assemblies_leaves_after_coming",
            ),
        ]

    def __str__(self):
        return f"{self.voter_id} · {self.mode}"
