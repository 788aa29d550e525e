"""The space of a project: where it is, who makes it, what comes next; and its whole history."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation import keyset
from ideas.groups.models import next_meeting, open_tasks
from projects import blocks, gathered, sentences, stages
from projects.models import WAY, Bearing, Stage
from projects.models.stage import PREPARED, before, following
from projects.opening import is_of_team, project_required, steers

NEWEST = 6  # steps shown in the workspace: the history has them all
MOST_TASKS = 5
PAGE = 50


@project_required
@require_safe
def workspace(request, project, membership):
    return render(request, "projects/workspace.html", shown(request, project, membership))


@project_required
@require_safe
def history(request, project, membership):
    steps = project.steps.select_related("membership", "by")
    page = keyset.paginate(steps, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {**base(request, project, membership), "page": page, "turning": keyset.turning(request.GET, page)}
    return render(request, "projects/history.html", context)


def base(request, project, membership):
    """What every page of the workspace shows around its own."""
    return {
        "project": project,
        "territory": project.territory,
        "membership": membership,
        "of_team": is_of_team(request, project),
        "steers": steers(request, project, membership),
    }


def shown(request, project, membership, *, missing=None, error=""):
    """What the workspace shows; `missing` and `error` say why a step was refused."""
    sheets, coming = gathered.sheets(project), following(project.stage)
    return {
        **base(request, project, membership),
        "way": _way(project),
        "coming": coming,
        "back": before(project.stage) if project.stage in PREPARED else None,
        "sheets": list(sheets.values()),
        "lacking": _lacking(project, coming) if missing is None else missing,
        "refused": missing is not None,
        "error": error,
        "by_committee": coming is not None and coming not in PREPARED,
        "sentences": sentences.of(project, coming) if coming else [],
        "bearings": _bearings(project),
        "people": list(project.group.memberships.present().in_order()[:12]),
        "people_count": project.group.memberships.present().count(),
        "meeting": next_meeting(project.group, timezone.now()),
        "tasks": list(open_tasks(project.group)[:MOST_TASKS]),
        "partners": list(project.partners.standing()),
        "ideas": list(project.ideas().select_related("event")),
        "joined": list(project.merged.order_by("pk")),
        "steps": list(project.steps.select_related("membership", "by")[:NEWEST]),
        "blocks": blocks.workspace.shown(request, project, membership),
    }


def _lacking(project, coming):
    return stages.missing_for(project, coming) if coming in (*PREPARED, Stage.IN_COMMITTEE) else []


def _way(project):
    """[(stage, « done », « here » or « ahead »)] of the whole way; a stopped project is where it stopped."""
    here = WAY.index(project.came_from or project.stage)
    return [
        (stage, "here" if place == here else "done" if place < here else "ahead") for place, stage in enumerate(WAY)
    ]


def _bearings(project):
    """{"bearer": …, "presenter": …, "asked": […]} in one statement."""
    rows = project.bearings.filter(status__in=(Bearing.Status.ASKED, Bearing.Status.ACCEPTED), membership__left_at=None)
    rows = list(rows.select_related("membership").order_by("pk"))
    current = {row.kind: row for row in rows if row.is_current}
    return {
        "bearer": current.get(Bearing.Kind.BEARER),
        "presenter": current.get(Bearing.Kind.PRESENTER),
        "asked": [row for row in rows if row.is_asked],
    }
