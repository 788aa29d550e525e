"""A meeting of a group: a date at once or to be chosen, an agenda, notes saved by themselves, one report (D19)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups import emails_meetings as emails
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.meeting_step import MeetingStep

LONGEST_NOTES = 60_000  # characters: thirty pages, more than anybody reads again
REMINDER_DAYS = 2  # before, when nothing else is chosen
MOST_OPEN = 20  # meetings to come of one group: beyond, someone planned by machine
Kind = MeetingStep.Kind


class NotesConflict(Exception):
    """Someone else wrote meanwhile: `meeting` holds what is kept, nothing of ours was written over it."""

    def __init__(self, meeting):
        super().__init__()
        self.meeting = meeting


class MeetingQuerySet(models.QuerySet):
    def standing(self):
        return self.exclude(status=Meeting.Status.CANCELLED)

    def polling(self):
        """Their date is being chosen."""
        return self.filter(status=Meeting.Status.POLLING)

    def planned(self):
        """They have a date, past or to come."""
        return self.filter(status=Meeting.Status.PLANNED)

    def upcoming(self, now):
        """Planned and not over, the soonest first."""
        return self.planned().filter(ends_at__gt=now).order_by("starts_at", "pk")

    def held(self, now=None):
        """Planned, and begun by `now`; the newest first."""
        return self.planned().filter(starts_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def awaiting(self, person):
        """Dates asked of `person`, in a group they are in, and not answered."""
        from ideas.groups.models.membership import Membership
        from ideas.groups.models.poll import SlotAnswer

        mine = Membership.objects.of_person(person).present()
        answered = SlotAnswer.objects.filter(membership__in=mine).values("slot__meeting")
        return self.polling().of_living_groups().filter(group__in=mine.values("group")).exclude(pk__in=answered)

    def to_tell(self, now):
        """What a new member must hear of: dates asked, meetings to come."""
        return self.filter(Q(pk__in=self.polling()) | Q(pk__in=self.planned().filter(ends_at__gt=now))).order_by("pk")

    def of_living_groups(self):
        return self.filter(group__in=WorkingGroup.objects.standing())

    def due_reminder(self, now):
        """Planned ahead of `now`, near enough that a reminder may be due; the exact moment is `reminders.due_at`."""
        soon = now + timedelta(days=Meeting.MOST_REMINDER_DAYS + 1)
        ahead = self.planned().of_living_groups().filter(starts_at__gt=now, starts_at__lte=soon, reminder_days__gt=0)
        return ahead.order_by("starts_at", "pk")

    def due_poll_reminder(self, now, *, days):
        """Polls opened `days` ago and not reminded yet."""
        opened = self.polling().of_living_groups().filter(poll_reminded_at=None)
        return opened.filter(created_at__lte=now - timedelta(days=days)).order_by("pk")


class Meeting(models.Model):
    class Status(models.TextChoices):
        POLLING = "polling", _("date to be chosen")
        PLANNED = "planned", _("date set")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    MOST_REMINDER_DAYS = 7

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="meetings")
    title = models.CharField(_("what the meeting is for"), max_length=120)
    status = models.CharField(max_length=9, choices=Status)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("how long, in minutes"), default=90)
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(_("link to the video meeting"), max_length=300, blank=True)
    reminder_days = models.PositiveSmallIntegerField(_("reminder"), default=REMINDER_DAYS)
    made_by = models.ForeignKey("groups.Membership", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    set_at = models.DateTimeField(null=True, blank=True)  # the date that holds was set or changed
    edition = models.PositiveSmallIntegerField(default=0)  # of date and place: SEQUENCE of its calendar file
    poll_version = models.PositiveIntegerField(default=0)
    poll_reminded_at = models.DateTimeField(null=True, blank=True)
    notes = models.TextField(blank=True)
    notes_version = models.PositiveIntegerField(default=0)
    notes_at = models.DateTimeField(null=True, blank=True)
    report_edition = models.PositiveSmallIntegerField(default=0)  # how many times the report was sent
    report_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        indexes = [models.Index(fields=["group", "starts_at"]), models.Index(fields=["status", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="polling", starts_at=None)
                | Q(status="planned", starts_at__isnull=False, ends_at__isnull=False)
                | Q(status="cancelled"),
                name="groups_meeting_planned_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=720, reminder_days__lte=7), name="groups_meeting_sizes"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("groups:meeting", args=[self.group.slug, self.pk])

    @property
    def is_polling(self):
        return self.status == self.Status.POLLING

    @property
    def is_planned(self):
        return self.status == self.Status.PLANNED

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    def has_begun(self, now):
        return self.is_planned and self.starts_at <= now

    @property
    def where(self):
        """« Chez Inès », the link of the video meeting, or both."""
        return " · ".join(filter(None, [self.place, self.online_url]))

    def may_be_led_by(self, membership):
        """Who may choose the date, move or cancel: who made it, the leads, the team; anyone once its maker left."""
        if membership is None or membership.is_lead or membership.pk == self.made_by_id:
            return True
        maker = self.made_by
        return maker is None or not maker.is_present

    @classmethod
    @transaction.atomic
    def plan(cls, group, *, title, starts_at, minutes, points=(), by=None, membership=None, **fields):
        """Set a meeting at once; everybody is told with its calendar file, unless it took place already.

        The same words at the same hour are one meeting: a form sent twice.
        """
        group.touch()  # whoever plans at the same instant waits here
        known = group.meetings.planned().filter(title=title, starts_at=starts_at).first()
        if known:
            return known
        meeting = cls._made(
            group, status=cls.Status.PLANNED, title=title, starts_at=starts_at, minutes=minutes,
            ends_at=starts_at + timedelta(minutes=minutes), set_at=timezone.now(), made_by=membership, **fields,
        )  # fmt: skip
        meeting.fill_agenda(points)
        meeting.record(Kind.PLANNED, by=by, membership=membership)
        meeting.tell_date()
        return meeting

    @classmethod
    def _made(cls, group, **fields):
        group.must_stand()
        if (
            cls.objects.filter(group=group).polling().count()
            + cls.objects.filter(group=group).upcoming(timezone.now()).count()
            >= MOST_OPEN
        ):
            raise ValidationError(
                _("This group has many meetings to come already: hold or cancel one first."), code="many"
            )
        return cls.objects.create(group=group, **fields)

    @transaction.atomic
    def change(self, *, by=None, membership=None, **values):
        """Change title, place, reminder, or the date of a planned meeting; told when the date or place changed."""
        self._must_be_kept_by(membership)
        old = Meeting.objects.standing().filter(pk=self.pk).first()
        if old is None:
            raise ValidationError(_("This meeting was cancelled meanwhile."), code="stale")
        told = ("starts_at", "minutes", "place", "online_url")
        moved = old.is_planned and any(name in values and values[name] != getattr(old, name) for name in told)
        for name, value in values.items():
            setattr(self, name, value)
        if self.starts_at:
            self.ends_at = self.starts_at + timedelta(minutes=self.minutes)
        fields = {**values, "ends_at": self.ends_at}
        if moved:
            fields |= {"edition": F("edition") + 1, "set_at": timezone.now()}
        if not Meeting.objects.filter(pk=self.pk, status=old.status, edition=old.edition).update(**fields):
            raise ValidationError(_("Someone changed this meeting at the same time: look at it again."), code="stale")
        self.refresh_from_db()
        if moved:
            emails.withdraw(self)
            self.record(Kind.CHANGED, by=by, membership=membership)
            self.tell_date()

    @transaction.atomic
    def cancel(self, *, why="", by=None, membership=None):
        """Call it off, once; who was told its date or asked for one is told, with a calendar file that removes it."""
        self._must_be_kept_by(membership)
        if self.has_begun(timezone.now()):
            raise ValidationError(_("This meeting has begun: it can no longer be cancelled."), code="begun")
        if (
            not Meeting.objects.standing()
            .filter(pk=self.pk)
            .update(status=self.Status.CANCELLED, edition=F("edition") + 1)
        ):
            raise ValidationError(_("This meeting is cancelled already."), code="stale")
        self.refresh_from_db()
        emails.withdraw(self)
        step = self.record(Kind.CANCELLED, by=by, membership=membership, why=why.strip()[:300])
        for member in self.group.memberships.reachable():
            emails.meeting_cancelled(self, member, step=step)

    def tell_date(self):
        """Write the date that holds to every member, with its calendar file; nothing for a past one."""
        if self.is_planned and self.ends_at > timezone.now():
            for member in self.group.memberships.reachable():
                self.tell(member)

    def tell(self, member):
        """Write to one member what is asked or set; nothing to who has no address (D63)."""
        if member.email:
            (emails.meeting_poll if self.is_polling else emails.meeting_set)(self, member)

    def fill_agenda(self, points):
        """Put [(words, minutes)] as the agenda of a meeting that has none."""
        from ideas.groups.models.agenda import AgendaPoint

        AgendaPoint.objects.bulk_create(
            AgendaPoint(meeting=self, position=position, title=str(title), minutes=minutes)
            for position, (title, minutes) in enumerate(points)
        )

    def write_notes(self, text, *, version, by=None, membership=None):
        """Keep the notes written over `version`; `NotesConflict` when someone wrote meanwhile, and nothing is lost.

        The same words twice are kept once: a saving whose answer was lost is sent again.
        """
        text = text.replace("\r\n", "\n")
        if len(text) > LONGEST_NOTES:
            raise ValidationError(
                _("The notes are too long: %(most)s characters at most. They stay on your screen: cut them."),
                code="long",
                params={"most": LONGEST_NOTES},
            )
        mine = Meeting.objects.standing().filter(pk=self.pk, notes_version=version)
        with transaction.atomic():
            kept = mine.update(notes=text, notes_version=version + 1, notes_at=timezone.now())
            if kept and version == 0:
                self.group.touch()
        self.refresh_from_db()
        if not kept and self.notes != text:
            raise NotesConflict(self)

    @transaction.atomic
    def send_report(self, *, edition, by=None, membership=None):
        """Send the report to everybody, once; `edition` is how many sendings were seen: a later one is a correction."""
        if not self.has_begun(timezone.now()):
            raise ValidationError(_("The report is sent once the meeting has begun."), code="early")
        mine = Meeting.objects.planned().filter(pk=self.pk, report_edition=edition)
        if not mine.update(report_edition=edition + 1, report_at=timezone.now()):
            raise ValidationError(_("The report has just been sent: nothing was sent twice."), code="stale")
        self.refresh_from_db()
        self.record(Kind.CORRECTED if edition else Kind.REPORTED, by=by, membership=membership)
        self.group.touch()
        decisions, tasks = list(self.decisions.standing()), list(self.tasks.standing().select_related("owner"))
        for member in self.group.memberships.reachable():
            emails.meeting_report(self, member, decisions=decisions, tasks=tasks)

    def record(self, kind, *, by=None, membership=None, why=""):
        return self.steps.create(kind=kind, by=by, membership=membership, why=why)

    def _must_be_kept_by(self, membership):
        if not self.may_be_led_by(membership):
            raise ValidationError(
                _("Only who called this meeting, or who leads the group, can change its date."), code="not-yours"
            )


def next_meeting(group, now):
    """The next meeting of `group` with a date, else the one whose date is being chosen, else None."""
    return group.meetings.upcoming(now).first() or group.meetings.polling().order_by("pk").first()
