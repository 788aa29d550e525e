"""An assembly from its opening to its closing, and its officers (D47, D51)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.templatetags.french import hour, long_date
from members.assemblies.models import Assembly, AssemblyStep, Officer, list_voters
from members.assemblies.models.voter import locked
from members.cooperative.models import Member

EARLY = timedelta(minutes=30)  # clocks differ; nobody may vote before the hour that the notice says


@transaction.atomic
def open_assembly(assembly, *, chair, secretary, by, now=None):
    """Open a called assembly once, with its officers, and close the list of voters if it was not (D47, D51).

    `chair` and `secretary` are each a `Member` or a name (someone who is no member may write, not chair). Refused with
    a sentence before its hour, without officers, and when it is open or over already. Returns the assembly.
    """
    now = now or timezone.now()
    _may_open(assembly, now=now)
    if not chair or not secretary:
        raise ValidationError(_("Choose who chairs and who writes: the minutes name them."))
    if not isinstance(chair, Member) or chair == secretary:
        raise ValidationError(_("The meeting is chaired by a member, and someone else writes."))
    list_voters(assembly, now=now)
    waiting = Assembly.objects.called().filter(pk=assembly.pk)
    if not waiting.update(status=Assembly.Status.OPEN, opened_at=now):
        raise ValidationError(_("This meeting was opened already, or was cancelled: look at the page again."))
    assembly.refresh_from_db()
    assembly.record(AssemblyStep.Kind.OPENED, by=by, now=now)
    appoint(assembly, kind=Officer.Kind.CHAIR, who=chair, by=by, now=now)
    appoint(assembly, kind=Officer.Kind.SECRETARY, who=secretary, by=by, now=now)
    return assembly


@transaction.atomic
def appoint(assembly, *, kind, who, by, now=None):
    """Make `who` (a `Member` or a name) an officer; the chair or secretary of before leaves, with the trace."""
    now = now or timezone.now()
    if not locked(assembly).is_open:
        raise ValidationError(_("The meeting is not in session: open it first."))
    member = who if isinstance(who, Member) else None
    name = _names(member) if member else " ".join(str(who).split())[:170]
    if not name:
        raise ValidationError(_("Write the name of this person."))
    if kind in (Officer.Kind.CHAIR, Officer.Kind.SECRETARY):
        assembly.officers.in_office().filter(kind=kind).update(until=now)
    officer = assembly.officers.create(
        kind=kind, name=name, member=member, person=member.person if member else None, since=now, by=by
    )
    assembly.record(AssemblyStep.Kind.OFFICER, by=by, details=officer, now=now)
    return officer


@transaction.atomic
def close_assembly(assembly, *, by, now=None):
    """Close the meeting once; refused while a ballot is open. Presences stay as they are: until the end (D51)."""
    now = now or timezone.now()
    assembly = locked(assembly)
    if going_on := assembly.resolutions.filter(status="open").first():
        raise ValidationError(
            _("The vote on “%(resolution)s” is open: close it first."), params={"resolution": going_on}
        )
    if not Assembly.objects.in_session().filter(pk=assembly.pk).update(status=Assembly.Status.CLOSED, closed_at=now):
        raise ValidationError(_("This meeting is not in session."))
    assembly.refresh_from_db()
    assembly.record(AssemblyStep.Kind.CLOSED, by=by, now=now)
    return assembly


def _may_open(assembly, *, now):
    if now < assembly.starts_at - EARLY:
        raise ValidationError(
            _("The members were called for %(day)s at %(hour)s: the meeting cannot open before."),
            params={"day": long_date(assembly.starts_at), "hour": hour(assembly.starts_at)},
            code="early",
        )


def _names(member):
    """A person's name; for a structure, that of its delegate and of the structure."""
    names = f"{member.given_name} {member.family_name}".strip()
    return f"{names} ({member})" if names and member.organisation else str(member)
