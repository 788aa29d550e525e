"""What the expert committee decided on a project: prepared, confirmed, then released (D29–D32)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.models.project import Project


class DecisionQuerySet(models.QuerySet):
    def released(self):
        """Those that bearers know: the only ones shown outside the committee (D31)."""
        return self.filter(status=Decision.Status.RELEASED)

    def pending(self):
        """Those that only the committee's chair and secretary read yet."""
        return self.exclude(status=Decision.Status.RELEASED)

    def deferrals(self):
        return self.filter(outcome=Project.Decision.DEFERRAL)

    def latest_first(self):
        return self.order_by("-released_at", "-pk")


class Decision(models.Model):
    """One decision of the committee; its outcome comes from the votes and never changes (D29)."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("decision", "being written")
        CONFIRMED = "confirmed", pgettext_lazy("decision", "confirmed")
        RELEASED = "released", pgettext_lazy("decision", "released")

    project = models.ForeignKey(Project, models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=14, choices=Project.Decision)
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)  # compulsory except for go: D31
    strengths = models.TextField(_("strengths"), max_length=2000, blank=True)
    to_work_on = models.TextField(_("points to work on"), max_length=2000, blank=True)
    next_step = models.TextField(_("next step"), max_length=1000, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=0)  # counts what was written, so that two windows never overwrite
    decided_at = models.DateTimeField(default=timezone.now)  # when the votes were counted
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    return_from = models.DateField(null=True, blank=True)  # of a no go: from when it may come back (D32)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of the committee")
        indexes = [models.Index(fields=["project", "-released_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(status="released"),
                name="projects_one_decision_prepared_per_project",
                violation_error_message=_("Another decision on this project is being prepared."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", confirmed_at=None, released_at=None)
                | Q(status="confirmed", confirmed_at__isnull=False, released_at=None)
                | Q(status="released", confirmed_at__isnull=False, released_at__isnull=False),
                name="projects_decision_status_is_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(outcome="go") | Q(status="draft") | ~Q(reasons=""),
                name="projects_decision_says_its_reasons",
                violation_error_message=_("Say why: whoever bears the project will read it."),
            ),
            models.CheckConstraint(
                condition=Q(return_from=None) | Q(outcome="no_go"),
                name="projects_decision_returns_after_no_go",
            ),
        ]

    def __str__(self):
        return f"{self.project} · {self.get_outcome_display()}"

    @property
    def is_released(self):
        return self.status == self.Status.RELEASED

    @property
    def is_confirmed(self):
        return self.status == self.Status.CONFIRMED

    @property
    def is_favourable(self):
        return self.outcome in Project.FAVOURABLE

    @property
    def needs_reasons(self):
        """Whether it cannot be confirmed without its reasons (D31)."""
        return self.outcome != Project.Decision.GO
