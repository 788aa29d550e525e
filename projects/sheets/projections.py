"""From what was typed in the forecast to its figures: lines read, errors said, sentences that warn (D20, D21)."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.typography import number
from projects.forecast import CENT, YEARS, Investment, Job, Line, Loan, Offer, Plan, work_out
from projects.sheets.asking_forecast import FORECAST
from projects.sheets.numbers import read_number
from projects.sheets.shapes import NUMBERS, filled_slots

LONGEST = 40  # years of a loan or of an investment
MOSTLY_GRANTS = Decimal(50)  # percent of the income: beyond, what comes after the grants has to be said


@dataclass
class Reading:
    """The lines of a forecast; `errors` is {name of the field: sentence}, and what is wrong counts as nothing."""

    offers: tuple = ()
    purchases: tuple = ()
    wages: tuple = ()
    costs: tuple = ()
    investments: tuple = ()
    owns: tuple = ()
    loans: tuple = ()
    grants: tuple = ()
    errors: dict = field(default_factory=dict)

    @property
    def plan(self):
        return Plan(
            self.offers, self.purchases, self.wages, self.costs, self.investments, self.owns, self.loans, self.grants
        )


@dataclass(frozen=True)
class Warning:
    """Something that the figures say and that a reader will ask about."""

    code: str
    sentence: str | Promise


def read(content):
    """Return the `Reading` of {name: text}."""
    reading, known = Reading(), {}
    for name, part in FORECAST.fields.items():
        if part.kind in NUMBERS and name in content:
            try:
                known[name] = read_number(content[name], part.kind)
            except ValidationError as error:
                reading.errors[name] = error.messages[0]
    lines = {name: _slots(FORECAST.repeats[name], content, known, reading) for name in FORECAST.repeats}
    reading.offers = tuple(Offer(one.name, one("price"), one.yearly("quantity")) for one in lines["offers"])
    reading.wages = tuple(Job(one.name, one("gross"), one("charges"), one.yearly("months")) for one in lines["wages"])
    for name in ("purchases", "costs", "grants"):
        setattr(reading, name, tuple(Line(one.name, one.yearly("amount")) for one in lines[name]))
    reading.owns = tuple(Line(one.name, one.yearly("amount")) for one in lines["own"])
    reading.investments = tuple(
        Investment(one.name, one("amount"), one.year, one.lasts()) for one in lines["investments"]
    )
    reading.loans = tuple(Loan(one.name, one("amount"), one("rate"), one.lasts(), one.year) for one in lines["loans"])
    return reading


class _Slot:
    """One line as it was typed, read through `known`, what could be read of its numbers."""

    def __init__(self, prefix, content, known, reading):
        self.prefix, self.content, self.known, self.reading = prefix, content, known, reading
        self.name = content.get(f"{prefix}-label", "").strip()

    def __call__(self, part):
        return self.known.get(f"{self.prefix}-{part}") or Decimal(0)

    def yearly(self, part):
        return tuple(self(f"{part}{year}") for year in YEARS)

    @property
    def year(self):
        typed = self.content.get(f"{self.prefix}-year", "")
        return int(typed) if typed in ("1", "2", "3") else 1

    def lasts(self):
        """Whole years between 1 and `LONGEST`; what was forgotten is one year, and said when there is an amount."""
        name, value = f"{self.prefix}-lasts", self("lasts")
        if value == 0 and not self("amount"):
            return 1
        if not 1 <= value <= LONGEST or value != int(value):
            self.reading.errors.setdefault(
                name, _("Write a whole number of years, from 1 to %(most)s.") % {"most": LONGEST}
            )
            return 1
        return int(value)


def _slots(repeat, content, known, reading):
    return [_Slot(f"{repeat.name}-{slot}", content, known, reading) for slot in filled_slots(repeat, content)]


def years_of(reading):
    return work_out(reading.plan)


def warnings(years):
    """Return the `Warning` of three worked out years, the gravest first."""
    found = []
    if not any(year.sales for year in years):
        found.append(
            Warning("no_sales", _("Nothing is sold yet: without sales, a project lives only as long as its grants."))
        )
    for year in years:
        if year.closing < 0:
            words = {"year": year.number, "amount": euros(-year.closing)}
            found.append(
                Warning("cash", _("At the end of year %(year)s, %(amount)s are missing in the cash box.") % words)
            )
    last = years[-1]
    if last.purchases and last.sales and last.purchases >= last.sales:
        found.append(
            Warning("margin", _("In year 3, what is bought costs as much as what is sold: no sale pays anything else."))
        )
    if last.result < 0:
        found.append(
            Warning("loss", _("In year 3, the project still loses %(amount)s.") % {"amount": euros(-last.result)})
        )
    if last.break_even is not None and last.sales < last.break_even:
        words = {"sales": euros(last.sales), "needed": euros(last.break_even)}
        found.append(
            Warning(
                "break_even",
                _("In year 3, sales (%(sales)s) stay under what would pay for everything without grants (%(needed)s).")
                % words,
            )
        )
    if last.subsidies is not None and last.subsidies > MOSTLY_GRANTS:
        words = {"share": number(last.subsidies)}
        found.append(
            Warning(
                "grants", _("In year 3, %(share)s %% of the income are grants: what happens the day they stop?") % words
            )
        )
    if last.owed:
        found.append(
            Warning(
                "owed",
                _("At the end of year 3, %(amount)s of loans are still to be repaid.") % {"amount": euros(last.owed)},
            )
        )
    return found


def euros(amount):
    """A number of euros as people read it, « 1 234,50 € »; cents only when there are some."""
    shown = int(amount) if amount == int(amount) else amount.quantize(CENT)
    return f"{number(shown, language=get_language() or 'fr')}\u00a0€"
