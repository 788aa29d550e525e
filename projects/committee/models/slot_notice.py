"""What who presents a project was told of its slot, so that a change is told once and calendars follow (D24)."""

from django.db import models
from django.utils import timezone

from ideas.groups.models import Membership
from projects.committee.models.agenda import AgendaItem
from projects.committee.models.session import Session


class SlotNotice(models.Model):
    """`edition` is the SEQUENCE of the calendar file: it grows when the slot moves, or is taken back."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="slot_notice")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")  # whoever was told
    edition = models.PositiveSmallIntegerField(default=0)
    mode = models.CharField(max_length=6, choices=Session.Mode)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.item_id} · {self.edition}"
