"""Leaving the register: of one's own will, on an objective cause, or by a decision of the assembly (D44).

Whoever leaves is owed their shares, in the queue of refunds (D43); the register keeps their name and their number.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative import emails_register as emails
from members.cooperative.capital import Holding, free_holding_of, locked
from members.cooperative.days import past_day
from members.cooperative.models import Cause, Exclusion, Member, MemberStep
from members.cooperative.recording import record
from members.cooperative.refunding import place_of, queue_refund
from members.cooperative.rules import EXTRAORDINARY

Kind = MemberStep.Kind
REASONS_BEFORE = timedelta(days=15)  # between sending the reasons and the assembly: D44


@transaction.atomic
def ask_withdrawal(member, *, by, on=None, shares=None, why="", tell=True):
    """A member leaves (`shares` None: all of them), or asks some shares back and stays; return the `Refund`, or None.

    ValidationError with the figures: `stale`, `shares` (not so many, or all of them: that is leaving).
    """
    locked(member.cooperative_id)
    member.refresh_from_db()
    on, held = past_day(on), free_holding_of(member)
    if shares is None:
        leave(member, Kind.WITHDREW, on=on, by=by, why=why)
        asked = held
    else:
        _check_registered(member)
        _check_some(held, shares)
        asked = Holding(shares, held.worth(shares))
        record(member, Kind.REDUCED, on=on, by=by, shares=shares, why=why)
    refund = queue_refund(member, asked, on=on)
    if tell:
        emails.leaving(member, refund, place=place_of(refund))
    return refund


@transaction.atomic
def strike_off(member, cause, *, by, on=None, details="", tell=True):
    """The board acknowledges an objective cause (`Cause`: death…); return the `Refund`, or None (D44).

    Nobody is written to after a death: heirs are met.
    """
    locked(member.cooperative_id)
    on, cause = past_day(on), Cause(cause)
    leave(member, Kind.STRUCK_OFF, on=on, by=by, why=details, cause=cause.value)
    refund = queue_refund(member, free_holding_of(member), on=on)
    if tell and cause != Cause.DEATH:
        emails.leaving(member, refund, place=place_of(refund))
    return refund


@transaction.atomic
def start_exclusion(member, *, reasons, sent_on=None, by):
    """Write down the reasons of an exclusion and the day they were sent; return the `Exclusion` (D44)."""
    locked(member.cooperative_id)
    member.refresh_from_db()
    _check_registered(member)
    if not reasons.strip():
        raise ValidationError(_("Write the reasons: the member and the assembly read them."), code="reason")
    sent_on = past_day(sent_on)
    try:
        with transaction.atomic():
            started = Exclusion.objects.create(member=member, reasons=reasons.strip(), reasons_sent_on=sent_on, by=by)
    except IntegrityError:
        raise ValidationError(_("An exclusion of this member is under way already."), code="stale") from None
    record(member, Kind.REASONS, on=sent_on, by=by)
    return started


@transaction.atomic
def record_hearing(exclusion, *, hearing, heard_on=None, by):
    """Write down what the member said, or that they were invited and did not come (D44)."""
    if not hearing.strip():
        raise ValidationError(_("Write what was said, or that the member did not come."), code="hearing")
    heard_on = past_day(heard_on)
    told = Exclusion.objects.under_way().filter(pk=exclusion.pk)
    if not told.update(hearing=hearing.strip(), heard_on=heard_on):
        raise ValidationError(_("This procedure is over: nothing changed."), code="stale")
    exclusion.refresh_from_db()
    record(exclusion.member, Kind.HEARD, on=heard_on, by=by)


@transaction.atomic
def drop_exclusion(exclusion, *, by):
    """Give a procedure up; False when it was over."""
    if not Exclusion.objects.under_way().filter(pk=exclusion.pk).update(status=Exclusion.Status.DROPPED):
        return False
    record(exclusion.member, Kind.DROPPED, on=past_day(None), by=by)
    return True


@transaction.atomic
def exclude(member, *, decided_by, by, on=None, tell=True):
    """The assembly's decision takes effect on `on`; return the `Refund`, or None (D44).

    `decided_by` is a `colleges.Decision`: adopted, at the majority of the statutes, by an assembly held at least 15
    days after the reasons were sent and once the member was heard. ValidationError with all that lacks, else `stale`.
    """
    locked(member.cooperative_id)
    on = past_day(on)
    procedure = Exclusion.objects.under_way().filter(member=member).first()
    if lacking := lacks(procedure, decided_by):
        raise ValidationError(lacking, code="lacking")
    if on < decided_by.on:
        raise ValidationError(_("An exclusion takes effect on the day of the assembly at the soonest."), code="before")
    words = {"decided_by": decided_by.reference[:200], "decided_on": decided_by.on}
    Exclusion.objects.filter(pk=procedure.pk).update(status=Exclusion.Status.DONE, **words)
    leave(member, Kind.EXCLUDED, on=on, by=by, details=decided_by.reference)
    refund = queue_refund(member, free_holding_of(member), on=on)
    if tell:
        emails.leaving(member, refund, place=place_of(refund))
    return refund


def lacks(procedure, decided_by):
    """Return the sentences that say what an exclusion lacks to be pronounced; none when nothing lacks (D44)."""
    if procedure is None:
        return [_("Reasons must be sent to the member first: no procedure is under way.")]
    found = []
    if not decided_by.adopted or decided_by.majority != EXTRAORDINARY:
        found.append(_("Only a resolution adopted at the majority of the statutes excludes a member."))
    if decided_by.on < procedure.reasons_sent_on + REASONS_BEFORE:
        days = (decided_by.on - procedure.reasons_sent_on).days
        told = ngettext(
            "The reasons were sent %(count)s day before the assembly: at least 15 are needed.",
            "The reasons were sent %(count)s days before the assembly: at least 15 are needed.",
            max(0, days),
        )
        found.append(told % {"count": max(0, days)})
    if procedure.heard_on is None:
        found.append(_("The member was not heard: write down what was said, or that they did not come."))
    return found


def leave(member, kind, *, on, by, details="", why="", **figures):
    """Take a member out of the register from `on`, whoever clicks first; the caller holds the cooperative."""
    member.refresh_from_db()
    _check_registered(member)
    if on < member.registered_on:
        raise ValidationError(_("Nobody leaves before the day they became a member."), code="before")
    Member.objects.registered(on).filter(pk=member.pk).update(status=Member.Status.LEFT, left_on=on)
    Exclusion.objects.under_way().filter(member=member).update(status=Exclusion.Status.DROPPED)
    record(member, kind, on=on, by=by, details=details, why=why, **figures)
    member.refresh_from_db()


def _check_registered(member):
    if member.status != Member.Status.REGISTERED:
        told = _("%(name)s is not in the register any more: nothing changed.")
        raise ValidationError(told % {"name": member}, code="stale")


def _check_some(held, shares):
    if shares < 1:
        raise ValidationError(_("Write how many shares: one at least."), code="shares")
    if shares >= held.shares:
        told = ngettext(
            "%(count)s share is free and a member keeps at least one: to give up all of them is to leave.",
            "%(count)s shares are free and a member keeps at least one: to give up all of them is to leave.",
            held.shares,
        )
        raise ValidationError(told % {"count": held.shares}, code="shares")
