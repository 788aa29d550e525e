"""A session of the committee: in a room, online until a deadline, or both (D33)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models.committee import Committee

LONGEST_CALL = timedelta(days=62)  # no committee invites earlier than two months before


class SessionQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Those of the committees of which `person` is chair or secretary (D60)."""
        return self.filter(committee__in=Committee.objects.kept_by(person))

    def with_files(self):
        """With `files`, how many stand on the agenda, and `drafts`, how many decisions wait to be confirmed."""
        gone, draft = (
            models.Q(items__status__in=("withdrawn", "carried")),
            models.Q(items__closing__decision__status="draft"),
        )
        return self.annotate(files=models.Count("items", filter=~gone), drafts=models.Count("items", filter=draft))

    def unfinished(self):
        """Whose decisions are still to be released."""
        return self.exclude(status__in=(Session.Status.RELEASED, Session.Status.CANCELLED))

    def voting(self):
        """Whose vote is open."""
        return self.filter(status=Session.Status.OPEN)

    def of_experts(self, seats):
        """Those that `seats`, a list of `Expert`, are or were invited to: called, not cancelled, within their term."""
        shown = self.exclude(status__in=(Session.Status.DRAFT, Session.Status.CANCELLED))
        within = models.Q(pk=None)
        for seat in seats:
            term = models.Q(starts_at__date__gte=seat.since, closes_at__date__lt=seat.until)
            within |= models.Q(committee=seat.committee_id) & term
        return shown.filter(within)

    def handed_to(self, person):
        """Those that `person` chairs in the chair's place, until their decisions are released."""
        over = (Session.Status.RELEASED, Session.Status.CANCELLED)
        return self.exclude(status__in=over).filter(acting_chair__person=person).order_by("starts_at", "pk")

    def being_prepared(self):
        """Not opened to votes yet: dates, agenda and copies may change."""
        return self.filter(status__in=(Session.Status.DRAFT, Session.Status.CALLED))

    def standing(self):
        """Neither over nor cancelled: drafts, called, open."""
        return self.filter(status__in=(Session.Status.DRAFT, Session.Status.CALLED, Session.Status.OPEN))

    def past(self):
        """Counted, released or cancelled."""
        return self.filter(status__in=(Session.Status.CLOSED, Session.Status.RELEASED, Session.Status.CANCELLED))

    def due_to_open(self, now):
        """Called, with a vote online whose beginning has come: the clock opens them, nobody has to be there (D33)."""
        online = (Session.Mode.ONLINE, Session.Mode.BOTH)
        called = self.filter(status=Session.Status.CALLED, mode__in=online)
        return called.filter(starts_at__lte=now, closes_at__gt=now).order_by("starts_at", "pk")

    def going_on(self):
        """Called or open: experts declare, read, vote."""
        return self.filter(status__in=(Session.Status.CALLED, Session.Status.OPEN))

    def open(self):
        """Votes are being given."""
        return self.filter(status=Session.Status.OPEN)

    def near_deadline(self, now, *, within):
        """Going on, with a beginning or an end to come within this time; with what a reminder says."""
        until = now + within
        near = Q(starts_at__gt=now, starts_at__lt=until) | Q(closes_at__gt=now, closes_at__lt=until)
        known = self.going_on().filter(near).select_related("committee__territory", "announcement")
        return known.order_by("closes_at", "pk")

    def closed(self):
        """Votes counted, decisions being prepared: the release is to come (D31)."""
        return self.filter(status=Session.Status.CLOSED)

    def due_to_close(self, now):
        """Open past their deadline, by the server's clock (D28)."""
        return self.open().filter(closes_at__lte=now).order_by("closes_at", "pk")

    def due_invitation(self, now):
        """Called, to come, near enough that some of their experts may have to be invited (D33)."""
        return self.going_on().filter(closes_at__gt=now, starts_at__lt=now + LONGEST_CALL).order_by("starts_at", "pk")


class Session(models.Model):
    class Mode(models.TextChoices):
        ROOM = "room", _("in the room")
        ONLINE = "online", _("online until a deadline")
        BOTH = "both", _("in the room, and online until a deadline")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("session", "being prepared")
        CALLED = "called", pgettext_lazy("session", "experts invited")  # declarations and files are open (D33)
        OPEN = "open", pgettext_lazy("session", "vote open")
        CLOSED = "closed", pgettext_lazy("session", "vote closed")  # decisions are being prepared (D31)
        RELEASED = "released", pgettext_lazy("session", "decisions released")
        CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="sessions")
    mode = models.CharField(_("how it is held"), max_length=6, choices=Mode, default=Mode.BOTH)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    closes_at = models.DateTimeField(_("votes until"))  # the server's clock decides (D28)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    closed_at = models.DateTimeField(null=True, blank=True)  # written by closing.close_session alone
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    acting_chair = models.ForeignKey(  # chairs this session when the chair is away
        "committee.Expert", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of the committee")
        indexes = [models.Index(fields=["committee", "-starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gte=models.F("starts_at")),
                name="committee_session_closes_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.committee} · {timezone.localdate(self.starts_at)}"

    @property
    def is_called(self):
        """Whether its experts were invited and it stands: files, then votes, then decisions can be seen."""
        return self.status not in (self.Status.DRAFT, self.Status.CANCELLED)

    @property
    def is_open(self):
        """Whether votes are being given."""
        return self.status == self.Status.OPEN

    @property
    def is_released(self):
        """Whether its decisions are known: its minutes can be written (D31)."""
        return self.status == self.Status.RELEASED

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    @property
    def takes_declarations(self):
        """Whether its experts may declare, stand down and read: invited, votes not counted yet (D25)."""
        return self.status in (self.Status.CALLED, self.Status.OPEN)

    @property
    def awaits_votes(self):
        """Whether no vote can have been given yet."""
        return self.status in (self.Status.DRAFT, self.Status.CALLED)

    def is_handed_to(self, person):
        """Whether `person` chairs this session in the chair's place."""
        return self.acting_chair is not None and person.is_authenticated and self.acting_chair.person_id == person.pk

    def is_chaired_by(self, expert):
        """Whether `expert`, who sits, is the one in the chair: its vote may decide an exact half (D29)."""
        if self.acting_chair_id:
            return self.acting_chair_id == expert.pk
        return expert.office == "chair"

    def record(self, kind, *, by, item=None, expert=None, details="", why="", now=None):
        """Keep one line of the session's history; returns the `SessionStep`."""
        words = {"details": str(details)[:300], "why": why.strip()[:300]}
        return self.steps.create(kind=kind, by=by, item=item, expert=expert, at=now or timezone.now(), **words)
