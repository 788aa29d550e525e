"""The closed set of what advice can be about: each a query of the ideas, groups, projects or territories concerned.

`due(rows, since, now)` narrows rows of its model to those in that state since `since`, a moment; `rows` are those of a
territory or a single one. Every query is bounded by whoever asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Meeting, Task, WantedRole, WorkingGroup
from ideas.models import Idea, IdeaStep, Stage
from members.models import Territory
from projects.models import Project
from projects.models import Stage as ProjectStage
from projects.models.sheet import SheetEntry
from projects.models.stage import PREPARED
from projects.sheets.completeness import missing
from projects.sheets.definitions import DEFINITIONS

EARLY = (Stage.TO_SORT, Stage.TO_DIG, Stage.KEPT)
ENOUGH = 3  # people, for a group to last
NOTES_FADE = timedelta(days=30)  # nobody writes down what was said longer ago
MOST_FORECASTS = 100  # read one by one: a territory has fewer projects that far


@dataclass(frozen=True)
class Condition:
    """A named state: `model` of what it is about, `label` for the team, where it is mended (`url`) and by which act."""

    name: str
    model: type
    label: Promise
    due: Callable
    url: Callable
    act: Promise

    def of(self, rows, *, days, now):
        """Return those of `rows` in this state for `days`."""
        return self.due(rows, now - timedelta(days=days), now)


def _own(ideas):
    """Ideas whose author can still act on them: they stand, alone or as the head of a whole."""
    return ideas.standing().filter(merged_into=None)


def _name_only(ideas, since, now):
    return _own(ideas).filter(stage__in=EARLY, need="", solution="", created_at__lte=since)


def _no_first_step(ideas, since, now):
    return _own(ideas).filter(stage__in=EARLY, first_step="", created_at__lte=since)


def _seeks_group(ideas, since, now):
    kept = IdeaStep.objects.filter(idea=OuterRef("pk"), kind=IdeaStep.Kind.STAGE, details=Stage.KEPT)
    return _own(ideas).filter(Exists(kept.filter(at__lte=since)), stage=Stage.KEPT)


def _too_few(groups, since, now):
    present = Count("memberships", filter=Q(memberships__left_at=None))
    return groups.alive().filter(created_at__lte=since).annotate(present=present).filter(present__lt=ENOUGH)


def _no_meeting(groups, since, now):
    near = Meeting.objects.filter(group=OuterRef("pk"))
    near = near.filter(Q(status=Meeting.Status.POLLING) | Q(status=Meeting.Status.PLANNED, ends_at__gt=since))
    return groups.alive().filter(~Exists(near), created_at__lte=since)


def _no_notes(groups, since, now):
    silent = Meeting.objects.planned().filter(group=OuterRef("pk"), notes="")
    return groups.alive().filter(Exists(silent.filter(ends_at__lte=since, ends_at__gt=now - NOTES_FADE)))


def _task_without_owner(groups, since, now):
    free = Task.objects.open().without_owner().filter(group=OuterRef("pk"), created_at__lte=since)
    return groups.alive().filter(Exists(free))


def _role_missing(groups, since, now):
    wanted = WantedRole.objects.open().filter(group=OuterRef("pk"), created_at__lte=since)
    return groups.alive().filter(Exists(wanted))


def _borne(projects):
    return projects.moving().with_bearer()


def _stage_unmoved(projects, since, now):
    return _borne(projects).filter(stage__in=PREPARED, stage_at__lte=since).exclude(stage=ProjectStage.MODELLED)


def _canvas_empty(projects, since, now):
    written = SheetEntry.objects.filter(sheet__project=OuterRef("pk"), sheet__kind="canvas").exclude(text="")
    return _borne(projects).filter(~Exists(written), stage=ProjectStage.DESIGNED, stage_at__lte=since)


def _forecast_off(projects, since, now):
    begun = SheetEntry.objects.filter(sheet__project=OuterRef("pk"), sheet__kind="forecast").exclude(text="")
    begun = _borne(projects).filter(Exists(begun), stage=ProjectStage.DESIGNED, sheets__kind="forecast")
    quiet = begun.filter(sheets__changed_at__lte=since).order_by("pk")[:MOST_FORECASTS]
    return projects.filter(pk__in=[project.pk for project in quiet if missing(project, "forecast")])


def _ideas_unsorted(territories, since, now):
    waiting = Idea.objects.accepted().filter(territory=OuterRef("pk"), merged_into=None, stage=Stage.TO_SORT)
    return territories.filter(Exists(waiting.filter(created_at__lte=since)))


def _project_without_bearer(projects, since, now):
    return projects.moving().without_bearer(since).filter(seeking_bearer=False)


def _page(name):
    return lambda row: reverse(name, args=[row.slug])


def _sheet(kind):
    return lambda project: reverse("projects:sheet", args=[project.slug, DEFINITIONS[kind].slug])


_ALL = [
    Condition(
        "name_only", Idea, _("the idea is nothing but a name"), _name_only,
        _page("ideas:complete"), _("Complete my sheet"),
    ),
    Condition(
        "no_first_step", Idea, _("the idea has no first step"), _no_first_step,
        lambda idea: f"{reverse('ideas:complete', args=[idea.slug])}#id_first_step", _("Write a first step"),
    ),
    Condition(
        "seeks_group", Idea, _("the idea is kept and has no group"), _seeks_group,
        lambda idea: idea.get_absolute_url(), _("See the page to share"),
    ),
    Condition(
        "too_few", WorkingGroup, _("the group has fewer than three people"), _too_few,
        _page("groups:invite"), _("Invite someone"),
    ),
    Condition(
        "no_meeting", WorkingGroup, _("the group has no date to meet"), _no_meeting,
        _page("groups:meeting_new"), _("Propose a date"),
    ),
    Condition(
        "no_notes", WorkingGroup, _("nobody wrote down the last meeting"), _no_notes,
        _page("groups:meetings"), _("Write it down"),
    ),
    Condition(
        "task_without_owner", WorkingGroup, _("a task has nobody"), _task_without_owner,
        _page("groups:tasks"), _("See the tasks"),
    ),
    Condition(
        "role_missing", WorkingGroup, _("a role is looked for"), _role_missing,
        _page("groups:invite"), _("Invite someone"),
    ),
    Condition(
        "stage_unmoved", Project, _("the project stays at the same stage"), _stage_unmoved,
        lambda project: project.workspace_url, _("See what is missing"),
    ),
    Condition(
        "canvas_empty", Project, _("the business model is not begun"), _canvas_empty,
        _sheet("canvas"), _("Begin it"),
    ),
    Condition(
        "forecast_off", Project, _("the forecast does not add up"), _forecast_off,
        _sheet("forecast"), _("Open the forecast"),
    ),
    Condition(
        "ideas_unsorted", Territory, _("ideas wait to be sorted"), _ideas_unsorted,
        lambda territory: reverse("sorting:board"), _("Sort"),
    ),
    Condition(
        "project_without_bearer", Project, _("the project has no bearer and seeks none"), _project_without_bearer,
        _page("projects:people"), _("Look for someone"),
    ),
]  # fmt: skip
CONDITIONS = {condition.name: condition for condition in _ALL}
