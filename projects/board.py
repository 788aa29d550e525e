"""The board of the team: the funnel from ideas to accompaniment, and what waits, for whom (D18, D21, D22)."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ideas.groups.models import Membership, WorkingGroup
from ideas.models import Idea, IdeaStep
from ideas.models import Stage as IdeaStage
from projects import funnel
from projects.models import WAY, Project, ProjectStep, Stage
from projects.models.bearing import Bearing
from projects.models.stage import DECIDED, PREPARED

UNSORTED_AFTER = timedelta(days=14)  # an author waits for a first sign
STILL_AFTER = timedelta(days=60)  # a stage of a project takes weeks, not seasons
SHOWN = 8  # lines of each list: the page it leads to has the rest
MOST_TIMED = 2000  # the newest ideas and projects whose days are counted: older ones say little of today
MOST_COUNTED = 1000
IDEA_WAY = (IdeaStage.KEPT, IdeaStage.GROUPED, IdeaStage.PROJECT)
GREEN_LIGHT = "green_light"  # a step of the funnel between two stages: the committee said yes
PROJECT_WAY = WAY[1 : WAY.index(Stage.IN_COMMITTEE) + 1]


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: its name, since when, who is expected, and where it is done."""

    name: str
    since: object
    who: str
    url: str


@dataclass(frozen=True)
class Wait:
    """One list of what waits: the first ones, and how many in all (at most `MOST_COUNTED`)."""

    title: str
    count: int
    lines: list = field(default_factory=list)
    more_url: str = ""

    @property
    def is_many(self):
        return self.count > MOST_COUNTED


def steps_of(ideas, projects):
    """Return the `Step`s of the funnel over querysets of ideas and projects that were filtered alike."""
    return [*_idea_steps(ideas), *_project_steps(projects)]


def _idea_steps(ideas):
    ideas = ideas.standing().wholes()
    gone = {
        stage: Q(stage__in=IDEA_WAY[place:]) | Q(Exists(_moves().filter(details__in=IDEA_WAY[place:])))
        for place, stage in enumerate(IDEA_WAY)
    }
    counts = ideas.aggregate(all=Count("pk"), **{stage.value: Count("pk", filter=Q(gone[stage])) for stage in IDEA_WAY})
    newest = ideas.filter(gone[IDEA_WAY[0]]).order_by("-pk")
    dates = _idea_dates(dict(newest.values_list("pk", "created_at")[:MOST_TIMED]))
    names = {IdeaStage.KEPT: _("Kept"), IdeaStage.GROUPED: _("With a group"), IdeaStage.PROJECT: _("Projects")}
    yield funnel.Step("ideas", _("Ideas"), counts["all"], url=reverse("sorting:board"))
    for before, stage in zip(("ideas", *IDEA_WAY), IDEA_WAY, strict=False):
        days = funnel.median_days(funnel.durations(dates, before, stage))
        yield funnel.Step(stage.value, names[stage], counts[stage.value], days)


def _moves():
    return IdeaStep.objects.filter(kind=IdeaStep.Kind.STAGE, idea=OuterRef("pk"))


def _idea_dates(born):
    """[{"ideas": when it was written, stage: when it was first there}] of the ideas of `born`, {key: moment}."""
    dates = {key: {"ideas": at} for key, at in born.items()}
    moves = IdeaStep.objects.filter(kind=IdeaStep.Kind.STAGE, idea__in=dates, details__in=IDEA_WAY).order_by()
    for key, stage, at in moves.values_list("idea", "details").annotate(first=Min("at")):
        dates[key][stage] = at
    return list(dates.values())


def _project_steps(projects):
    born = {
        key: (stage, came_from, at)
        for key, stage, came_from, at in projects.order_by("-pk").values_list("pk", "stage", "came_from", "created_at")[
            :MOST_TIMED
        ]
    }
    dates = {key: {WAY[0]: at} for key, (_stage, _from, at) in born.items()}
    entered = ProjectStep.objects.filter(kind=ProjectStep.Kind.ADVANCED, project__in=dates, stage__in=WAY).order_by()
    for key, stage, at in entered.values_list("project", "stage").annotate(first=Min("at")):
        dates[key][stage] = at
    furthest = [_furthest(dates[key], stage, came_from) for key, (stage, came_from, _at) in born.items()]
    counts = funnel.reached(furthest, WAY)
    for before, stage in zip(WAY, PROJECT_WAY, strict=False):
        days = funnel.median_days(funnel.durations(list(dates.values()), before, stage))
        url = f"{reverse('projects:team_list')}?etape={stage.value}"
        yield funnel.Step(stage.value, capfirst(stage.label), counts[stage], days, url)
    yield from _decided_steps(dates, born, counts)


