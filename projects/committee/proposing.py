"""« Proposer au comité »: a team says that its file is ready; the secretary takes it from the list (D24)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import GroupFile
from projects import stages
from projects.committee.models import AgendaItem, Proposal
from projects.moving import Unready

MOST_PAPERS = 12  # of the group's documents with one file: what nine people can read


def papers_of(project):
    """The documents of the group that can go with the file, the newest first."""
    return GroupFile.objects.kept().filter(group=project.group_id).order_by("-pk")


@transaction.atomic
def propose(project, *, papers=(), by=None, membership=None, now=None):
    """Put a complete file on the secretary's list with `papers`, the `GroupFile` chosen; return the `Proposal`.

    `Unready` with what is missing; ValidationError `many` papers, `twice` when it is on the list or an agenda already.
    """
    if missing := stages.missing_for_committee(project):
        raise Unready(missing)
    papers = list(papers)
    if len(papers) > MOST_PAPERS:
        raise ValidationError(
            _("Choose %(most)s documents at most: the experts read them all."),
            code="many",
            params={"most": MOST_PAPERS},
        )
    if standing_item(project):
        raise _twice()
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(project=project, by=by, membership=membership, at=now or timezone.now())
    except IntegrityError:
        raise _twice() from None
    proposal.documents.set(papers)
    return proposal


def take_back(project, *, now=None):
    """The team prefers to wait; False when it was not on the list."""
    return bool(Proposal.objects.open().filter(project=project).update(ended_at=now or timezone.now()))


def note_taken(project, *, now=None):
    """The file is on an agenda: it leaves the list. Called by whoever puts it there, in the same transaction."""
    Proposal.objects.open().filter(project=project).update(ended_at=now or timezone.now())


def proposed_to(committee):
    """The proposals that a committee can take, the oldest first, with their project."""
    return (
        Proposal.objects.standing()
        .filter(project__territory=committee.territory_id)
        .select_related("project", "membership")
    )


def standing_item(project):
    """The line of an agenda where this project waits to be judged, for its decision or for a second call; or None."""
    known = AgendaItem.objects.select_related("session__committee__territory").order_by("-session__starts_at", "-pk")
    return known.pending_of(project).first() or known.undecided().filter(project=project).first()


def _twice():
    return ValidationError(
        _("This file is on the committee’s list, or on the agenda of a session, already."), code="twice"
    )
