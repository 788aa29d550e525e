"""Meetings between members: a date, a place, who comes; nothing to pay (D63 for those without an address)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.clocks import LATEST, ten_before
from members.cooperative import emails_gatherings as emails
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member
from members.models import Commune

REMINDED_DAYS = 2
MOST_OPEN = 20  # to come, in one cooperative: beyond, someone planned by machine


class GatheringQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(status=Gathering.Status.PLANNED)

    def upcoming(self, now):
        """Standing and not over, the soonest first."""
        return self.standing().filter(ends_at__gt=now).order_by("starts_at", "pk")

    def held(self, now):
        """Standing, and over."""
        return self.standing().filter(ends_at__lte=now)

    def attended_by(self, members):
        return self.filter(attendances__member__in=members)

    def visible_to(self, members):
        """Those of the cooperatives of `members`, cancelled ones too: their page says so."""
        return self.filter(cooperative__in=members.values("cooperative"))

    def with_counts(self):
        """With `coming_count`, how many say they come."""
        return self.annotate(coming_count=Count("attendances"))

    def for_display(self):
        return self.select_related("cooperative__territory", "commune", "proposed_by")

    def due_reminder(self, now):
        """Begin within days and were not reminded of; the exact moment is `reminded_from`."""
        soon = now + timedelta(days=REMINDED_DAYS + 1)
        ahead = self.standing().filter(starts_at__gt=now + LATEST, starts_at__lte=soon, reminded_at=None)
        return ahead.order_by("starts_at", "pk")


class Gathering(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting of members", "planned")
        CANCELLED = "cancelled", pgettext_lazy("meeting of members", "cancelled")

    TOLD = ("starts_at", "ends_at", "place", "commune")  # changing one of them writes to those who come

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="gatherings")
    title = models.CharField(_("what the meeting is for"), max_length=120)
    details = models.TextField(_("in a few words"), max_length=1200, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="gatherings_proposed")
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)
    edition = models.PositiveSmallIntegerField(default=0)  # of date and place: SEQUENCE of its calendar file
    changed_at = models.DateTimeField(default=timezone.now)  # when its date and place were last set
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of members")
        indexes = [models.Index(fields=["cooperative", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="cooperative_gathering_ends_after_it_begins",
                violation_error_message=_("The meeting must end after it begins."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cooperative:gathering", args=[self.pk])

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def where(self):
        """The place, then the commune unless the place says it."""
        town = str(self.commune or "")
        return self.place if not town or town.lower() in self.place.lower() else f"{self.place}, {town}"

    @property
    def reminded_from(self):
        return ten_before(self.starts_at, days=REMINDED_DAYS)

    def is_over(self, now):
        return self.ends_at <= now

    def may_be_led_by(self, person):
        """Whether `person` proposed it, or keeps the register of the cooperative (D60)."""
        if Cooperative.objects.kept_by(person).filter(pk=self.cooperative_id).exists():
            return True
        return Member.objects.of_person(person).registered().filter(pk=self.proposed_by_id).exists()

    @classmethod
    @transaction.atomic
    def plan(cls, cooperative, *, by, title, starts_at, ends_at, place, commune=None, details="", now=None):
        """Set a meeting proposed by the member `by`, who comes; the same words at the same hour are one meeting.

        ValidationError: `past`, `many`.
        """
        now = now or timezone.now()
        Cooperative.objects.select_for_update().get(pk=cooperative.pk)  # a form sent twice waits here
        known = cooperative.gatherings.standing().filter(title=title, starts_at=starts_at).first()
        if known:
            return known
        _check_hours(starts_at, now=now)
        if cooperative.gatherings.upcoming(now).count() >= MOST_OPEN:
            raise ValidationError(_("Many meetings are planned already: hold one of them first."), code="many")
        made = cls.objects.create(
            cooperative=cooperative, proposed_by=by, title=title, starts_at=starts_at, ends_at=ends_at, place=place,
            commune=commune, details=details, changed_at=now, created_at=now,
        )  # fmt: skip
        made.attendances.create(member=by, at=now)
        return made

    @transaction.atomic
    def change(self, *, now=None, **values):
        """Change words, hours or place; those who come are told when it moved, with a new calendar file.

        ValidationError: `past`, `stale` (cancelled, or changed at the same time).
        """
        now = now or timezone.now()
        if "starts_at" in values and values["starts_at"] != self.starts_at:
            _check_hours(values["starts_at"], now=now)
        moved = any(name in values and values[name] != getattr(self, name) for name in self.TOLD)
        fields = dict(values)
        if moved:
            fields |= {"edition": F("edition") + 1, "reminded_at": None, "changed_at": now}
        same = Gathering.objects.standing().filter(pk=self.pk, edition=self.edition, ends_at__gt=now)
        if not same.update(**fields):
            raise _stale()
        self.refresh_from_db()
        if moved:
            emails.withdraw(self)
            self._tell(emails.moved)

    @transaction.atomic
    def cancel(self, *, now=None):
        """Call it off, once; those who come are told, with a calendar file that takes it away."""
        now = now or timezone.now()
        ahead = Gathering.objects.standing().filter(pk=self.pk, ends_at__gt=now)
        if not ahead.update(status=self.Status.CANCELLED, edition=F("edition") + 1, changed_at=now):
            raise _stale()
        self.refresh_from_db()
        emails.withdraw(self)
        self._tell(emails.cancelled)

    @transaction.atomic
    def come(self, member, *, now=None):
        """`member` comes: a mail with the calendar file; twice is once. ValidationError: `stale`, `elsewhere`."""
        now = now or timezone.now()
        if not Gathering.objects.standing().filter(pk=self.pk, ends_at__gt=now).exists():
            raise _stale()
        if member.cooperative_id != self.cooperative_id:
            raise ValidationError(_("This meeting is for the members of another cooperative."), code="elsewhere")
        attendance, made = self.attendances.get_or_create(member=member, defaults={"at": now})
        if made and member.email:
            emails.coming(self, member, attendance=attendance)

    @transaction.atomic
    def do_not_come(self, member):
        """`member` no longer comes; nothing is asked nor told."""
        self.attendances.filter(member=member).delete()

    @transaction.atomic
    def remind(self, *, now):
        """Write to those who come, once for this date; False when it is too early, or done.

        Whoever was told the date since the moment of the reminder is not told again.
        """
        if not self.changed_at < self.reminded_from <= now:
            return False
        due = Gathering.objects.due_reminder(now).filter(pk=self.pk, edition=self.edition).order_by()
        if not due.update(reminded_at=now):
            return False
        self._tell(emails.reminder, since=self.reminded_from)
        return True

    def _tell(self, mail, *, since=None):
        reached = self.attendances.exclude(member__email="").select_related("member__person").order_by("pk")
        for one in reached.filter(at__lt=since) if since else reached:
            mail(self, one.member)


class GatheringAttendance(models.Model):
    """A member says they come."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.CASCADE, related_name="gatherings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "member"], name="cooperative_comes_once")]

    def __str__(self):
        return str(self.member)


def _check_hours(starts_at, *, now):
    if starts_at <= now:
        raise ValidationError(_("This date is past: choose one to come."), code="past")


def _stale():
    return ValidationError(_("This meeting was changed, cancelled or held meanwhile: look at it again."), code="stale")
