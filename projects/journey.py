"""« Où en est mon idée ? »: what is known of the way of one idea, from its first words to a company (D18).

Everyone reads public labels, names only with a consent (D14), and of a group or project that is not public no more than
that it exists; whoever wrote the idea, or a part of it, reads the reasons as well; the team reads all.
"""

from dataclasses import dataclass

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ideas.groups.models import WorkingGroup
from ideas.models import Idea, IdeaMerge, Stage, Star
from ideas.models.family import family_of
from ideas.models.telling import lasting, taken
from ideas.tallying import worn_by
from projects.models import PUBLIC_STAGES, Project
from projects.models.stage import DECIDED, following
from projects.models.stage import Stage as ProjectStage
from projects.tree import DONE, HERE, MOST_LEAVES, Leaf, Stop

WAY = ("words", "kept", "group", "project", "decision", "company")  # being merged or in reserve comes in between


@dataclass(frozen=True)
class Reader:
    """Who looks: `mine` are the keys of the ideas that they hold, by receipt or proved address; `team` organises."""

    mine: frozenset = frozenset()
    team: bool = False


@dataclass(frozen=True)
class Journey:
    """The way of `idea`, a whole: its leaves, the number of `others`, its stops, what comes next and from whom."""

    idea: Idea
    leaves: list
    others: int
    stops: list
    here: Stop
    comes_next: str | Promise
    who_acts: str | Promise
    group: WorkingGroup | None
    project: Project | None


def journey_of(idea, *, reader):
    """Return the `Journey` of the whole that `idea` belongs to, as `reader` may know it, in few statements."""
    whole = idea.whole or idea
    group = WorkingGroup.objects.standing().filter(idea=whole).select_related("territory").order_by("-pk").first()
    living = Project.objects.living().filter(made_of__idea=whole, made_of__left_at=None)
    project = living.order_by("-pk").first()
    leaves, others = _leaves(whole, reader)
    stops = _stops(whole, group, project, leaves=len(leaves) + others, reader=reader)
    here = next(stop for stop in stops if stop.state == HERE)
    comes_next, who_acts = _next(whole, project)
    public = reader.team or (group and group.is_public)
    return Journey(whole, leaves, others, stops, here, comes_next, who_acts, group if public else None, project)


def _leaves(whole, reader):
    """Return the `Leaf` of each idea of the family that may be shown, at most `MOST_LEAVES`, and how many others."""
    family = family_of(whole).standing()
    count = family.count()
    readable = family if reader.team else family.readable()
    shown = list(readable.select_related("event", "gathering").prefetch_related("consents")[:MOST_LEAVES])
    own = [key for key in reader.mine if key not in {idea.pk for idea in shown}]
    if own:
        mine = family.filter(pk__in=own).select_related("event", "gathering").prefetch_related("consents")
        shown = [*shown, *mine][-MOST_LEAVES:]
    leaves = [
        Leaf(
            idea.title, idea.created_at, who=idea.shown_author, origin=idea.origin,
            mine=len(shown) > 1 and idea.pk in reader.mine,
        )
        for idea in shown
    ]  # fmt: skip
    return leaves, count - len(leaves)


def _stops(whole, group, project, *, leaves, reader):
    lived = lasting(taken(whole.steps.order_by("pk")))
    dates = {step.stage: step.at for step in lived}
    reached = _reached(whole, project, dates, reader=reader)
    aside = whole.stage == Stage.SET_ASIDE
    stops = [_first(whole, leaves=leaves)]
    made = {
        "kept": _kept(dates.get(Stage.KEPT)),
        "group": _group(group, at=dates.get(Stage.GROUPED), reader=reader),
        "project": _project(project, at=dates.get(Stage.PROJECT), reader=reader),
        "decision": _decision(project, reader=reader),
        "company": Stop("company", _("A company"), text=_("It opens, here.")),
    }  # fmt: skip
    stops += [_at(made[kind], DONE) for kind in WAY[1:] if kind in reached]
    if aside:
        why = whole.steps.filter(kind="stage", details=Stage.SET_ASIDE).first() if reader.team or reader.mine else None
        text = why.why if why else _("The team does not go further for now.")
        stops.append(Stop("reserve", _("Kept in reserve"), at=dates.get(Stage.SET_ASIDE), text=text))
    stops[-1] = _at(stops[-1], HERE)
    return stops + [made[kind] for kind in WAY[1:] if kind not in reached]


def _reached(whole, project, dates, *, reader):
    """The stops that were passed, besides the first words."""
    if whole.stage == Stage.SET_ASIDE:
        return {"kept"} if Stage.KEPT in dates else set()
    reached = {
        Stage.KEPT: {"kept"},
        Stage.GROUPED: {"kept", "group"},
        Stage.PROJECT: {"kept", "group", "project"},
    }.get(whole.stage, set())
    told = project and project.has_green_light and _is_told(project, reader)
    if reached and project and (told or project.stage in DECIDED):
        return reached | {"decision"} | ({"company"} if project.stage == ProjectStage.LAUNCHED else set())
    return reached


