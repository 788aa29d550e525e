"""Presence at the door and at the table, by one model (D7)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.record import RegistrationStep
from events.models.registration import Registration


class AttendanceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)


class Attendance(models.Model):
    """Someone came. A mistake is undone, not deleted."""

    class Place(models.TextChoices):
        DOOR = "door", _("door")
        TABLE = "table", _("table")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    place = models.CharField(max_length=5, choices=Place, default=Place.DOOR)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    device_key = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration"], condition=Q(undone_at=None), name="events_attendance_once")
        ]

    def __str__(self):
        return f"{self.registration} · {self.get_place_display()}"


@transaction.atomic
def mark_present(registration, *, by, place=Attendance.Place.DOOR):
    """Record that someone came; a second tap changes nothing. A minor needs a parent's authorisation first (D59)."""
    if registration.status != Registration.Status.REGISTERED:
        raise ValidationError(_("This registration is cancelled: register the person again first."))
    if registration.lacks_authorisation:
        raise ValidationError(
            _("Under 18, and no parent’s authorisation: %(name)s cannot be marked present yet."),
            code="authorisation",
            params={"name": registration},
        )
    try:
        with transaction.atomic():
            attendance = Attendance.objects.create(registration=registration, place=place, by=by)
    except IntegrityError:
        return Attendance.objects.standing().get(registration=registration)
    registration.steps.create(kind=RegistrationStep.Kind.PRESENT, by=by)
    registration.event.bump()
    return attendance


@transaction.atomic
def undo_present(registration, *, by):
    """Take a presence back; nothing happens when there is none."""
    if Attendance.objects.standing().filter(registration=registration).update(undone_at=timezone.now()):
        registration.steps.create(kind=RegistrationStep.Kind.PRESENCE_UNDONE, by=by)
        registration.event.bump()
