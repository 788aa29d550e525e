"""What the workspace of a project says of the committee: propose the file, when it is read, what waits (D24)."""

from django.urls import reverse
from django.utils import timezone

from foundation.offers import Block
from projects import stages
from projects.blocks import workspace
from projects.committee.models import Proposal
from projects.committee.proposing import standing_item
from projects.models import Stage
from projects.opening import steers

TEMPLATE = "committee/_workspace.html"


def offer_all():
    """Called once, when the app is ready."""
    workspace.offer(Block(TEMPLATE, _of_project, rank=20))


def _of_project(request, project, membership):
    if project.stage not in (Stage.MODELLED, Stage.IN_COMMITTEE):
        return None
    item = standing_item(project)
    if item:
        return {
            "url": reverse("committee:project", args=[project.slug]),
            "item": item,
            "day": timezone.localdate(item.session.starts_at),
            "frozen": item.session.is_called,
            "waiting": item.questions.waiting().count() if item.session.awaits_votes else 0,
        }
    if project.stage != Stage.MODELLED:
        return None
    return _to_propose(request, project, membership)


def _to_propose(request, project, membership):
    found = {"url": reverse("committee:project", args=[project.slug])}
    if proposal := Proposal.objects.open().filter(project=project).first():
        return {**found, "proposal": proposal}
    if not steers(request, project, membership):
        return None
    ready = not stages.missing_for_committee(project)
    return {**found, "ready": ready, "propose_url": reverse("committee:propose", args=[project.slug])}
