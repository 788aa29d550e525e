"""The decisions of a session leave together, in one act (D31); the letters follow in batches, by a job.

`release` changes everything in one short transaction: the session, its decisions, their projects. The mails (hundreds
of followers, a PDF per letter) are written by the job that it starts, from rows and under unique keys: killed at any
instant, it begins anew and writes only what is missing.
"""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import jobs
from foundation.clocks import after_night, same_hour
from projects.committee import emails_around as around
from projects.committee import emails_decisions as emails
from projects.committee import letters, minutes, readers
from projects.committee.models import Closing, Expert, PaperLetter, Release, Session, SessionStep

JOB = "committee-release"


@dataclass(frozen=True)
class Lacking:
    """What a session still needs before its decisions leave: a sentence, and the page where it is done."""

    sentence: str
    url: str
    act: str


class Unready(ValidationError):
    """A release refused: `lacking` is the list of `Lacking`, which the page shows with their links."""

    def __init__(self, lacking):
        super().__init__([one.sentence for one in lacking], code="unready")
        self.lacking = lacking


def lacking_for(session):
    """Return the `Lacking` of a session whose votes are closed: each decision is written, then confirmed (D29, D31)."""
    return lacking_of(items_of(session))


def lacking_of(items):
    """Return the `Lacking` of these files of one session, read by `items_of`."""
    return [one for item in items for one in _lacking(item)]


def items_of(session):
    """The files of `session` in their order, with their count, decision and project; those withdrawn too."""
    return session.items.select_related(
        "project__group", "project__territory", "closing__decision", "session__committee__territory"
    ).order_by("rank", "pk")


def notice_until(session):
    """Return the moment until when notice is given: so many days after the votes closed, at the same hour (D31)."""
    return same_hour(session.closed_at or session.closes_at, days=session.committee.notice_days)


def is_late(session, *, now):
    """Whether the decisions should have left already (D31)."""
    return session.status == Session.Status.CLOSED and now > notice_until(session)


@transaction.atomic
def release(session, *, by, now):
    """Let every decision of `session` be known at once, and its letters leave; return the `Release`.

    Who may is checked by the page: the chair, or who chairs this session in their place. The second of two clicks, or
    of two people, changes nothing: ValidationError `stale`. `Unready` when something is not written or not confirmed.
    """
    if not Session.objects.closed().filter(pk=session.pk).update(status=Session.Status.RELEASED):
        raise ValidationError(
            _("These decisions were released already, or the votes are not closed: look at the page again."),
            code="stale",
        )
    session.refresh_from_db()
    if lacking := lacking_for(session):
        raise Unready(lacking)
    for item in items_of(session):
        if decision := decision_of(item):
            decision.release(by=by, now=now)
    released = Release.objects.create(session=session, by=by, at=now)
    session.record(SessionStep.Kind.RELEASED, by=by, now=now)
    jobs.start(JOB, str(session.pk))
    return released


def decision_of(item):
    """The `Decision` that the votes on this file led to; None when it was withdrawn, moved or not decided."""
    closing = getattr(item, "closing", None)
    return closing.decision if closing else None


@jobs.kind(JOB)
def tell(lease):
    """Write the letters of a release, file by file, then the mail of its experts; a known key writes nothing."""
    found = Release.objects.select_related("session__committee__territory").filter(session=lease.subject).first()
    if found is None:
        return
    due_at, items = after_night(found.at), list(items_of(found.session))
    for number, item in enumerate(items):
        if item.is_gone:
            continue  # withdrawn or moved before any count: its group was told then, nothing was decided here
        place = {"done": number, "total": len(items) + 1}
        _tell_group(lease, item, due_at=due_at, **place)
        if decision_of(item):  # else nothing happened that others would wait for: the file comes back
            readers.tell_around(lease, item.project, partial(around.decided, item=item, due_at=due_at), **place)
    experts = Expert.objects.sitting_at(found.session).select_related("person", "committee__territory")
    with transaction.atomic():
        lease.advance(done=len(items), total=len(items) + 1)
        for expert in experts:
            emails.outcomes(expert, session=found.session, items=items, due_at=due_at)
    minutes.draft(found.session)


def _tell_group(lease, item, *, due_at, done, total):
    """The letter to who answers for the file, plain words to the others; on paper for who has no address (D63)."""
    answering, others = readers.of_group(item.project)
    files = {}
    for member in answering:
        if member.language not in files and not emails.is_written(item, member):
            files[member.language] = letters.pdf(item, language=member.language)  # outside of any transaction
    with transaction.atomic():
        lease.advance(done=done, total=total)
        for member in answering:
            emails.letter(member, item=item, pdf=files.get(member.language), due_at=due_at)
        for member in others:
            emails.told_group(member, item=item, due_at=due_at)
        for member in item.project.group.memberships.without_address():
            PaperLetter.objects.get_or_create(item=item, membership=member)
    jobs.breathe()


def _lacking(item):
    if item.is_gone:
        return
    closing = getattr(item, "closing", None)
    words = {"name": item.project.name}
    if closing is None:
        url = reverse("committee:session", args=[item.session_id])
        yield Lacking(_("“%(name)s”: its votes are not counted.") % words, url, _("See the session"))
    elif closing.decision and not closing.decision.is_confirmed and not closing.decision.is_released:
        url = reverse("committee:decision", args=[item.pk])
        if closing.decision.needs_reasons and not closing.decision.reasons:
            yield Lacking(_("“%(name)s”: the reasons are not written.") % words, url, _("Write the decision"))
        else:
            yield Lacking(
                _("“%(name)s”: the chair has not confirmed the decision.") % words, url, _("See the decision")
            )


def answers_of(project):
    """Return what the committee answered to `project`, the newest first: [{"item", "outcome", "label", "at"}]."""
    counted = Closing.objects.filter(item__project=project, item__session__release__isnull=False)
    rows = counted.order_by("-at", "-pk").values_list("item", "outcome", "item__session__release__at")
    return [
        {"item": item, "outcome": outcome, "label": letters.label_of(outcome), "at": at} for item, outcome, at in rows
    ]
