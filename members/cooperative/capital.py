"""The capital at any past day, and the two limits that the law sets it (D43).

It is the sum of the movements. Local authorities hold at most a share of it; it never goes below the quarter of the
greatest one it ever was.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.amounts import euros, percent_above, plain
from members.cooperative.models import Cooperative, ShareMovement

LEAST_SHARE = Decimal("0.25")  # of the greatest capital: law of 10 September 1947, article 13


@dataclass(frozen=True)
class Holding:
    """What one member holds: a number of shares, and euros."""

    shares: int = 0
    amount: Decimal = Decimal(0)

    def worth(self, shares):
        """Return what `shares` of it are worth, in euros: exactly all of it for all of them."""
        return (self.amount * shares / self.shares).quantize(Decimal("0.01")) if self.shares else Decimal(0)


@dataclass(frozen=True)
class Capital:
    """The capital of one day, in euros; `greatest` is the greatest one until that day, `owed` what refunds reserve."""

    day: date
    amount: Decimal
    shares: int
    of_authorities: Decimal
    greatest: Decimal
    owed: Decimal = Decimal(0)  # refunds whose turn came and that are not paid yet

    @property
    def floor(self):
        """Below which it cannot go, in euros: the quarter of the greatest (D43)."""
        return self.greatest * LEAST_SHARE

    @property
    def free(self):
        """What may still be refunded today, in euros."""
        return max(Decimal(0), self.amount - self.owed - self.floor)

    @property
    def authorities_percent(self):
        """The share of local authorities in %, to a tenth; 0 without capital."""
        return percent_above(self.of_authorities, self.amount) if self.amount else "0"


def capital_at(cooperative, day=None):
    """Return the `Capital` at the end of `day`; today by default, then with what refunds reserve."""
    today = timezone.localdate()
    rows = cooperative.movements.until(day or today)
    totals = rows.aggregate(amount=Sum("amount"), shares=Sum("shares"))
    owed = cooperative.refunds.payable().aggregate(owed=Sum("amount"))["owed"] if day in (None, today) else None
    return Capital(
        day=day or today,
        amount=totals["amount"] or Decimal(0),
        shares=totals["shares"] or 0,
        of_authorities=_sum(rows.of_authorities()),
        greatest=greatest_capital(cooperative, day or today),
        owed=owed or Decimal(0),
    )


def greatest_capital(cooperative, day):
    """Return the greatest capital at the end of a day until `day`, in euros."""
    running = greatest = Decimal(0)
    days = cooperative.movements.until(day).order_by("on").values_list("on").annotate(change=Sum("amount"))
    for _on, change in days:
        running += change
        greatest = max(greatest, running)
    return greatest


def holding_of(member, day=None):
    """Return the `Holding` of a member at the end of `day`; of all that is written by default."""
    rows = member.movements.until(day) if day else member.movements.all()
    totals = rows.aggregate(amount=Sum("amount"), shares=Sum("shares"))
    return Holding(totals["shares"] or 0, totals["amount"] or Decimal(0))


def free_holding_of(member):
    """Return what a member holds and has not asked back: the `Holding` that may be passed on or asked back."""
    held = holding_of(member)
    asked = member.refunds.waiting().aggregate(amount=Sum("amount"), shares=Sum("shares"))
    return Holding(held.shares - (asked["shares"] or 0), held.amount - (asked["amount"] or Decimal(0)))


def check_authorities(cooperative, *, more, of_authorities, share_value=None):
    """Refuse with the figures what would bring local authorities above their part of the capital (D43).

    `more` euros are added to the capital, `of_authorities` of them to what authorities hold; either may be negative.
    With `share_value` the refusal says how many shares remain possible.
    """
    now = capital_at(cooperative)
    today = now.of_authorities + of_authorities, now.amount + more
    once_paid = today[0] - _owed_to_authorities(cooperative), today[1] - now.owed
    crossed = [case for case in (today, once_paid) if case[0] * 100 > cooperative.authorities_share * max(case[1], 0)]
    if not crossed:
        return
    theirs, whole = crossed[0]
    told = _(
        "Local authorities would hold %(share)s %% of the capital, the maximum is %(most)s %%: "
        "%(theirs)s out of %(whole)s."
    )
    words = {
        "share": percent_above(theirs, whole, limit=cooperative.authorities_share) if whole > 0 else "100",
        "most": plain(cooperative.authorities_share),
        "theirs": euros(theirs),
        "whole": euros(whole),
    }
    sentences = [told % words]
    if crossed[0] is once_paid:
        sentences.append(_("This is counted once the refunds that are due are paid."))
    elif share_value:
        sentences.append(_still_possible(now, cooperative.authorities_share, share_value))
    raise ValidationError(" ".join(sentences), code="authorities")


def locked(cooperative_id):
    """Return the cooperative, held until the end of the transaction: numbers, capital and queue change in turn."""
    found = Cooperative.objects.select_for_update(of=("self",), no_key=True).select_related("territory")
    return found.get(pk=cooperative_id)


def _still_possible(now, most, share_value):
    """How many shares authorities may take today: x such that theirs + x ≤ most of (capital + x)."""
    room = (most * now.amount - 100 * now.of_authorities) / (100 - most) if most < 100 else Decimal(0)
    shares = int((max(Decimal(0), room) / share_value).to_integral_value(rounding=ROUND_DOWN))
    if not shares:
        return _("They cannot take any share today: others must subscribe first.")
    return ngettext(
        "They may take %(count)s share at most today.", "They may take %(count)s shares at most today.", shares
    ) % {"count": plain(shares)}


def _owed_to_authorities(cooperative):
    rows = cooperative.refunds.payable().filter(member__is_authority=True)
    return rows.aggregate(owed=Sum("amount"))["owed"] or Decimal(0)


def _sum(movements):
    return movements.aggregate(amount=Sum("amount"))["amount"] or Decimal(0)


def add_movement(member, kind, *, shares, amount, on, by, counterpart=None, details=""):
    """Write one movement; `shares` and `amount` are negative when they leave the capital."""
    return ShareMovement.objects.create(
        cooperative_id=member.cooperative_id,
        member=member,
        kind=kind,
        shares=shares,
        amount=amount,
        on=on,
        counterpart=counterpart,
        details=details,
        by=by,
    )
