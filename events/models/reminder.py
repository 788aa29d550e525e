"""Which reminder of the evening each registration was sent: one of each kind (D9)."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from events.models.registration import Registration
from outbox.models import Message


class ReminderQuerySet(models.QuerySet):
    def standing(self):
        """Sent or about to be; not those that were taken back because the evening moved."""
        return self.exclude(message__status=Message.Status.WITHDRAWN)

    def take_back(self):
        """Withdraw those that have not left and became untrue; the next run makes true ones."""
        Message.objects.filter(pk__in=self.values("message")).withdraw()

    def taken_back(self):
        return self.filter(message__status=Message.Status.WITHDRAWN)


class Reminder(models.Model):
    class Kind(models.TextChoices):
        WEEK = "d-7", _("a week before")
        EVE = "d-1", _("the day before")
        DAY = "day", _("on the day")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4, choices=Kind)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["registration", "kind"], name="events_reminder_once")]

    def __str__(self):
        return f"{self.registration} · {self.get_kind_display()}"

    @classmethod
    def due(cls, event, kind, *, registered_before):
        """Return who is to be reminded of `event` (D9); who registered after it was due has just been told."""
        reminded = cls.objects.standing().filter(registration=OuterRef("pk"), kind=kind)
        expected = Registration.objects.live().filter(event=event, created_at__lt=registered_before)
        return expected.exclude(Exists(reminded)).with_address().for_tickets()

    @classmethod
    def claim(cls, kind, registrations):
        """Return the reminders made for those of `registrations` that had none: two workers never share one."""
        cls.objects.taken_back().filter(kind=kind, registration__in=registrations).delete()
        claimed = []
        for registration in registrations:
            reminder, made = cls.objects.get_or_create(registration=registration, kind=kind)
            if made:
                claimed.append(reminder)
        return claimed
