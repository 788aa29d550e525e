"""Sums of money and shares of a whole, as people read them."""

from decimal import ROUND_UP, Decimal

from django.utils.translation import get_language

from foundation.typography import NBSP, number


def euros(amount):
    """« 12 300 € », « 1 234,50 € »: cents only when there are some; `amount` is a Decimal or an int."""
    amount = Decimal(amount)
    whole = amount == amount.to_integral_value()
    shown = int(amount) if whole else amount.quantize(Decimal("0.01"))
    return f"{number(shown, language=get_language() or 'fr')}{NBSP}€"


def percent_above(part, whole):
    """« 51,2 »: the share of `part` in `whole` in %, rounded up to a tenth: whatever crosses a limit shows it."""
    share = (100 * Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_UP)
    return plain(share)


def plain(value):
    """« 50 », « 57,5 »: a Decimal without zeros that say nothing."""
    value = Decimal(value).normalize()
    shown = int(value) if value == value.to_integral_value() else value
    return number(shown, language=get_language() or "fr")
