"""What the expert committee decided on a project: prepared, confirmed, then released (D29–D32)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Kept
from projects.models.project import Project
from projects.models.stage import Stage
from projects.models.step import ProjectStep

AFTER = {  # where a project in committee goes once the decision is released
    Project.Decision.GO: Stage.IN_COMMITTEE,  # until it is accompanied
    Project.Decision.CONDITIONAL_GO: Stage.IN_COMMITTEE,  # until its conditions are lifted
    Project.Decision.DEFERRAL: Stage.POSTPONED,
    Project.Decision.NO_GO: Stage.MODELLED,
}


class DecisionQuerySet(models.QuerySet):
    def released(self):
        """Those that bearers know: the only ones shown outside the committee (D31)."""
        return self.filter(status=Decision.Status.RELEASED)

    def pending(self):
        """Those that only the committee's chair and secretary read yet."""
        return self.exclude(status=Decision.Status.RELEASED)

    def latest_first(self):
        return self.order_by("-released_at", "-pk")


class Decision(models.Model):
    """One decision of the committee; its outcome comes from the votes and never changes (D29)."""

    guards = [
        Frozen(
            "projects_decision_outcome_stays", fields=["project", "outcome", "decided_at"],
            says=_("A decision says what the votes said: its outcome never changes."),
        ),
        Frozen(
            "projects_released_decision_stays", once="OLD.status = 'released'",
            fields=[
                "reasons", "strengths", "to_work_on", "next_step", "contact", "status", "confirmed_at", "released_at",
                "return_from",
            ],
            says=_("A released decision no longer changes: another decision, or an addendum, follows it."),
        ),
        Kept(
            "projects_released_decision_is_kept", once="OLD.status = 'released'",
            says=_("A released decision is kept."),
        ),
    ]  # fmt: skip

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
    def is_draft(self):
        return self.status == self.Status.DRAFT

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

    @transaction.atomic
    def write(self, *, by, version, reasons, strengths="", to_work_on="", next_step="", contact=""):
        """Keep what the bearer will read, as a draft; ValidationError `stale` when `version` was written over."""
        values = {
            "reasons": reasons.strip(), "strengths": strengths.strip(), "to_work_on": to_work_on.strip(),
            "next_step": next_step.strip(), "contact": contact.strip(),
        }  # fmt: skip
        rows = Decision.objects.filter(pk=self.pk, status=self.Status.DRAFT, version=version)
        self._once(rows, **values, prepared_by=by, version=version + 1)

    @transaction.atomic
    def confirm(self, *, by, now=None):
        """Say that this is what the votes said and why; who may is checked by the committee (D29, D31).

        ValidationError, nothing changed: `reasons` (compulsory but for a go), `conditions` (a conditional go names
        one at least, D30), `stale` (confirmed or released meanwhile).
        """
        self.refresh_from_db()
        if self.needs_reasons and not self.reasons:
            raise ValidationError(_("Say why: whoever bears the project will read it."), code="reasons")
        if self.outcome == Project.Decision.CONDITIONAL_GO and not self.conditions.exists():
            raise ValidationError(
                _("A green light with conditions names at least one: what has to be shown, and by when."),
                code="conditions",
            )
        rows = Decision.objects.filter(pk=self.pk, status=self.Status.DRAFT, version=self.version)
        self._once(rows, status=self.Status.CONFIRMED, confirmed_by=by, confirmed_at=now or timezone.now())

    @transaction.atomic
    def correct(self, *, by):
        """Take a confirmed decision back to its draft, before it is released; the outcome stays (D29, D31)."""
        rows = Decision.objects.filter(pk=self.pk, status=self.Status.CONFIRMED)
        self._once(rows, status=self.Status.DRAFT, confirmed_by=None, confirmed_at=None, prepared_by=by)

    @transaction.atomic
    def release(self, *, by, now=None):
        """Make it known, once: write it on the project, which moves to where it leads; return the `ProjectStep`.

        ValidationError `stale` when it is not confirmed, or was released already. Its mails are queued by the
        committee's release, in the same transaction (D31).
        """
        from projects.models.condition import end_superseded

        now = now or timezone.now()
        project = Project.objects.select_for_update().get(pk=self.project_id)
        self._once(
            Decision.objects.filter(pk=self.pk, status=self.Status.CONFIRMED),
            status=self.Status.RELEASED, released_at=now,
        )  # fmt: skip
        end_superseded(self)
        settle(project)
        if project.stage == Stage.IN_COMMITTEE:  # stopped meanwhile, it stays so
            stage = AFTER[self.outcome]
            came_from = Stage.IN_COMMITTEE if stage == Stage.POSTPONED else ""
            moved = Project.objects.filter(pk=project.pk, stage=Stage.IN_COMMITTEE)
            moved.update(stage=stage, came_from=came_from, stage_at=now)
            project.refresh_from_db()
        self.project = project
        kind, role = ProjectStep.Kind.DECIDED, ProjectStep.Role.COMMITTEE
        return project.record(kind, by=by, role=role, stage=project.stage, details=self.outcome)

    def _once(self, rows, **values):
        if not rows.update(**values):
            raise ValidationError(
                _("This decision changed meanwhile: look at the page again. What you typed is still here."),
                code="stale",
            )
        self.refresh_from_db()


@transaction.atomic
def settle(project):
    """Write on the project what its latest released decision and its open conditions say (D23): the only writer.

    Call it after whatever changes them. The database refuses any other content (`projects_decision_is_the_committees`).
    """
    Project.objects.select_for_update().get(pk=project.pk)  # those who change it at once follow one another
    latest = project.decisions.released().latest_first().first()
    Project.objects.filter(pk=project.pk).update(
        decision=latest.outcome if latest else "",
        favourable=bool(latest and latest.is_favourable),
        open_conditions=latest.conditions.open().count() if latest else 0,
    )
    project.refresh_from_db()
