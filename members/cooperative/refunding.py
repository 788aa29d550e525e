"""Shares given back: in the order of the queue, as long as the capital keeps its floor and its balance (D43)."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.cooperative import emails_register as emails
from members.cooperative.amounts import euros
from members.cooperative.capital import LEAST_SHARE, add_movement, capital_at, locked
from members.cooperative.days import past_day, spoken_day
from members.cooperative.models import MemberStep, Refund, ShareMovement
from members.cooperative.recording import record

MOST_IN_QUEUE = 500  # refunds looked at together: a cooperative whose queue is longer has other worries


@dataclass(frozen=True)
class Waiting:
    """A refund of the queue as people read it: its `place` from 1, and why it waits ("" when it may be paid).

    `missing` is what others must subscribe before its turn, in euros.
    """

    refund: Refund
    place: int
    why: str = ""
    missing: Decimal = Decimal(0)


def missing_for(capital, greatest, leaving):
    """Return what must be subscribed before `leaving` euros may go: 0 when they may go now (D43).

    All in euros: `capital` today, `greatest` it ever was. A subscription may itself raise the greatest one.
    """
    missing = greatest * LEAST_SHARE + leaving - capital
    if capital + missing > greatest:
        missing = leaving / (1 - LEAST_SHARE) - capital
    return max(Decimal(0), missing.quantize(Decimal("0.01"), rounding=ROUND_UP))


def missing_beside(theirs, whole, *, most):
    """Return what others must subscribe so that authorities, with `theirs` out of `whole`, hold `most` % (D43)."""
    return max(Decimal(0), (theirs * 100 / most - whole).quantize(Decimal("0.01"), rounding=ROUND_UP))


def queue_refund(member, holding, *, on, tell=True):
    """Put what a member gives up at the end of the queue; return the `Refund`, None for nothing.

    The caller holds the cooperative (`capital.locked`).
    """
    if holding.shares < 1:
        return None
    refund = Refund.objects.create(
        cooperative_id=member.cooperative_id,
        member=member,
        shares=holding.shares,
        amount=holding.amount,
        asked_on=on,
    )
    let_refunds_pass(member.cooperative, on=on, tell=False)  # whoever leaves is told of it in the same mail
    refund.refresh_from_db()
    return refund


def let_refunds_pass(cooperative, *, on, tell=True):
    """Open the refunds that the capital allows from `on`, strictly in order; return how many were.

    The caller holds the cooperative.
    """
    opened = 0
    for line in queue_of(cooperative):
        if line.refund.possible_on:
            continue
        if line.why:
            break
        day = max(on, line.refund.asked_on)
        Refund.objects.filter(pk=line.refund.pk).update(possible_on=day)
        line.refund.possible_on = day
        record(line.refund.member, MemberStep.Kind.POSSIBLE, on=day, by=None, shares=line.refund.shares)
        opened += 1
        if tell:
            emails.refund_possible(line.refund)
    return opened


def queue_of(cooperative):
    """Return the `Waiting` lines of the queue, in order, with what holds each."""
    waiting = cooperative.refunds.waiting().select_related("member__cooperative__territory", "member__person")
    waiting = list(waiting[:MOST_IN_QUEUE])
    if not waiting:  # as most often, and each member who is registered asks
        return []
    now, lines = capital_at(cooperative), []
    leaving = theirs = Decimal(0)
    for place, refund in enumerate(waiting, start=1):
        leaving += refund.amount
        theirs += refund.amount if refund.member.is_authority else 0
        why, missing = "", Decimal(0)
        if refund.possible_on is None:
            missing = missing_for(now.amount, now.greatest, leaving)
            why = _why_held(now, missing)
            if not why:
                authorities = now.of_authorities - theirs, now.amount - leaving
                missing = missing_beside(*authorities, most=cooperative.authorities_share)
                why = _why_unbalanced(*authorities, missing)
        lines.append(Waiting(refund, place, why, missing))
    return lines


def place_of(refund):
    """Return the `Waiting` line of a refund; None once it is paid, or without one."""
    return refund and next((line for line in queue_of(refund.cooperative) if line.refund.pk == refund.pk), None)


@transaction.atomic
def pay_refund(refund, *, by, on=None, reference="", tell=True):
    """Write down that a refund was paid: the capital goes down that day.

    ValidationError `stale` (paid already), `held` with the place and the figures (its turn did not come), `before`.
    """
    locked(refund.cooperative_id)
    refund.refresh_from_db()
    on = past_day(on)
    if refund.paid_on:
        raise ValidationError(_("This refund was paid already: nothing changed."), code="stale")
    if refund.possible_on is None:
        raise ValidationError(place_of(refund).why, code="held")
    if on < refund.possible_on:
        told = _("This refund is possible since %(day)s only: choose that day or a later one.")
        raise ValidationError(told % {"day": spoken_day(refund.possible_on)}, code="before")
    Refund.objects.filter(pk=refund.pk).update(paid_on=on, paid_by=by, reference=reference.strip())
    refund.refresh_from_db()
    add_movement(
        refund.member, ShareMovement.Kind.REFUNDED, shares=-refund.shares, amount=-refund.amount, on=on, by=by,
        details=refund.reference,
    )  # fmt: skip
    record(refund.member, MemberStep.Kind.REFUNDED, on=on, by=by, amount=str(refund.amount))
    if tell:
        emails.refunded(refund)


def _why_held(now, missing):
    if not missing:
        return ""
    told = _(
        "The capital cannot go below %(floor)s, a quarter of the greatest it ever was (%(greatest)s): "
        "this refund becomes possible once %(missing)s more are subscribed."
    )
    return told % {"floor": euros(now.floor), "greatest": euros(now.greatest), "missing": euros(missing)}


def _why_unbalanced(theirs, whole, missing):
    if not missing:
        return ""
    told = _(
        "Local authorities would then hold %(theirs)s out of %(whole)s, more than they may: "
        "this refund becomes possible once others subscribe %(missing)s more."
    )
    return told % {"theirs": euros(theirs), "whole": euros(whole), "missing": euros(missing)}
