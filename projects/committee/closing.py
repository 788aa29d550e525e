"""Counts the votes, once: of a file when the chair says so, of a whole session by the server's clock (D26–D29).

One transaction takes the file off the vote (compare and set), reads and forgets the sealed votes, and keeps the counts.
"""

import calendar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.committee.deciding import NO_GO, NOT_DECIDED, decide
from projects.committee.models import AgendaItem, Closing, Expert, Session, SessionStep
from projects.committee.models.vote import take_votes
from projects.models import Decision
from projects.returning import is_third_session

MOST_SESSIONS = 20  # closed by one beat


@transaction.atomic
def close_item(item, *, by, now=None):
    """Count the votes of one file of an open session; return its `Closing`, None when someone closed it first.

    ValidationError `session` when the votes of its session are not open.
    """
    now = now or timezone.now()
    session = Session.objects.select_related("committee").get(pk=item.session_id)
    if session.status not in (Session.Status.OPEN, Session.Status.CLOSED):
        raise ValidationError(_("The votes of this session are not open."), code="session")
    if closing := _count(item, session, now=now):
        session.record(SessionStep.Kind.CLOSED, by=by, item=item, now=now)
    return closing


@transaction.atomic
def close_session(session, *, by, now=None):
    """End the vote of a session and count every file that stands; return whether it was open: two clicks act once.

    `by` is None when the deadline closes it.
    """
    now = now or timezone.now()
    opened = Session.objects.open()
    if by is None:
        opened = opened.due_to_close(now)  # its deadline may have moved meanwhile
    if not opened.filter(pk=session.pk).update(status=Session.Status.CLOSED, closed_at=now, closed_by=by):
        return False
    session.refresh_from_db()
    for item in session.items.listed():
        _count(item, session, now=now)
    session.record(SessionStep.Kind.CLOSED, by=by, now=now)
    return True


def close_due(*, now=None):
    """Close the sessions whose deadline has passed by the server's clock; return how many. Running it twice is safe."""
    now = now or timezone.now()
    due = Session.objects.due_to_close(now)[:MOST_SESSIONS]
    return sum(close_session(session, by=None, now=now) for session in due)


def _count(item, session, *, now):
    if not AgendaItem.objects.listed().filter(pk=item.pk).update(status=AgendaItem.Status.CLOSED):
        return None
    item.refresh_from_db()
    committee = session.committee
    members = set(Expert.objects.sitting_at(session).values_list("pk", flat=True))
    recused = members - set(Expert.objects.voters_of(item).values_list("pk", flat=True))
    votes = take_votes(item)
    third_session = is_third_session(item.project)
    result = decide(
        votes, members=members, recused=recused, second_call=item.second_call, third_session=third_session,
        casting_vote=votes.get(_chair(session, members - recused)) if committee.casting_vote else None,
        minimum_cast=committee.minimum_cast,
    )  # fmt: skip
    return Closing.objects.create(
        item=item, decision=_prepare(item, result, committee, now=now), outcome=result.outcome, **result.counts,
        members=len(members), recused=len(recused), minimum_cast=committee.minimum_cast, quorum=result.quorum,
        second_call=item.second_call, third_session=third_session, at=now,
        casting_vote=any(reason.code == "casting_vote" for reason in result.reasons),
    )  # fmt: skip


def _chair(session, voters):
    """The key of who chairs the session, when they judge this file; None otherwise."""
    return next((one.pk for one in Expert.objects.filter(pk__in=voters) if session.is_chaired_by(one)), None)


def _prepare(item, result, committee, *, now):
    """The draft of the decision, to be reasoned and confirmed; None when nothing was decided."""
    if result.outcome == NOT_DECIDED:
        return None
    day = timezone.localdate(now)
    return Decision.objects.create(
        project=item.project, outcome=result.outcome, contact=committee.contact, decided_at=now,
        return_from=months_after(day, committee.return_months) if result.outcome == NO_GO else None,
    )  # fmt: skip


def months_after(day, months):
    """The same day of the month, `months` later; the last of the month when it has no such day (D32)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))