def _first(whole, *, leaves):
    """Where the leaves join the trunk: the first words of one idea, or the moment when several became a whole."""
    family = family_of(whole).standing()
    worn = worn_by(family)
    told = [ngettext("%(n)s sticker", "%(n)s stickers", worn) % {"n": worn}] if worn else []
    if Star.objects.standing().filter(idea__in=family.order_by().values("pk")).exists():
        told.append(_("chosen by its table"))
    if leaves == 1:
        text = _("The team looks into it.") if whole.stage == Stage.TO_DIG else whole.origin
        return Stop("words", _("First words"), DONE, " · ".join([str(text), *told]), whole.created_at)
    merges = IdeaMerge.objects.standing().filter(source__whole=whole).aggregate(last=Max("at"), count=Count("pk"))
    said = ngettext("%(n)s idea put together", "%(n)s ideas put together", leaves) % {"n": leaves}
    return Stop("merged", pgettext("stop of an idea", "Put together"), DONE, " · ".join([said, *told]), merges["last"])


def _kept(at):
    return Stop("kept", pgettext("stop of an idea", "Kept"), text=_("Worth a few people getting to work."), at=at)


def _group(group, *, at, reader):
    if group and (group.is_public or reader.team):
        return Stop("group", _("A group"), text=group.name, at=at or group.created_at, url=group.get_absolute_url())
    return Stop("group", _("A group"), text=_("People who work on it together."), at=at)


def _project(project, *, at, reader):
    if project and (project.is_public or reader.team):
        url = project.get_absolute_url() if project.is_public else project.workspace_url
        said = "" if project.has_green_light else f". {project.public_stage}"  # the next stop says it
        text = f"{project.name}{said}"
        return Stop("project", _("A project"), text=text, at=at or project.created_at, url=url)
    return Stop("project", _("A project"), text=_("Documented, tried, costed."), at=at)


def _is_told(project, reader):
    """Whether this reader may know what the experts answered: a released answer is its group’s to publish (D31)."""
    return project.is_public or reader.team or bool(reader.mine)


def _decision(project, *, reader):
    """What the experts answered: a green light to whoever reads the project, the rest to its authors and the team."""
    title = _("The experts’ opinion")
    if not project or not project.decision or not _is_told(project, reader):
        return Stop("decision", title, text=_("People who know business read it."))
    text = project.get_decision_display() if project.favourable or reader.team or reader.mine else ""
    at = project.decisions.released().latest_first().values_list("released_at", flat=True).first()
    return Stop("decision", title, text=capfirst(text), at=at) if text else Stop("decision", title)


def _at(stop, state):
    return Stop(stop.kind, stop.title, state, stop.text, stop.at, stop.url)


def _next(whole, project):
    """What comes next, and who acts."""
    if whole.is_submitted:
        return _("The team reads it, then everyone can."), _("the team")
    if whole.stage == Stage.PROJECT and project:
        return _after(project)
    return {
        Stage.TO_SORT: (
            _("The team goes through every idea, and keeps those for which people here could get to work."),
            _("the team"),
        ),
        Stage.TO_DIG: (_("The team looks for what is missing to keep it: a fact, a person, a place."), _("the team")),
        Stage.KEPT: (_("Three people are enough to found its group."), _("whoever wants to, you among them")),
        Stage.GROUPED: (_("The group meets, and looks for how to make it real."), _("its group")),
        Stage.PROJECT: (_("The project moves from stage to stage, with its team."), _("its group")),
        Stage.SET_ASIDE: (_("The team may take it up again: whoever wrote it will be told."), _("the team")),
    }[Stage(whole.stage)]


def _after(project):
    stage = following(ProjectStage(project.stage))
    if project.is_stopped or stage is None:
        return PUBLIC_STAGES[ProjectStage(project.stage)], _("its group")
    if project.has_green_light:
        if project.open_conditions:
            return _("Its group does what the experts ask for, then they confirm it."), _("its group")
        return _("Its accompaniment begins."), _("the team")
    if project.stage in (ProjectStage.MODELLED, ProjectStage.IN_COMMITTEE):
        return _("Experts of the territory read the project, then say what they think of it."), _("the committee")
    said = _("Next step of the project: %(stage)s") % {"stage": PUBLIC_STAGES[stage]}
    return said, _("its group")


def path_of(idea):
    """Where the way of `idea` is told: the page of its whole."""
    whole = idea.whole if idea.whole_id else idea
    return reverse("projects:journey", args=[whole.slug])
