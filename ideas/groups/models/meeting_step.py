"""The history of a meeting: when, who, what, why (D18)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingStep(models.Model):
    class Kind(models.TextChoices):
        PLANNED = "planned", _("date set")
        ASKED = "asked", _("dates proposed")
        CHOSEN = "chosen", _("date chosen among those proposed")
        CHANGED = "changed", _("date or place changed")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")
        AGENDA = "agenda", _("agenda changed")
        DRAWN = "drawn", _("roles drawn")
        DECIDED = "decided", _("decision written")
        UNDECIDED = "undecided", _("decision taken out")
        REPORTED = "reported", _("report sent")
        CORRECTED = "corrected", _("corrected report sent")

    meeting = models.ForeignKey("groups.Meeting", models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey("groups.Membership", models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["meeting", "-id"])]

    def __str__(self):
        return f"{self.meeting_id} · {self.get_kind_display()}"
