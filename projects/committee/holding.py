"""A session is planned, changed, called, opened, cancelled: one guarded verb each (D33).

It is closed by `closing.close_session` and its decisions leave by `releasing.release`.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from foundation import typography
from projects import stages
from projects.committee import emails_agenda, inviting, telling_bearers
from projects.committee.freezing import freeze
from projects.committee.models import AgendaItem, Expert, Session, SessionStep
from projects.committee.models.vote import discard_votes
from projects.committee.models.weights import freeze_grid
from projects.decided import enter_committee, leave_committee
from projects.models.stage import Stage
from projects.moving import Unready

Kind, Status = SessionStep.Kind, Session.Status
LONGEST_VOTE = timedelta(days=31)  # beyond, experts forget what they read
MOST_OPENED = 50  # sessions of one run: the next one goes on


@transaction.atomic
def plan(committee, *, mode, starts_at, closes_at, place="", by, now=None):
    """Plan a session of `committee`, and return it; ValidationError `dates` or `place` as `checked_dates`."""
    check_dates(mode=mode, starts_at=starts_at, closes_at=closes_at, place=place)
    session = committee.sessions.create(mode=mode, starts_at=starts_at, closes_at=closes_at, place=place.strip())
    session.record(Kind.PLANNED, by=by, details=spoken(session), now=now)
    return session


@transaction.atomic
def change(session, *, mode, starts_at, closes_at, place="", by, now=None):
    """Change when, where and how, until the votes open; only the deadline moves once they are open, and only later.

    Whoever was invited is told (D33). False when nothing changed. ValidationError `dates`, `place`, `late`.
    """
    now = now or timezone.now()
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    values = {"mode": mode, "starts_at": starts_at, "closes_at": closes_at, "place": place.strip()}
    changed = [name for name, value in values.items() if getattr(session, name) != value]
    if not changed:
        return False
    if session.status == Status.OPEN:
        if changed != ["closes_at"] or closes_at < session.closes_at:
            raise ValidationError(_("The vote is open: only its deadline can move, and only later."), code="late")
    elif not session.awaits_votes:
        raise _over()
    check_dates(mode=mode, starts_at=starts_at, closes_at=closes_at, place=place)
    Session.objects.filter(pk=session.pk).update(**values)
    session.refresh_from_db()
    session.record(Kind.CHANGED, by=by, details=spoken(session), now=now)
    inviting.tell_change(session, now=now)
    return True


def call(session, *, by, now=None):
    """Freeze the files, let their projects enter the committee, invite the experts: declarations are open (D24, D33).

    ValidationError, nobody invited: `empty`, `nobody` (no expert sits), `late` (its deadline is behind us), `Unready`
    (a file is no longer complete), `stale` (called meanwhile).
    """
    now = now or timezone.now()
    items = list(session.items.listed().select_related("project__territory", "session"))
    _must_be_callable(session, items, now=now)
    for item in items:
        freeze(item, by=by, now=now)  # writes files: before the transaction, which stays short
    with transaction.atomic():
        if not Session.objects.filter(pk=session.pk, status=Status.DRAFT).update(status=Status.CALLED):
            raise _stale()
        session.refresh_from_db()
        if set(session.items.listed().values_list("pk", flat=True)) != {item.pk for item in items}:
            raise _stale()  # a file came or left while the others were copied
        for item in items:
            enter_committee(item.project, by=by, now=now)
        session.record(Kind.CALLED, by=by, details=_("%(n)s files on the agenda") % {"n": len(items)}, now=now)
        inviting.invite(session, now=now)


@transaction.atomic
def open_votes(session, *, by, now=None):
    """Open the vote, once, with the weights of that moment (D27); `by` is None when the clock does it.

    ValidationError `stale` unless it is called, `late` after its deadline.
    """
    now = now or timezone.now()
    if session.closes_at <= now:
        raise ValidationError(_("Its deadline is behind us: choose a later one first."), code="late")
    if not Session.objects.filter(pk=session.pk, status=Status.CALLED).update(status=Status.OPEN):
        raise _stale()
    session.refresh_from_db()
    freeze_grid(session)
    session.record(Kind.OPENED, by=by, now=now)


def open_due(*, now, most=MOST_OPENED):
    """Open the votes online whose beginning has come; return how many. Twice changes nothing."""
    opened = 0
    for session in Session.objects.due_to_open(now)[:most]:
        try:
            open_votes(session, by=None, now=now)
        except ValidationError:  # someone opened it at that instant
            continue
        opened += 1
    return opened


@transaction.atomic
def cancel(session, *, why, by, now=None):
    """Cancel a session whose votes are not counted: votes given are destroyed, its files go back to their teams.

    Experts invited, and the groups, are told why. ValidationError `reason`, or `stale`.
    """
    if not why.strip():
        raise ValidationError(_("Say why: experts and groups will read it."), code="reason")
    now, why = now or timezone.now(), why.strip()[:300]
    called = Session.objects.going_on().filter(pk=session.pk).exists()
    if not Session.objects.standing().filter(pk=session.pk).update(status=Status.CANCELLED):
        raise _over()
    session.refresh_from_db()
    step = session.record(Kind.CANCELLED, by=by, why=why, now=now)
    for item in session.items.listed().select_related("project", "session"):
        AgendaItem.objects.filter(pk=item.pk).update(status=AgendaItem.Status.WITHDRAWN)
        discard_votes(item)  # after: a vote given at this instant is destroyed too
        leave_committee(item.project, why=why, by=by, now=now)
        if called:
            telling_bearers.call_off(item, now=now)
            emails_agenda.withdrawn(item, why=why, step=step)
    inviting.tell_cancelled(session, why=why, now=now)


@transaction.atomic
def hand_chair(session, expert, *, by, now=None):
    """`expert` chairs this session in the chair's place, or the chair again when None; the history says it.

    ValidationError `term` when they do not sit at it, `over` once its decisions are released.
    """
    rows = Session.objects.exclude(status__in=(Status.RELEASED, Status.CANCELLED)).filter(pk=session.pk)
    if expert and not Expert.objects.sitting_at(session).filter(pk=expert.pk).exclude(person=None).exists():
        raise ValidationError(_("Choose someone who sits at this session."), code="term")
    if not rows.exists():
        raise _over()
    if not rows.exclude(acting_chair=expert).update(acting_chair=expert):
        return
    session.refresh_from_db()
    session.record(Kind.CHAIR_HANDED if expert else Kind.CHAIR_BACK, by=by, expert=expert, now=now)


def check_dates(*, mode, starts_at, closes_at, place):
    """ValidationError by field: `closes_at` before `starts_at` or too long after, no `place` for a room."""
    refused = {}
    if closes_at < starts_at:
        refused["closes_at"] = _("The deadline comes after the beginning: it was left as you typed it.")
    elif closes_at - starts_at > LONGEST_VOTE:
        refused["closes_at"] = _("A vote lasts a month at most: bring the deadline closer.")
    if mode != Session.Mode.ONLINE and not place.strip():
        refused["place"] = _("Say where the experts meet, or choose “online until a deadline”.")
    if refused:
        raise ValidationError(refused)


def spoken(session):
    """The session in one line of the history: how, when, where, until when."""
    words = {
        "mode": session.get_mode_display(),
        "begins": spoken_moment(session.starts_at),
        "closes": spoken_moment(session.closes_at),
    }
    said = pgettext("session", "%(mode)s, %(begins)s; votes until %(closes)s") % words
    return f"{said} · {session.place}" if session.place else said


def spoken_moment(moment):
    """« jeudi 17 octobre 2019, 17 h 30 »."""
    local = timezone.localtime(moment)
    return f"{typography.long_date(local)}, {typography.hour(local)}"


def _must_be_callable(session, items, *, now):
    if session.status != Status.DRAFT:
        raise _stale()
    if not items:
        raise ValidationError(_("Put at least one file on the agenda first."), code="empty")
    if not Expert.objects.sitting_at(session).exists():
        raise ValidationError(
            _("No expert sits on that day: appoint experts first, or choose another date."), code="nobody"
        )
    if session.closes_at <= now:
        raise ValidationError(_("Its deadline is behind us: choose a later one first."), code="late")
    missing = []
    for item in items:
        if item.project.stage != Stage.IN_COMMITTEE:
            missing += stages.missing_for_committee(item.project)
    if missing:
        raise Unready(missing)


def _stale():
    return ValidationError(_("This session moved meanwhile: look at the page again."), code="stale")


def _over():
    return ValidationError(_("This session is over: it does not change any more."), code="stale")
