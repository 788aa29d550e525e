"""The agenda of a session: one line per file, in order, with its minutes (D24, D33)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models.session import Session
from projects.models import Project


class AgendaItemQuerySet(models.QuerySet):
    def standing(self):
        """Those still to be judged or judged: neither withdrawn nor moved to another session."""
        return self.exclude(status__in=AgendaItem.GONE)

    def counted(self):
        """Those whose votes were counted, decided or not."""
        return self.filter(status=AgendaItem.Status.CLOSED)

    def listed(self):
        """Those still to be judged."""
        return self.filter(status=AgendaItem.Status.LISTED)

    def pending_of(self, project):
        """Where `project` is to be judged, or waits for its decision: one agenda at a time (D24)."""
        waiting = Q(closing__decision__isnull=False) & ~Q(closing__decision__status="released")
        return self.filter(Q(status=AgendaItem.Status.LISTED) | waiting, project=project)

    def undecided(self):
        """Counted without a quorum, and carried over to no other session yet (D26)."""
        later = AgendaItem.objects.standing().filter(project=OuterRef("project"), pk__gt=OuterRef("pk"))
        return self.filter(closing__outcome="not_decided").exclude(Exists(later))

    def to_carry_over(self, committee):
        """The files of `committee` that wait for a second call, the oldest first (D26)."""
        waiting = self.undecided().filter(session__committee=committee, project__stage="in_committee")
        return waiting.order_by("session__starts_at", "pk")

    def for_lists(self):
        """With the project and the count that a line shows."""
        return self.select_related("project", "closing__decision")


class AgendaItem(models.Model):
    """A project's file in one session."""

    class Status(models.TextChoices):
        LISTED = "listed", pgettext_lazy("file", "on the agenda")
        WITHDRAWN = "withdrawn", pgettext_lazy("file", "withdrawn")
        CARRIED = "carried", pgettext_lazy("file", "carried over to another session")  # before any count
        CLOSED = "closed", pgettext_lazy("file", "votes counted")

    GONE = (Status.WITHDRAWN, Status.CARRIED)

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    project = models.ForeignKey(Project, models.PROTECT, related_name="agenda_items")
    rank = models.PositiveSmallIntegerField(_("order"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    status = models.CharField(max_length=9, choices=Status, default=Status.LISTED)
    second_call = models.BooleanField(default=False)  # the quorum was not reached once: D26
    created_at = models.DateTimeField(default=timezone.now)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a session")
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "project"], name="committee_project_once_per_session"),
        ]

    def __str__(self):
        return f"{self.project} · {self.session}"

    @property
    def is_listed(self):
        """Whether it is still to be judged."""
        return self.status == self.Status.LISTED

    @property
    def is_gone(self):
        """Whether it left this agenda before any count."""
        return self.status in self.GONE

    @property
    def is_undecided(self):
        """Whether its votes were counted without a quorum, and it was carried over nowhere yet (D26)."""
        return AgendaItem.objects.undecided().filter(pk=self.pk).exists()
