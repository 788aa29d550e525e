"""What the workspace of a project says of its conditions, and of coming back before the committee (D30, D32)."""

from django.urls import reverse
from django.utils import timezone

from foundation.offers import Block
from projects.blocks import workspace
from projects.models import Condition, Project, Stage
from projects.opening import steers
from projects.returning import may_return

TEMPLATE = "committee/_conditions_block.html"
MOST_SHOWN = 6


def offer_all():
    """Called once, when the app is ready."""
    workspace.offer(Block(TEMPLATE, _of_project, rank=25))


def _of_project(request, project, membership):
    if project.open_conditions:
        open_ones = Condition.objects.open().of(project).select_related("in_charge").in_order()[:MOST_SHOWN]
        url = reverse("committee:project_conditions", args=[project.slug])
        return {"conditions": list(open_ones), "url": url, "today": timezone.localdate()}
    refused = project.decision == Project.Decision.NO_GO and project.stage == Stage.MODELLED
    if refused and steers(request, project, membership):
        url = reverse("projects:come_back", args=[project.slug])
        return {"back": True, "reasons": may_return(project), "url": url}
    return None
