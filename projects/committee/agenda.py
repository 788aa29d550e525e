"""The agenda of a session: files come, change places, are withdrawn or carried over; one guarded verb each (D24, D26).

A file stays on one agenda at a time. Frozen copies are written outside any transaction (`freezing.freeze`).
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects import stages
from projects.committee import emails_agenda as emails
from projects.committee import telling_bearers
from projects.committee.freezing import freeze
from projects.committee.models import AgendaItem, Session, SessionStep
from projects.committee.models.vote import discard_votes, waiting_for
from projects.committee.proposing import note_taken
from projects.decided import enter_committee, leave_committee
from projects.models import Project
from projects.models.stage import Stage
from projects.moving import Unready
from projects.returning import may_return
from projects.stopping import TakenBack

Kind, Status = SessionStep.Kind, AgendaItem.Status
MOST_FILES = 30  # of one session: nobody judges more in a day
SHORTEST, LONGEST = 5, 180  # minutes for a file


def add_item(session, project, *, by, minutes=None, now=None):
    """Put a complete file at the end of the agenda and return its `AgendaItem`; a session already called freezes it.

    ValidationError, nothing changed: `late` (the vote is open, or over), `elsewhere` (another territory), `listed`
    (on an agenda already), `Unready` (what is missing: D24), `return` (too early after a no go: D32), `full`.
    """
    with transaction.atomic():
        session = _prepared(session)
        project = Project.objects.select_for_update().get(pk=project.pk)  # two sessions, one file: the second waits
        _must_be_ready(session, project)
        again = AgendaItem.objects.undecided().filter(project=project).exists()
        item = _listed(session, project, minutes=minutes, second_call=again)
        note_taken(project, now=now)
        session.record(Kind.ADDED, by=by, item=item, details=project.name, now=now)
    if session.is_called:
        enter(item, by=by, now=now)
    return item


def enter(item, *, by, now=None):
    """The file of a called session: frozen, and its project enters the committee (D24)."""
    freeze(item, by=by, now=now)
    enter_committee(item.project, by=by, now=now)


@transaction.atomic
def withdraw(item, *, why, by, now=None):
    """Take a file off the agenda, with the reason, also while its vote is open: votes given on it are destroyed.

    Its project goes back to its team. ValidationError `reason`, or `stale` once its votes are counted.
    """
    why = _reason(why)
    step = _withdraw(item, why=why, by=by, now=now)
    emails.withdrawn(item, why=why, step=step)


def leave_with(project, *, why, by):
    """The project stopped: its file leaves the agenda where it was still to be judged, and the list of proposals.

    Return what the mail that tells the group says of it, a list of `stopping.TakenBack`.
    """
    note_taken(project)
    back = []
    for item in AgendaItem.objects.listed().filter(project=project).select_related("session", "project__group"):
        _withdraw(item, why=_reason(why), by=by)
        said = _("The expert committee no longer has its file on its agenda.")
        back.append(TakenBack(said, emails.slot_taken_back(item)))
    return back


def carry_over(item, session, *, by, why="", now=None):
    """Carry a file over to another session of the committee, and return its new `AgendaItem`.

    Not decided for want of a quorum: the new one is a second call, and its notice says so (D26). Before its votes are
    counted: it leaves this agenda, and what was voted on it is destroyed. ValidationError as `add_item`, or `decided`.
    """
    source = item.session
    with transaction.atomic():
        session = _prepared(session)
        if session.pk == item.session_id or session.committee_id != source.committee_id:
            raise ValidationError(_("Choose another session of the same committee."), code="elsewhere")
        Project.objects.select_for_update().get(pk=item.project_id)
        item.refresh_from_db()
        undecided = item.is_undecided
        if item.status == Status.LISTED:
            _leave(item, Status.CARRIED)
        elif not undecided:
            raise ValidationError(_("This file was decided, or withdrawn: it is not carried over."), code="decided")
        if AgendaItem.objects.pending_of(item.project).exists():
            raise _elsewhere()
        new = _listed(session, item.project, minutes=item.minutes, second_call=undecided or item.second_call)
        words = {"details": item.project.name, "why": why, "by": by, "now": now}
        source.record(Kind.CARRIED, item=item, **words)
        session.record(Kind.RECEIVED, item=new, **words)
    if session.is_called:
        enter(new, by=by, now=now)
    return new


@transaction.atomic
def move(item, *, up, by):
    """Change places with the file before (`up`) or after; at an end, nothing moves. False when nothing moved."""
    session = _prepared(item.session)
    items = list(session.items.standing())
    place = next((place for place, one in enumerate(items) if one.pk == item.pk), None)
    target = None if place is None else place + (-1 if up else 1)
    if target is None or not 0 <= target < len(items):
        return False
    items[place], items[target] = items[target], items[place]
    for rank, one in enumerate(items, start=1):
        if one.rank != rank:
            AgendaItem.objects.filter(pk=one.pk).update(rank=rank)
    said = _("“%(name)s”: place %(rank)s") % {"name": item.project.name, "rank": target + 1}
    session.record(Kind.MOVED, by=by, item=item, details=said)
    return True


@transaction.atomic
def set_minutes(item, minutes, *, by):
    """Give a file so many minutes; the hours of those after it follow. ValidationError `minutes` or `late`."""
    _prepared(item.session)
    if not SHORTEST <= minutes <= LONGEST:
        words = {"shortest": SHORTEST, "longest": LONGEST}
        raise ValidationError(_("A file takes from %(shortest)s to %(longest)s minutes.") % words, code="minutes")
    if AgendaItem.objects.listed().filter(pk=item.pk).exclude(minutes=minutes).update(minutes=minutes):
        said = _("“%(name)s”: %(minutes)s minutes") % {"name": item.project.name, "minutes": minutes}
        item.session.record(Kind.MOVED, by=by, item=item, details=said)
    item.refresh_from_db()


def _withdraw(item, *, why, by, now=None):
    _leave(item, Status.WITHDRAWN)
    leave_committee(item.project, why=why, by=by, now=now)
    telling_bearers.call_off(item, now=now)
    return item.session.record(Kind.WITHDRAWN, by=by, item=item, details=item.project.name, why=why, now=now)


def _leave(item, status):
    """The file leaves the agenda, once; a vote given at this instant waits, then is refused or destroyed."""
    held = waiting_for(item)  # first: PostgreSQL would compare a joined row as it was before the wait
    going_on = (Session.Status.DRAFT, Session.Status.CALLED, Session.Status.OPEN)
    listed = AgendaItem.objects.listed().filter(pk=item.pk)
    if held.session.status not in going_on or not listed.update(status=status):
        raise ValidationError(
            _("This file has left the agenda, or its votes are counted: look at the page again."), code="stale"
        )
    discard_votes(item)
    item.refresh_from_db()


def _listed(session, project, *, minutes, second_call):
    last = session.items.order_by("-rank").values_list("rank", flat=True).first() or 0
    if session.items.standing().count() >= MOST_FILES:
        raise ValidationError(_("%(n)s files are enough for one session.") % {"n": MOST_FILES}, code="full")
    usual = AgendaItem._meta.get_field("minutes").default
    values = {"rank": last + 1, "minutes": minutes or usual, "second_call": second_call, "status": Status.LISTED}
    known = session.items.filter(project=project, status__in=AgendaItem.GONE)
    if known.update(**values):  # withdrawn from this session, and back
        return session.items.select_related("session", "project").get(project=project)
    try:
        with transaction.atomic():
            return AgendaItem.objects.create(session=session, project=project, **values)
    except IntegrityError:  # two clicks at the same instant
        raise _elsewhere() from None


def _prepared(session):
    """Return the session as it stands, held until the end of the transaction: whoever calls or opens it waits."""
    held = Session.objects.being_prepared().select_for_update(of=("self",)).select_related("committee")
    if not (found := held.filter(pk=session.pk).first()):
        raise ValidationError(
            _("The vote of this session is open, or over: its agenda does not change any more."), code="late"
        )
    return found


def _must_be_ready(session, project):
    if project.territory_id != session.committee.territory_id:
        raise ValidationError(_("Choose a project of this territory."), code="elsewhere")
    if AgendaItem.objects.pending_of(project).exists():
        raise _elsewhere()
    if project.favourable and project.open_conditions and project.stage == Stage.IN_COMMITTEE:
        return  # its green light stands; it is back for its conditions (D30)
    day = timezone.localdate(session.starts_at)
    if missing := dict.fromkeys([*may_return(project, on=day), *stages.missing_for_committee(project)]):
        raise Unready(list(missing))


def _reason(why):
    if not why.strip():
        raise ValidationError(_("Say why: the project’s group will read it."), code="reason")
    return why.strip()[:300]


def _elsewhere():
    return ValidationError(
        _("This file is on the agenda of a session already, or waits for its decision."), code="listed"
    )
