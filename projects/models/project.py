"""A project: born of one or several ideas, made by its group, moving from stage to stage (D21)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.models import Event, Theme
from foundation.codes import new_code
from foundation.folding import fold
from foundation.guards import Holds
from ideas.groups.models import WorkingGroup
from ideas.models import Idea
from members.models import Commune, Territory
from projects.models.project_queries import ProjectQuerySet
from projects.models.stage import (
    DECIDED,
    GREEN_LIGHT,
    OVER,
    PUBLIC_STAGES,
    STOPPED,
    WAY,
    WITH_CONDITIONS,
    Stage,
)
from projects.models.step import ProjectStep

LATEST = (
    " FROM projects_decision d WHERE d.project_id = NEW.id AND d.status = 'released'"
    " ORDER BY d.released_at DESC, d.id DESC LIMIT 1"
)
AS_DECIDED = (  # what its latest released decision and its open conditions say: whatever writes it, SQL included (D23)
    f"NEW.decision = COALESCE((SELECT d.outcome{LATEST}), '')"  # noqa: S608 - words of this file alone
    " AND NEW.favourable = (NEW.decision IN ('go', 'conditional_go'))"
    " AND NEW.open_conditions = (SELECT COUNT(*) FROM projects_condition c"
    f" WHERE c.state IN ('asked', 'sent', 'accepted') AND c.decision_id = (SELECT d.id{LATEST}))"
)


class Project(models.Model):
    class Decision(models.TextChoices):
        """What the committee decides (D28, D29); `decision.settle` alone writes it (D23)."""

        GO = "go", _("go")
        CONDITIONAL_GO = "conditional_go", _("go with conditions")
        DEFERRAL = "deferral", _("to be worked on again")
        NO_GO = "no_go", _("not retained")

    FAVOURABLE = (Decision.GO, Decision.CONDITIONAL_GO)

    guards = [
        Holds(
            "projects_decision_is_the_committees", fields=["decision", "favourable", "open_conditions"],
            condition=AS_DECIDED,
            says=_("The decision of a project is the one that its committee released, with its open conditions."),
        ),
        Holds(
            "projects_accompanied_as_decided", fields=["stage"],
            condition=f"NEW.stage NOT IN ('accompanied', 'launched') OR ({AS_DECIDED})",
            says=_("Only a released green light without open condition leads to accompaniment."),
        ),
    ]  # fmt: skip

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="projects")
    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="projects")  # its members are the team
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="projects")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="projects")
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name of the project"), max_length=120)
    slug = models.SlugField(max_length=100, unique=True)
    summary = models.TextField(_("the project in a few sentences"), max_length=800, blank=True)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.STARTED)
    stage_at = models.DateTimeField(default=timezone.now)  # since when it is at this stage
    came_from = models.CharField(max_length=12, choices=Stage, blank=True)  # of a stopped one: where it resumes
    merged_into = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="merged")
    seeking_bearer = models.BooleanField(_("seeks someone to bear it"), default=False)  # at any stage (D21)
    decision = models.CharField(max_length=14, choices=Decision, blank=True, editable=False)  # the committee's: D23
    favourable = models.BooleanField(default=False, editable=False)
    open_conditions = models.PositiveSmallIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)  # since when everyone may read its page
    folded = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        indexes = [
            models.Index(fields=["territory", "stage", "-id"]),
            models.Index(fields=["published_at", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=~Q(stage__in=OVER),
                name="projects_one_living_project_per_group",
                violation_error_message=_("This group already has its project."),
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=DECIDED) | Q(favourable=True, open_conditions=0),
                name="projects_accompanied_needs_favourable_decision",
                violation_error_message=_(
                    "Only a project with a favourable decision and no open condition can be accompanied."
                ),
            ),
            models.CheckConstraint(
                condition=Q(favourable=True, decision__in=("go", "conditional_go"))
                | Q(favourable=False) & ~Q(decision__in=("go", "conditional_go")),
                name="projects_favourable_is_the_decision",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=STOPPED, came_from__in=WAY) | ~Q(stage__in=STOPPED) & Q(came_from=""),
                name="projects_stopped_remembers_its_stage",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.MERGED, merged_into__isnull=False)
                | ~Q(stage=Stage.MERGED) & Q(merged_into__isnull=True),
                name="projects_merged_has_its_target",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded = self.folded or fold(f"{self.name} {self.summary}")
        self.slug = self.slug or f"{slugify(self.name)[:80].strip('-') or 'projet'}-{new_code(5).lower()}"
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("projects:project", args=[self.slug])

    @property
    def workspace_url(self):
        return reverse("projects:workspace", args=[self.slug])

    @property
    def subject(self):
        """How mails name what they are about."""
        return f"project:{self.pk}"

    @property
    def public_stage(self):
        """Where it is, as everyone reads it (D18); a green light is said once it was released, a refusal is not."""
        if self.has_green_light:
            return WITH_CONDITIONS if self.open_conditions else GREEN_LIGHT
        return PUBLIC_STAGES[Stage(self.stage)]

    @property
    def has_green_light(self):
        """Whether its committee said yes, and it is not accompanied yet."""
        return self.favourable and self.stage == Stage.IN_COMMITTEE

    @property
    def may_be_accompanied(self):
        """Whether its accompaniment can begin: a green light and no open condition (D23)."""
        return self.has_green_light and not self.open_conditions

    @property
    def is_stopped(self):
        return self.stage in STOPPED

    @property
    def is_over(self):
        return self.stage in OVER

    @property
    def is_merged(self):
        return self.stage == Stage.MERGED

    @property
    def is_public(self):
        return self.published_at is not None and not self.is_merged

    def ideas(self):
        """The ideas it was made of, the first one first."""
        return Idea.objects.filter(in_projects__project=self).order_by("in_projects__pk")

    def current(self, kind):
        """The `Bearing` of `kind` accepted and going on, or None."""
        return self.bearings.current().filter(kind=kind).select_related("membership").first()

    @property
    def bearer(self):
        """The `Bearing` of who bears it now, or None (D19)."""
        from projects.models.bearing import Bearing

        return self.current(Bearing.Kind.BEARER)

    @property
    def presenter(self):
        """The `Bearing` of who presents it to the committee when nobody bears it (D24), or None."""
        from projects.models.bearing import Bearing

        return self.current(Bearing.Kind.PRESENTER)

    def record(self, kind, *, by=None, membership=None, role="", stage="", details="", why=""):
        """Keep one line of the project's history: who, in which role, what and why (D18); returns the `ProjectStep`."""
        if not role:
            role = ProjectStep.Role.of(membership) if membership else ProjectStep.Role.TEAM
        return self.steps.create(
            kind=kind,
            by=by,
            membership=membership,
            role=role,
            stage=stage,
            details=details[:300],
            why=why.strip()[:300],
        )

    @transaction.atomic
    def describe(self, *, name, summary, theme, commune, by=None, membership=None):
        """Change what the project says of itself."""
        self.must_live()
        values = {"name": name, "summary": summary, "theme": theme, "commune": commune}
        Project.objects.filter(pk=self.pk).update(**values, folded=fold(f"{name} {summary}"))
        self.refresh_from_db()
        self.record(ProjectStep.Kind.DESCRIBED, by=by, membership=membership, stage=self.stage)

    def must_live(self):
        """ValidationError `over` when nothing can be written in this project any more."""
        if not Project.objects.living().filter(pk=self.pk).exists():
            raise ValidationError(_("This project is over: nothing can be changed in it any more."), code="over")


class ProjectIdeaQuerySet(models.QuerySet):
    def standing(self):
        """Those that the project keeps: an abandoned project lets its ideas go."""
        return self.filter(left_at=None)


class ProjectIdea(models.Model):
    """An idea that a project was made of; an idea is in one living project at most."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="made_of")
    idea = models.ForeignKey(Idea, models.PROTECT, related_name="in_projects")
    at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)  # the project was abandoned: the idea is free again

    objects = ProjectIdeaQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"],
                condition=Q(left_at=None),
                name="projects_one_living_project_per_idea",
                violation_error_message=_("This idea already has its project."),
            ),
        ]

    def __str__(self):
        return f"{self.project} · {self.idea}"
