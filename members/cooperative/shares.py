"""What members do with their shares: subscribe further ones, pass them on (D43)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.applying import write_payment
from members.cooperative.capital import add_movement, check_authorities, free_holding_of, locked
from members.cooperative.days import past_day, spoken_day
from members.cooperative.leaving import leave
from members.cooperative.models import Member, MemberStep, Payment, ShareMovement
from members.cooperative.recording import record
from members.cooperative.refunding import let_refunds_pass

Kind = ShareMovement.Kind


@transaction.atomic
def subscribe_more(member, shares, *, by, on=None, method=Payment.Method.TRANSFER, reference="", tell=True):
    """Write down further shares of a member, and what was paid for them; return the `ShareMovement`.

    ValidationError with the figures: `shares`, `stale` (not in the register), `authorities`.
    """
    if shares < 1:
        raise ValidationError(_("Write how many shares: one at least."), code="shares")
    cooperative, on = locked(member.cooperative_id), past_day(on)
    check_registered(member, on=on)
    amount = shares * cooperative.share_value
    if member.is_authority:
        check_authorities(cooperative, more=amount, of_authorities=amount, share_value=cooperative.share_value)
    write_payment(member, amount, by=by, on=on, method=method, reference=reference)
    movement = add_movement(member, Kind.INCREASED, shares=shares, amount=amount, on=on, by=by)
    record(member, MemberStep.Kind.INCREASED, on=on, by=by, shares=shares)
    let_refunds_pass(cooperative, on=on, tell=tell)
    return movement


@transaction.atomic
def transfer(member, *, to, shares, by, on=None):
    """Pass shares of `member` on to another member, with the board's agreement; whoever gives all of them leaves.

    Return whether the giver left. ValidationError with the figures: `shares`, `self`, `stale`, `authorities`.
    """
    cooperative, on = locked(member.cooperative_id), past_day(on)
    if to.pk == member.pk or to.cooperative_id != member.cooperative_id:
        raise ValidationError(_("Shares are passed on to another member of the same cooperative."), code="self")
    check_registered(member, on=on)
    check_registered(to, on=on)
    held = free_holding_of(member)
    check_enough(held, shares)
    amount = held.worth(shares)
    if to.is_authority and not member.is_authority:
        check_authorities(cooperative, more=0, of_authorities=amount)
    add_movement(member, Kind.GIVEN, shares=-shares, amount=-amount, on=on, by=by, counterpart=to)
    add_movement(to, Kind.RECEIVED, shares=shares, amount=amount, on=on, by=by, counterpart=member)
    record(member, MemberStep.Kind.GIVEN, on=on, by=by, shares=shares, to=str(to))
    record(to, MemberStep.Kind.RECEIVED, on=on, by=by, shares=shares, given_by=str(member))
    left = shares == held.shares
    if left:
        leave(member, MemberStep.Kind.WITHDREW, on=on, by=by, none_left=True)
    let_refunds_pass(cooperative, on=on)
    return left


@transaction.atomic
def take_over(member, *, shares, amount, on, by=None):
    """Write down the shares of a member whom a former register names; the capital of `on` holds them.

    `amount` is in euros. No mail, no history: the import has its own.
    """
    locked(member.cooperative_id)
    return add_movement(member, Kind.OPENING, shares=shares, amount=amount, on=on, by=by)


def check_registered(member, *, on):
    """ValidationError `stale` for who is not in the register on `on`; reads the member again."""
    member.refresh_from_db()
    if member.status != Member.Status.REGISTERED or member.registered_on > on:
        told = _("%(name)s is not in the register on that day: nothing changed.")
        raise ValidationError(told % {"name": member}, code="stale")
    last = member.movements.order_by("-on").values_list("on", flat=True).first()
    if last and on < last:
        told = _("The last movement of %(name)s is of %(day)s: choose that day or a later one.")
        raise ValidationError(told % {"name": member, "day": spoken_day(last)}, code="before")


def check_enough(held, shares):
    """ValidationError `shares` with the figures when `held`, a `Holding`, has not so many."""
    if shares < 1:
        raise ValidationError(_("Write how many shares: one at least."), code="shares")
    if shares > held.shares:
        told = ngettext("Only %(count)s share is free.", "Only %(count)s shares are free.", held.shares)
        raise ValidationError(told % {"count": held.shares}, code="shares")
