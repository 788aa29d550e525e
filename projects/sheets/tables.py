"""The forecast as tables to read: what is earned, then the cash; each row says its words and three amounts."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.typography import number
from projects.sheets.projections import euros


@dataclass(frozen=True)
class Row:
    """`amounts` are (year, words); a `total` adds the rows above it."""

    label: str | Promise
    amounts: list
    total: bool = False
    low: bool = False  # below zero one year: said by a sign, not by colour alone


RESULT = (
    ("sales", _("Sales"), False),
    ("grants", _("Grants"), False),
    ("income", _("All that comes in"), True),
    ("purchases", _("Purchases"), False),
    ("wages", _("Wages and charges"), False),
    ("costs", _("Rent and other costs"), False),
    ("depreciation", _("Investments, this year’s part"), False),
    ("interest", _("Interest on loans"), False),
    ("expenses", _("All that it costs"), True),
    ("result", _("Result: what is left, or lost"), True),
)
CASH = (
    ("opening", _("Money at the beginning of the year"), False),
    ("receipts", _("Money that comes in: sales, grants, own money, loans"), False),
    ("payments", _("Money that goes out: purchases, wages, costs, investments, loans repaid"), False),
    ("closing", _("Money at the end of the year"), True),
)


def rows(years, lines):
    """Return the `Row` of `lines` (RESULT or CASH) over the worked out `years`."""
    return [_row(years, name, label, total) for name, label, total in lines]


def marks(years):
    """Return the two `Row` that help to judge: break-even turnover, share of grants."""
    found = []
    for label, name, said in (
        (_("Turnover from which nothing is lost, without grants"), "break_even", euros),
        (_("Share of grants in what comes in"), "subsidies", _share),
    ):
        amounts = [
            (year.number, said(getattr(year, name)) if getattr(year, name) is not None else "–") for year in years
        ]
        found.append(Row(label, amounts))
    return found


def _row(years, name, label, total):
    amounts = [getattr(year, name) for year in years]
    said = [(year.number, euros(amount)) for year, amount in zip(years, amounts, strict=True)]
    return Row(label, said, total, any(amount < 0 for amount in amounts))


def _share(percent):
    return f"{number(percent, language=get_language() or 'fr')}\u00a0%"
