"""Presence at the door and at the table, by one model (D7)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.door import Door
from events.models.record import RegistrationStep
from events.models.registration import Registration

OLDEST_ACT = timedelta(days=2)  # beyond, it is the clock of the phone that is wrong


class AttendanceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)

    def of_event(self, event):
        """Who came to `event` and is still registered, the last first, with what a line says."""
        came = self.standing().filter(registration__event=event, registration__status=Registration.Status.REGISTERED)
        return came.select_related("registration__table__workshop", "door").order_by("-at", "-pk")


class Attendance(models.Model):
    """Someone came. A mistake is undone, not deleted."""

    class Place(models.TextChoices):
        DOOR = "door", _("door")
        TABLE = "table", _("table")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    place = models.CharField(max_length=5, choices=Place, default=Place.DOOR)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door = models.ForeignKey(Door, models.SET_NULL, null=True, related_name="attendances")
    device_key = models.CharField(max_length=40, blank=True)  # made by a phone: the same tap, sent twice, counts once
    undone_at = models.DateTimeField(null=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(undone_at=None), name="events_attendance_once"
            ),
            models.UniqueConstraint(
                fields=["device_key"], condition=~Q(device_key=""), name="events_attendance_key_once"
            ),
        ]

    def __str__(self):
        return f"{self.registration} · {self.get_place_display()}"

    @property
    def where(self):
        """« at the table », « at the door », « at Camille’s door »: where someone was marked present."""
        if self.place == self.Place.TABLE:
            return _("at the table")
        return _("at %(name)s’s door") % {"name": self.door} if self.door and self.door.name else _("at the door")


@transaction.atomic
def mark_present(registration, *, by=None, place=Attendance.Place.DOOR, device_key="", at=None, door=None):
    """Record that someone came and return the row; a second tap changes nothing and returns the first one.

    A minor needs a parent's authorisation first (D59). `by` is who was signed in, `door` whose link was used, neither
    for who scanned the code of their table. `device_key` is made by a phone for each tap: sent again after the presence
    was taken back, it does not bring it back. `at` is the phone's clock when the network was cut.
    """
    if registration.is_waiting:
        raise ValidationError(
            _("%(name)s is on the waiting list: give a seat first."), code="waiting", params={"name": registration}
        )
    if not registration.is_live:
        raise ValidationError(_("This registration is cancelled: register the person again first."), code="cancelled")
    if registration.lacks_authorisation:
        raise ValidationError(
            _("Under 18, and no parent’s authorisation: %(name)s cannot be marked present yet."),
            code="authorisation",
            params={"name": registration},
        )
    same_tap = Attendance.objects.filter(registration=registration, device_key=device_key).exclude(device_key="")
    if device_key and (known := same_tap.first()):
        return known
    try:
        with transaction.atomic():
            attendance = Attendance.objects.create(
                registration=registration, place=place, at=plausible(at), by=by, door=door, device_key=device_key
            )
    except IntegrityError:
        first = same_tap.first() or Attendance.objects.standing().filter(registration=registration).first()
        if first is None:
            raise ValidationError(
                _("This page had been used already: look for the name again."), code="stale"
            ) from None
        return first
    registration.steps.create(kind=RegistrationStep.Kind.PRESENT, by=by)
    registration.event.bump()
    return attendance


@transaction.atomic
def undo_present(registration, *, by=None, only=None):
    """Take a presence back, or that row `only`; nothing happens when there is none. Return whether there was."""
    standing = Attendance.objects.standing().filter(registration=registration)
    if only is not None:
        standing = standing.filter(pk=only.pk)
    if not standing.update(undone_at=timezone.now()):
        return False
    registration.steps.create(kind=RegistrationStep.Kind.PRESENCE_UNDONE, by=by)
    registration.event.bump()
    return True


def plausible(at):
    """Return the time told by a phone, or now when it is none or its clock is wrong."""
    now = timezone.now()
    return at if at is not None and now - OLDEST_ACT <= at <= now else now