def _decided_steps(dates, born, counts):
    """Green lights once released, whatever came after them, then the projects that are accompanied (D23)."""
    given = ProjectStep.objects.filter(
        kind=ProjectStep.Kind.DECIDED, project__in=dates, details__in=Project.FAVOURABLE
    ).order_by()
    for key, at in given.values_list("project").annotate(first=Min("at")):
        dates[key][GREEN_LIGHT] = at
    lights = sum(GREEN_LIGHT in one or born[key][0] in DECIDED for key, one in dates.items())
    days = funnel.median_days(funnel.durations(list(dates.values()), Stage.IN_COMMITTEE, GREEN_LIGHT))
    yield funnel.Step(GREEN_LIGHT, _("Green light of the experts"), lights, days)
    days = funnel.median_days(funnel.durations(list(dates.values()), GREEN_LIGHT, Stage.ACCOMPANIED))
    url, label = f"{reverse('projects:team_list')}?etape={Stage.ACCOMPANIED.value}", Stage.ACCOMPANIED.label
    yield funnel.Step(Stage.ACCOMPANIED.value, capfirst(label), counts[Stage.ACCOMPANIED], days, url)


def _furthest(dates, stage, came_from):
    known = [Stage(one) for one in (stage, came_from, *dates) if one in WAY]
    return max(known, key=WAY.index, default=WAY[0])


def waits_of(ideas, groups, projects, *, now):
    """Return the `Wait` lists over querysets that were filtered alike, in the order of the way."""
    standing = ideas.standing().wholes()
    unsorted = standing.filter(stage=IdeaStage.TO_SORT, created_at__lte=now - UNSORTED_AFTER)
    kept = standing.filter(stage=IdeaStage.KEPT)
    kept = kept.filter(~Exists(WorkingGroup.objects.standing().filter(idea=OuterRef("pk"))))
    moving = projects.moving().exclude(stage=Stage.LAUNCHED)
    board, team = reverse("sorting:board"), reverse("groups:team_list")
    return [
        _ideas(_("Ideas not sorted for two weeks"), unsorted, f"{board}?etape=a-trier"),
        _ideas(_("Ideas kept, without a group"), kept, f"{board}?etape=retenues"),
        _groups(_("Groups asleep"), groups.asleep(), team),
        _groups(_("Groups without a next meeting"), groups.alive().without_next_meeting(), team),
        _projects(_("Projects without a bearer"), moving.borne_by_nobody(), "listing", "?sans=on"),
        _projects(
            _("Projects at the same stage for sixty days"),
            moving.filter(stage__in=PREPARED, stage_at__lte=now - STILL_AFTER), "workspace", "",
        ),
    ]  # fmt: skip


def _ideas(title, ideas, more_url):
    rows = ideas.select_related("assigned_to").order_by("created_at", "pk")[:SHOWN]
    lines = [
        Waiting(
            idea.title,
            idea.created_at,
            str(idea.assigned_to) if idea.assigned_to else _("the team"),
            reverse("sorting:idea", args=[idea.pk]),
        )
        for idea in rows
    ]
    return Wait(title, _count(ideas), lines, more_url)


def _groups(title, groups, more_url):
    rows = groups.prefetch_related(_leads("memberships")).order_by("active_at", "pk")[:SHOWN]
    lines = [Waiting(group.name, group.active_at, _led_by(group), group.get_absolute_url()) for group in rows]
    return Wait(title, _count(groups), lines, more_url)


def _projects(title, projects, page, query):
    borne = Prefetch("bearings", Bearing.objects.current().bearers().select_related("membership"), to_attr="bearers")
    rows = projects.select_related("group").prefetch_related(borne, _leads("group__memberships"))
    lines = [
        Waiting(
            project.name,
            project.stage_at,
            ", ".join(one.membership.shown_name for one in project.bearers) or _led_by(project.group),
            reverse(f"projects:{page}", args=[project.slug]),
        )
        for project in rows.order_by("stage_at", "pk")[:SHOWN]
    ]
    return Wait(title, _count(projects), lines, f"{reverse('projects:team_list')}{query}")


def _leads(path):
    return Prefetch(path, Membership.objects.present().filter(is_lead=True).order_by("pk"), to_attr="leading")


def _led_by(group):
    return ", ".join(member.shown_name for member in group.leading[:2]) or _("the team: nobody leads the group")


def _count(rows):
    return rows[: MOST_COUNTED + 1].count()


def filtered(person, wanted):
    """Return (ideas, groups, projects) of the territories of `person`, narrowed by {"territory", "event", "theme"}."""
    kept = {name: value for name, value in wanted.items() if value}
    groups = WorkingGroup.objects.managed_by(person)
    by_idea = {"theme": "idea__theme", "event": "idea__event"}
    return (
        Idea.objects.managed_by(person).filter(**kept),
        groups.filter(**{by_idea.get(name, name): value for name, value in kept.items()}),
        Project.objects.managed_by(person).filter(**kept),
    )
