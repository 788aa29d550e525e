"""What was said of a session to its experts, so that nothing is said twice: calendar, digest, calls to make (D33)."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.phones import spoken_phone
from projects.committee.models.committee import Committee
from projects.committee.models.declaration import Declaration
from projects.committee.models.expert import Expert
from projects.committee.models.session import Session

TOLD = ("mode", "starts_at", "closes_at", "place")  # what a calendar entry says: another value is a new edition


class Announcement(models.Model):
    """What the experts' calendars hold of a session; `edition`, the SEQUENCE of its file, grows when it moves."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="announcement")
    edition = models.PositiveSmallIntegerField(default=0)
    mode = models.CharField(max_length=6, choices=Session.Mode)
    starts_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"{self.session_id} · {self.edition}"

    @classmethod
    def of(cls, session, *, now):
        """Return what was announced of `session`, made from what it says today when nothing was."""
        said = {name: getattr(session, name) for name in TOLD}
        return cls.objects.get_or_create(session=session, defaults={**said, "changed_at": now})[0]

    @transaction.atomic
    def renew(self, session, *, now):
        """Take what `session` says from now on as a new edition; False when nothing of a calendar changed."""
        said = {name: getattr(session, name) for name in TOLD}
        old = {name: getattr(self, name) for name in TOLD}
        if said == old:
            return False
        same = Announcement.objects.filter(pk=self.pk, edition=self.edition)
        renewed = same.update(**said, edition=F("edition") + 1, changed_at=now)
        self.refresh_from_db()
        return bool(renewed)

    @transaction.atomic
    def cancel(self, *, now):
        """Call it off, once; False when it was already."""
        standing = Announcement.objects.filter(pk=self.pk, cancelled_at=None)
        cancelled = standing.update(cancelled_at=now, edition=F("edition") + 1, changed_at=now)
        self.refresh_from_db()
        return bool(cancelled)


class DigestDay(models.Model):
    """The digest that a committee's keepers had on one day; `mark` is what it said: the same is not said twice."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="digest_days")
    day = models.DateField()
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "day"], name="committee_one_digest_a_day"),
        ]

    def __str__(self):
        return f"{self.committee_id} · {self.day}"


class CallQuerySet(models.QuerySet):
    def to_make(self):
        return self.filter(made_at=None)

    def of_idle(self):
        """Of experts who have still declared nothing in the session: whoever began needs no call (D33)."""
        declared = Declaration.objects.filter(item__session=OuterRef("session"), expert=OuterRef("expert"))
        return self.filter(~Exists(declared), session__in=Session.objects.going_on())

    def for_display(self):
        """Those to make first, with what a line shows."""
        return self.select_related("expert__person", "keeper", "made_by").order_by("-made_at", "pk")

    def of_keeper(self, person):
        """Those that `person` was asked to make."""
        return self.filter(keeper=person)


class Call(models.Model):
    """A telephone call that a named person makes to an expert who has done nothing so near the deadline."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="calls")
    expert = models.ForeignKey(Expert, models.CASCADE, related_name="calls")
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        constraints = [
            models.UniqueConstraint(fields=["session", "expert"], name="committee_one_call_per_expert"),
        ]

    def __str__(self):
        return f"{self.session_id} · {self.expert_id}"

    @property
    def phone(self):
        """The expert's number as people say it; empty when none is known."""
        return spoken_phone(self.expert.person.phone) if self.expert.person else ""

    @transaction.atomic
    def make(self, *, by, now):
        """Say that the call was made; the second click changes nothing."""
        Call.objects.to_make().filter(pk=self.pk).update(made_at=now, made_by=by)
        self.refresh_from_db()
