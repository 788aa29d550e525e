"""A general meeting of a cooperative: called, held, closed (D45–D47)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative.models import Cooperative
from members.cooperative.rules import Rules


class AssemblyQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Those of the cooperatives that `person` administers (D60)."""
        return self.filter(cooperative__in=Cooperative.objects.kept_by(person))

    def told(self):
        """Those that members know of: called, open, closed, or cancelled after the call."""
        return self.exclude(status=Assembly.Status.DRAFT).exclude(called_at=None)

    def called(self):
        """Those whose members were called and that have not begun."""
        return self.filter(status=Assembly.Status.CALLED)

    def in_session(self):
        return self.filter(status=Assembly.Status.OPEN)

    def to_come(self):
        """Being prepared, called or in session."""
        return self.exclude(status__in=(Assembly.Status.CLOSED, Assembly.Status.CANCELLED))

    def held_or_to_come(self):
        """All but those cancelled."""
        return self.exclude(status=Assembly.Status.CANCELLED)

    def preparing(self):
        """Those whose agenda, documents and notices are worked on: drafts and called ones."""
        return self.filter(status__in=(Assembly.Status.DRAFT, Assembly.Status.CALLED))

    def without_adopted_minutes(self):
        """Closed ones whose minutes are not adopted yet (D51)."""
        return self.filter(status=Assembly.Status.CLOSED).exclude(written__minutes__status="adopted")

    def past(self):
        return self.filter(status__in=(Assembly.Status.CLOSED, Assembly.Status.CANCELLED))


class Assembly(models.Model):
    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary general meeting")
        EXTRAORDINARY = "extraordinary", _("extraordinary general meeting")
        MIXED = "mixed", _("mixed general meeting")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("assembly", "being prepared")
        CALLED = "called", pgettext_lazy("assembly", "members called")  # the agenda is locked: D45
        OPEN = "open", pgettext_lazy("assembly", "in session")
        CLOSED = "closed", pgettext_lazy("assembly", "closed")
        CANCELLED = "cancelled", pgettext_lazy("assembly", "cancelled")

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="assemblies")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.ORDINARY)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    remote_link = models.URLField(_("link of the video meeting"), max_length=300, blank=True)
    agenda = models.TextField(_("points without a vote, one per line"), max_length=3000, blank=True)
    words = models.TextField(_("words of the board to the members"), max_length=2000, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    second_call_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="called_again")
    record_on = models.DateField(_("voters listed on"), null=True, blank=True)  # D47
    rules = models.JSONField(default=dict, editable=False)  # of the cooperative, frozen at the notice: D48
    edition = models.PositiveSmallIntegerField(default=0, editable=False)  # of the notice: 1 once called, then + 1
    called_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AssemblyQuerySet.as_manager()

    class Meta:
        verbose_name = _("general meeting")
        indexes = [models.Index(fields=["cooperative", "-starts_at"])]

    def __str__(self):
        return f"{self.get_kind_display()} · {timezone.localdate(self.starts_at)}"

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    @property
    def is_called(self):
        """Whether members were called and it has not begun: the agenda is locked, presence is not taken yet."""
        return self.status == self.Status.CALLED

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_closed(self):
        return self.status == self.Status.CLOSED

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def is_second_call(self):
        return self.second_call_of_id is not None

    @property
    def points(self):
        """The points without a vote, as the agenda lists them."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    @property
    def rules_in_force(self):
        """The `Rules` that decide this assembly: frozen at its notice, those of today while it is prepared (D48)."""
        return Rules.thaw(self.rules) if self.rules else Rules.of(self.cooperative)

    @property
    def chair(self):
        """The `Officer` who chairs, or None before the opening; likewise `secretary`."""
        return self.officers.chairs().first()

    @property
    def secretary(self):
        return self.officers.secretaries().first()

    def chaired_by(self, person):
        """Whether `person` chairs now, by their account or their place in the register (D51)."""
        return self.officers.chairs().held_by(person).exists()

    def record(self, kind, *, by, details="", why="", now=None):
        """Keep one line of the assembly's history; returns the `AssemblyStep`."""
        words = {"details": str(details)[:300], "why": why.strip()[:300]}
        return self.steps.create(kind=kind, by=by, at=now or timezone.now(), **words)
