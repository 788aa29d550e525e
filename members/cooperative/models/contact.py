"""The trace of what the board corrected on a member's card: addresses, phone, names, category, college."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from members.cooperative.models.member import Member


class ContactChange(models.Model):
    """One correction: `changes` maps the name of a field to [what it said, what it says], as texts."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="contact_changes")
    changes = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.member_id} · {', '.join(self.changes)}"
