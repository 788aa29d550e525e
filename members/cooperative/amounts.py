"""Sums of money and shares of a whole, as people read them."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, ngettext

from foundation.typography import NBSP, number


def euros(amount):
    """« 12 300 € », « 1 234,50 € »: cents only when there are some; `amount` is a Decimal or an int."""
    amount = Decimal(amount)
    whole = amount == amount.to_integral_value()
    shown = int(amount) if whole else amount.quantize(Decimal("0.01"))
    return f"{number(shown, language=get_language() or 'fr')}{NBSP}€"


def percent_above(part, whole, *, limit=None):
    """« 51,2 »: the share of `part` in `whole` in %, to a tenth; finer when that would hide that `limit` is crossed.

    `limit` is in %.
    """
    share = 100 * Decimal(part) / Decimal(whole)
    for places in ("0.1", "0.01", "0.001"):
        shown = share.quantize(Decimal(places), rounding=ROUND_HALF_UP)
        if limit is None or shown > limit or share <= limit:
            break
    return plain(shown)


def plain(value):
    """« 50 », « 57,5 »: a Decimal without zeros that say nothing."""
    value = Decimal(value).normalize()
    shown = int(value) if value == value.to_integral_value() else value
    return number(shown, language=get_language() or "fr")


def counted(shares):
    """« 3 parts sociales »."""
    return ngettext("%(count)s share", "%(count)s shares", shares) % {"count": shares}
