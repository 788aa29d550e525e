"""What the team of a project reads of the committee: where its file is, its slot, questions, what comes next (D24)."""

from django.utils import timezone

from projects.committee import asking
from projects.committee.models import Committee, Proposal, Session, SlotNotice
from projects.committee.proposing import standing_item
from projects.committee.releasing import answers_of
from projects.committee.slots import slot_of
from projects.stages import missing_for_committee


def presenter_of(project):
    """The `Bearing` of who stands before the committee: who bears it, else who presents it (D24); None for nobody."""
    return project.bearer or project.presenter


def page_of(project, *, now=None):
    """Return what committee/project.html shows of `project`, whoever of its team reads it; no expert is named."""
    now, item = now or timezone.now(), standing_item(project)
    found = {
        "item": item,
        "answers": answers_of(project),
        "presenter": presenter_of(project),
        "contact": Committee.objects.filter(territory=project.territory_id).values_list("contact", flat=True).first(),
        "proposal": Proposal.objects.open().filter(project=project).first(),
    }
    if item is None:
        return {**found, "lacking": missing_for_committee(project)}
    return {
        **found,
        "session": item.session,
        "undecided": item.is_undecided,
        "online": item.session.mode == Session.Mode.ONLINE,
        "slot": slot_of(item),
        "notice": SlotNotice.objects.filter(item=item).first(),
        "questions": list(item.questions.select_related("answered_by").order_by("pk")),
        "answers_open": asking.is_open(item, now=now),
        "frozen": getattr(item, "file", None),
    }
