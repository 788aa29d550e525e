"""Asking someone to bear a project, their answer, and the end of it (D19, D24)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.consents import VERSION
from projects import emails
from projects.models.bearing import Bearing
from projects.models.project import Project
from projects.models.step import ProjectStep

Kind, Status = ProjectStep.Kind, Bearing.Status


@transaction.atomic
def ask_to_bear(project, member, *, kind=Bearing.Kind.BEARER, by=None, membership=None):
    """Ask `member`, a present membership of its group; nobody bears a project without having said yes (D19).

    Someone without an address is asked aloud: the team, who writes it down, accepts in their name (D63).
    ValidationError: `over`, `stranger` (not of the group), `asked` (someone is asked already), `bears` (they do).
    """
    project.must_live()
    if member.group_id != project.group_id or not member.is_present:
        raise ValidationError(_("Only someone of the group can be asked."), code="stranger")
    if project.bearings.current().filter(membership=member, kind=kind).exists():
        raise ValidationError(_("This person bears the project already."), code="bears")
    gone = project.bearings.asked().filter(kind=kind).exclude(membership__left_at=None)
    gone.update(status=Status.CANCELLED)  # whoever left the group answers no more
    try:
        with transaction.atomic():
            bearing = Bearing.objects.create(project=project, membership=member, kind=kind, asked_by=by)
    except IntegrityError:
        raise ValidationError(
            _("Someone is asked already: wait for the answer, or ask no more."), code="asked"
        ) from None
    step = project.record(Kind.BEARER_ASKED, by=by, membership=membership, stage=project.stage, details=_kind(bearing))
    emails.bearer_asked(bearing, step=step)
    return bearing


@transaction.atomic
def accept(bearing, *, by=None, membership=None):
    """The person says yes: from now on they bear it; whoever did hands over; it no longer seeks anyone."""
    project, now = bearing.project, timezone.now()
    project.must_live()
    former = Bearing.objects.filter(project=project, kind=bearing.kind, status=Status.ACCEPTED)
    asked = Bearing.objects.asked().filter(pk=bearing.pk, membership__left_at=None)
    if not asked.exists():
        raise _stale()
    if former.update(status=Status.ENDED, until=now, name_shown_at=None, name_shown_text=""):
        _record(bearing, Kind.BEARER_ENDED, by=by, membership=membership)
    if not asked.update(status=Status.ACCEPTED, since=now):
        raise _stale()
    bearing.refresh_from_db()
    step = _record(bearing, Kind.BEARER_ACCEPTED, by=by, membership=membership)
    if bearing.kind == Bearing.Kind.BEARER:
        Project.objects.filter(pk=project.pk).update(seeking_bearer=False)
        project.refresh_from_db()
    project.group.touch()
    for member in _others(bearing):
        emails.bearer_answered(member, bearing=bearing, step=step)


@transaction.atomic
def decline(bearing, *, by=None, membership=None):
    """The person prefers not to; no reason is asked. Who leads the group is told."""
    if not Bearing.objects.asked().filter(pk=bearing.pk).update(status=Status.DECLINED):
        raise _stale()
    bearing.refresh_from_db()
    step = _record(bearing, Kind.BEARER_DECLINED, by=by, membership=membership)
    for member in _others(bearing).filter(is_lead=True):
        emails.bearer_answered(member, bearing=bearing, step=step)


@transaction.atomic
def ask_no_more(bearing):
    """Take the question back before it is answered."""
    if not Bearing.objects.asked().filter(pk=bearing.pk).update(status=Status.CANCELLED):
        raise _stale()
    emails.withdraw_asked(bearing)


@transaction.atomic
def end_bearing(bearing, *, why="", by=None, membership=None):
    """The person no longer bears it, from today; the group is told."""
    ended = Bearing.objects.filter(pk=bearing.pk, status=Status.ACCEPTED)
    gone = {"until": timezone.now(), "why_ended": why.strip()[:300], "name_shown_at": None, "name_shown_text": ""}
    if not ended.update(status=Status.ENDED, **gone):
        raise _stale()
    bearing.refresh_from_db()
    step = _record(bearing, Kind.BEARER_ENDED, by=by, membership=membership, why=why)
    for member in bearing.project.group.memberships.reachable():
        if member.pk != step.membership_id:
            emails.bearer_ended(member, bearing=bearing, step=step)


def show_name(bearing, shown):
    """Record or withdraw the person's own consent to be named on the public page, at once (D56)."""
    consent = {"name_shown_at": timezone.now(), "name_shown_text": VERSION}
    values = consent if shown else {"name_shown_at": None, "name_shown_text": ""}
    Bearing.objects.current().filter(pk=bearing.pk).update(**values)


@transaction.atomic
def seek_bearer(project, seeks, *, by=None, membership=None):
    """Say that the project seeks someone to bear it, or no longer does; twice changes nothing (D21)."""
    project.must_live()
    if Project.objects.living().filter(pk=project.pk).exclude(seeking_bearer=seeks).update(seeking_bearer=seeks):
        kind = Kind.SEEKS if seeks else Kind.SEEKS_NO_MORE
        project.record(kind, by=by, membership=membership, stage=project.stage)
    project.refresh_from_db()


def _record(bearing, kind, *, by=None, membership=None, why=""):
    project = bearing.project
    return project.record(kind, by=by, membership=membership, stage=project.stage, details=_kind(bearing), why=why)


def _others(bearing):
    return bearing.project.group.memberships.reachable().exclude(pk=bearing.membership_id)


def _kind(bearing):
    return bearing.kind


def _stale():
    return ValidationError(_("This was answered, or taken back, meanwhile: look at the page again."), code="stale")
