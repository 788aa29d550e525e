"""The attendance sheet: who comes, in the room or from afar, who leaves, who signs in place of whom (D46, D47)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.folding import fold
from foundation.templatetags.french import long_date
from members.assemblies import proxying
from members.assemblies.models import Presence, Voter, why_not_voter
from members.assemblies.models.voter import locked
from members.cooperative.models import Member

BEFORE = timedelta(hours=6)  # the sheet is laid on the table before the meeting, not the day before

MISTAKE = timedelta(minutes=10)  # after which a line is a fact: someone left, they were not there by mistake
MOST_STRANGERS = 500  # who joined or left around the record day, the latest first


def takes_presences(assembly, *, now):
    """Whether the sheet is open: some hours before the meeting, and until its end."""
    return assembly.is_open or (assembly.is_called and now >= assembly.starts_at - BEFORE)


@transaction.atomic
def arrive(voter, *, mode, by=None, now=None):
    """Write that `voter` is there, and return their `Presence`; again changes nothing, but who signs or the way (D47).

    The proxy that they gave is void from now on, and who held it is told (D46); a ballot already open keeps its
    rights. A delegate who took the place of another signs anew: both lines stay. `by` is null at the door.
    """
    now = now or timezone.now()
    assembly = _open_sheet(voter, now=now)
    if mode == Presence.Mode.REMOTE and not assembly.rules_in_force.remote_ballots:
        raise ValidationError(_("The statutes do not allow taking part from afar."))
    voter = Voter.objects.select_related("member").get(pk=voter.pk)
    current = voter.presences.current().first()
    if current and current.mode == mode and current.signed_by == voter.signer:
        return current
    if current:
        voter.presences.current().update(until=max(now, current.at))
    proxying.end_of_attending(assembly, voter.member, now=now)
    return voter.presences.create(mode=mode, signed_by=voter.signer, at=now, by=by)


@transaction.atomic
def leave(voter, *, by=None, now=None):
    """Write that `voter` left; the ballots to come no longer count them, nor the proxies that they hold (D47)."""
    now = now or timezone.now()
    _open_sheet(voter, now=now)
    current = voter.presences.current().first()
    if current is None:
        raise ValidationError(_("%(name)s is not on the sheet: nothing was changed."), params={"name": voter})
    voter.presences.current().update(until=max(now, current.at))


@transaction.atomic
def take_back(voter, *, now=None):
    """Undo a presence written by mistake a moment ago: as if the tap had not been; not once a ballot counted on it.

    The proxy that it ended stands again, when who held it still has a place for it.
    """
    now = now or timezone.now()
    assembly = _open_sheet(voter, now=now)
    current = voter.presences.current().first()
    if current is None or now - current.at > MISTAKE or voter.rights.exists():
        raise ValidationError(_("This line already counted in a vote, or is no longer the last: mark them as gone."))
    proxying.bring_back(assembly, voter.member, ended_at=current.at)
    current.delete()


def find_by_code(assembly, code):
    """Return the `Voter` of a notice's code, as scanned or typed; ValidationError says why there is none (D47)."""
    notice = assembly.notices.of_code(code).select_related("member").first()
    if notice is None:
        raise ValidationError(_("This code is not that of a notice of this meeting: look for the name instead."))
    return voter_of(assembly, notice.member)


def voter_of(assembly, member):
    """Return the `Voter` that `member` is; ValidationError with the reason when they do not vote (D47)."""
    if voter := assembly.voters.filter(member=member).first():
        return voter
    why = why_not_voter(assembly, member) or _("%(name)s is not on the list of voters.") % {"name": member}
    raise ValidationError(why, code="not_voter")


def strangers_named_like(assembly, words, *, limit=5):
    """Return [(member, why they do not vote)] of members found by name who are not on the list (D47)."""
    asked = fold(words).split()
    known = Member.objects.filter(cooperative=assembly.cooperative_id).exclude(registered_on=None)
    others = known.exclude(pk__in=assembly.voters.values("member")).order_by("-number")[:MOST_STRANGERS]
    found = [one for one in others if asked and all(word in fold(f"{one} {_names(one)}") for word in asked)]
    return [(member, why_not_voter(assembly, member)) for member in found[:limit]]


def _names(member):
    return f"{member.given_name} {member.family_name}"


def _open_sheet(voter, *, now):
    assembly = locked(voter.assembly)
    if assembly.is_closed:
        raise ValidationError(_("The meeting is closed: its attendance sheet no longer changes."))
    if not takes_presences(assembly, now=now):
        raise ValidationError(
            _("The attendance sheet opens on %(day)s."), params={"day": long_date(assembly.starts_at)}
        )
    return assembly
