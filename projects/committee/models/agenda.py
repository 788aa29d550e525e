"""The agenda of a session: one line per file, in order, with its minutes (D24, D33)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models.session import Session
from projects.models import Project


class AgendaItemQuerySet(models.QuerySet):
    def standing(self):
        """Those still to be judged or judged: neither withdrawn nor moved to another session."""
        return self.exclude(status__in=AgendaItem.GONE)

    def listed(self):
        """Those still to be judged."""
        return self.filter(status=AgendaItem.Status.LISTED)


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
