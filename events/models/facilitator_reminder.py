"""Which reminder each facilitator was sent: one of each kind (D9)."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from events.models.facilitator import Facilitator
from outbox.models import Message


class FacilitatorReminderQuerySet(models.QuerySet):
    def of_briefing(self):
        return self.filter(kind=FacilitatorReminder.Kind.BRIEFING)

    def forget(self):
        """Withdraw those that have not left, and let them be made again with what is true now."""
        Message.objects.filter(pk__in=self.values("message")).withdraw()
        self.delete()

    def taken_back(self):
        return self.filter(message__status=Message.Status.WITHDRAWN)

    def standing(self):
        return self.exclude(message__status=Message.Status.WITHDRAWN)


class FacilitatorReminder(models.Model):
    class Kind(models.TextChoices):
        FORTNIGHT = "d-14", _("two weeks before")
        TWO_DAYS = "d-2", _("two days before")
        BRIEFING = "briefing", _("the day before the briefing")

    facilitator = models.ForeignKey(Facilitator, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=8, choices=Kind)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = FacilitatorReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facilitator", "kind"], name="events_facilitator_reminder_once")]

    def __str__(self):
        return f"{self.facilitator} · {self.get_kind_display()}"

    @classmethod
    def due(cls, kind, people):
        """Return those of `people` who accepted, have an address and were not reminded."""
        reminded = cls.objects.standing().filter(facilitator=OuterRef("pk"), kind=kind)
        return people.accepted().reachable().exclude(Exists(reminded)).for_pages().order_by("pk")

    @classmethod
    def claim(cls, kind, person):
        """Return the reminder made for `person`, or None when another worker made it."""
        cls.objects.taken_back().filter(kind=kind, facilitator=person).delete()
        reminder, made = cls.objects.get_or_create(facilitator=person, kind=kind)
        return reminder if made else None
