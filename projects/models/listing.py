"""A project that looks for who would bear it, on the public list for sixty days, confirmed again or closed (D22)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Commune, Territory
from projects import emails_seeking as emails
from projects.handing import seek_bearer
from projects.models.bearing import Bearing
from projects.models.project import Project
from projects.models.step import ProjectStep


class SeekingRules(models.Model):
    """How long a project waits, and its listing lasts [setting]; one row per territory that changed something (D22)."""

    territory = models.OneToOneField(Territory, models.CASCADE, primary_key=True, related_name="seeking_rules")
    unborne_days = models.PositiveSmallIntegerField(_("days without a bearer before a listing is proposed"), default=60)
    listed_days = models.PositiveSmallIntegerField(_("days that a listing lasts"), default=60)
    asked_days = models.PositiveSmallIntegerField(
        _("days before its end when it is asked whether it goes on"), default=7
    )
    answer_days = models.PositiveSmallIntegerField(_("days to answer someone who writes"), default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unborne_days__gte=1, listed_days__gt=models.F("asked_days"), asked_days__gte=1)
                & Q(answer_days__gte=7),
                name="projects_seeking_rules_leave_time",
            )
        ]

    def __str__(self):
        return f"{self.territory_id}"


def seeking_rules(territory_id):
    """The `SeekingRules` of a territory, the usual ones (unsaved) when it changed nothing."""
    known = SeekingRules.objects.filter(pk=territory_id).first()
    return known or SeekingRules(territory_id=territory_id)


class ListingQuerySet(models.QuerySet):
    def open(self):
        """On the list, or about to leave it: nobody closed it."""
        return self.filter(closed_at=None)

    def public(self, now):
        """What everyone may read: not past its day, of a project that goes on and that nobody bears."""
        going_on = Project.objects.moving().borne_by_nobody()
        return self.open().filter(expires_on__gte=timezone.localdate(now), project__in=going_on)

    def managed_by(self, person):
        return self.filter(project__territory__in=Territory.objects.managed_by(person))

    def due_question(self, now):
        """Near their last day, and not asked yet whether they go on."""
        return self.open().filter(ask_on__lte=timezone.localdate(now), asked_on=None)

    def due_end(self, now):
        """Past their last day, or of a project that found someone, or that stopped."""
        borne = Exists(Bearing.objects.current().bearers().filter(project=OuterRef("project")))
        stopped = ~Exists(Project.objects.moving().filter(pk=OuterRef("project")))
        return self.open().filter(Q(expires_on__lt=timezone.localdate(now)) | borne | stopped)

    def for_cards(self):
        return self.select_related("project__territory", "project__theme", "commune")

    def for_team(self):
        """With `waiting`, how many people wait for an answer."""
        waiting = Count("introductions", filter=Q(introductions__state="waiting"))
        return self.for_cards().select_related("project__group").annotate(waiting=waiting)


class Listing(models.Model):
    """What exists, what the person would do, where and how much time; never published by itself."""

    class Ended(models.TextChoices):
        FOUND = "found", pgettext_lazy("listing", "the project found someone")
        CLOSED = "closed", pgettext_lazy("listing", "taken off the list")
        EXPIRED = "expired", pgettext_lazy("listing", "not confirmed in time")
        STOPPED = "stopped", pgettext_lazy("listing", "the project stopped")

    project = models.ForeignKey(Project, models.CASCADE, related_name="listings")
    what_exists = models.TextField(_("what exists already"), max_length=1200)
    bearer_does = models.TextField(_("what the person would do"), max_length=1200)
    skills = models.CharField(_("what helps to know or to like"), max_length=300, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    time_per_week = models.CharField(_("how much time"), max_length=120)
    opened_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(default=timezone.now)
    ask_on = models.DateField()
    expires_on = models.DateField()  # the last day on the list
    asked_on = models.DateField(null=True, blank=True)  # its people were asked whether it goes on
    closed_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=7, choices=Ended, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        indexes = [models.Index(fields=["closed_at", "-id"]), models.Index(fields=["closed_at", "ask_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(closed_at=None),
                name="projects_one_open_listing_per_project",
                violation_error_message=_("This project is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, ended="") | Q(closed_at__isnull=False) & ~Q(ended=""),
                name="projects_listing_ended_has_its_reason",
            ),
        ]

    TEXTS = ("what_exists", "bearer_does", "skills", "place", "commune", "time_per_week")

    def __str__(self):
        return str(self.project)

    @property
    def is_open(self):
        return self.closed_at is None

    @property
    def is_asked(self):
        return self.is_open and self.asked_on is not None

    @property
    def where(self):
        """The commune, the place typed, or both."""
        return ", ".join(filter(None, [self.place, str(self.commune or "")]))

    @classmethod
    @transaction.atomic
    def open(cls, project, *, by=None, membership=None, **texts):
        """Put `project` on the list; somebody of it, or the team, always does it themselves (D22).

        ValidationError: `over`, `stopped`, `borne` (someone bears it), `listed` (already).
        """
        project.must_live()
        if project.is_stopped:
            raise ValidationError(_("This project is stopped: resume it first."), code="stopped")
        if project.bearer:
            raise ValidationError(_("Someone bears this project: it does not look for anyone."), code="borne")
        try:
            with transaction.atomic():
                listing = cls.objects.create(project=project, **texts, **_days(project.territory_id))
        except IntegrityError:
            raise ValidationError(_("This project is on the list already."), code="listed") from None
        project.record(ProjectStep.Kind.LISTED, by=by, membership=membership, stage=project.stage)
        seek_bearer(project, True, by=by, membership=membership)
        return listing

    @transaction.atomic
    def describe(self, **texts):
        """Change the words; the days stay."""
        if not Listing.objects.open().filter(pk=self.pk).update(**texts):
            raise _stale()
        self.refresh_from_db()

    @transaction.atomic
    def confirm(self, *, by=None, membership=None):
        """« Still true »: the days begin anew from today; twice the same day changes nothing."""
        days = _days(self.project.territory_id)
        if not Listing.objects.open().filter(pk=self.pk).update(**days, asked_on=None, confirmed_at=timezone.now()):
            raise _stale()
        if days["expires_on"] != self.expires_on:
            kind = ProjectStep.Kind.LISTING_CONFIRMED
            self.project.record(kind, by=by, membership=membership, stage=self.project.stage)
        emails.withdraw_question(self)
        self.refresh_from_db()

    @transaction.atomic
    def close(self, ended=Ended.CLOSED, *, by=None, membership=None):
        """Take it off the list; whoever waits for an answer is told kindly."""
        gone = {"closed_at": timezone.now(), "ended": ended}
        if not Listing.objects.open().filter(pk=self.pk).update(**gone):
            raise _stale()
        self.refresh_from_db()
        role = "" if by or membership else ProjectStep.Role.MACHINE
        kind = ProjectStep.Kind.LISTING_ENDED
        self.project.record(kind, by=by, membership=membership, role=role, stage=self.project.stage, details=ended)
        emails.withdraw_question(self)
        for one in self.introductions.open():
            one.end_with_listing()
        if ended in (self.Ended.CLOSED, self.Ended.EXPIRED):
            self._seek_no_more(by=by, membership=membership)

    @transaction.atomic
    def ask(self, *, now):
        """Ask its people whether it goes on, by one button (the team when nobody can be reached); once."""
        if not Listing.objects.due_question(now).filter(pk=self.pk).update(asked_on=timezone.localdate(now)):
            return False
        self.refresh_from_db()
        emails.ask_whether_true(self)
        return True

    def end_due(self, *, now):
        """Close what is past its last day, or found someone; False when a colleague was first."""
        try:
            self.close(self._why_ended(now))
        except ValidationError:
            return False
        return True

    def _why_ended(self, now):
        if self.project.bearer:
            return self.Ended.FOUND
        return self.Ended.STOPPED if self.project.is_stopped else self.Ended.EXPIRED

    def _seek_no_more(self, **who):
        if Project.objects.living().filter(pk=self.project_id).exists():
            seek_bearer(self.project, False, **who)


def to_propose(territory, *, now):
    """Projects of `territory` that nobody has borne for its days [setting] and that are not on the list (D22)."""
    since = now - timedelta(days=seeking_rules(territory.pk).unborne_days)
    projects = Project.objects.moving().without_bearer(since).filter(territory=territory)
    return projects.filter(~Exists(Listing.objects.open().filter(project=OuterRef("pk"))))


def _days(territory_id):
    rules, today = seeking_rules(territory_id), timezone.localdate()
    last = today + timedelta(days=rules.listed_days)
    return {"expires_on": last, "ask_on": last - timedelta(days=rules.asked_days)}


def _stale():
    return ValidationError(_("This listing was closed meanwhile: look at the page again."), code="stale")
