"""The arithmetic of a forecast over three years: exact, pure, and every total is the sum of the lines shown (D21).

Amounts are Decimal euros, rounded half-up to the cent at the line where they are born; totals only add lines, so that
what is displayed adds up. No VAT, no tax on profit, no delay of payment: a first forecast, to be discussed.
"""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

YEARS = (1, 2, 3)
ZERO = Decimal("0.00")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Offer:
    """Something sold: `price` of one, and how many each year."""

    name: str
    price: Decimal
    quantities: tuple


@dataclass(frozen=True)
class Line:
    """An amount for each of the three years."""

    name: str
    amounts: tuple


@dataclass(frozen=True)
class Job:
    """`gross` for a full month, employer's `charges` in percent of it, full-time `months` each year."""

    name: str
    gross: Decimal
    charges: Decimal
    months: tuple


@dataclass(frozen=True)
class Investment:
    """Bought in `year`, written off in equal parts over `lasts` years, the first one included."""

    name: str
    amount: Decimal
    year: int
    lasts: int


@dataclass(frozen=True)
class Loan:
    """Received in `year`, repaid in `lasts` equal yearly parts from that year on; `rate` in percent of what is left."""

    name: str
    amount: Decimal
    rate: Decimal
    lasts: int
    year: int


@dataclass(frozen=True)
class Plan:
    offers: tuple = ()
    purchases: tuple = ()
    jobs: tuple = ()
    costs: tuple = ()
    investments: tuple = ()
    own: tuple = ()
    loans: tuple = ()
    grants: tuple = ()


@dataclass(frozen=True)
class Year:
    """One year worked out. The first group is profit and loss, the second the cash; `break_even` may be unknown."""

    number: int
    sales: Decimal
    grants: Decimal
    purchases: Decimal
    gross: Decimal
    charges: Decimal
    costs: Decimal
    depreciation: Decimal
    interest: Decimal
    opening: Decimal
    own: Decimal
    borrowed: Decimal
    invested: Decimal
    repaid: Decimal
    owed: Decimal  # of the loans, at the end of the year
    parts: dict = field(default_factory=dict)  # {kind: {name: amount}}: the lines behind each total

    @property
    def income(self):
        return self.sales + self.grants

    @property
    def wages(self):
        return self.gross + self.charges

    @property
    def fixed(self):
        """What has to be paid even if nothing is sold."""
        return self.wages + self.costs + self.depreciation + self.interest

    @property
    def expenses(self):
        return self.purchases + self.fixed

    @property
    def result(self):
        return self.income - self.expenses

    @property
    def receipts(self):
        return self.sales + self.grants + self.own + self.borrowed

    @property
    def payments(self):
        return self.purchases + self.wages + self.costs + self.interest + self.invested + self.repaid

    @property
    def closing(self):
        return self.opening + self.receipts - self.payments

    @property
    def break_even(self):
        """Turnover from which the year loses nothing, grants apart; None without a margin on sales."""
        margin = self.sales - self.purchases
        if margin <= 0:
            return None
        return to_cent(self.fixed * self.sales / margin)

    @property
    def subsidies(self):
        """Share of the grants in the income, in percent with one decimal (D20); None without income."""
        return percent(self.grants, self.income)


def to_cent(amount):
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def percent(part, whole):
    return (100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def equal_parts(amount, count):
    """Return `count` amounts to the cent that add up to `amount`, each within a cent of the others."""
    steps = [to_cent(amount * number / count) for number in range(count + 1)]
    return [after - before for before, after in pairwise(steps)]


def work_out(plan):
    """Return the three `Year` of a `Plan`."""
    found, cash = [], ZERO
    for year in YEARS:
        one = _year(plan, year, opening=cash)
        found.append(one)
        cash = one.closing
    return found


def _year(plan, year, *, opening):
    at = year - 1
    jobs = {key: (to_cent(job.gross * job.months[at]), job.charges) for key, job in enumerate(plan.jobs)}
    due = [_due(loan, year) for loan in plan.loans]
    parts = {
        "sales": [to_cent(offer.price * offer.quantities[at]) for offer in plan.offers],
        "grants": _at(plan.grants, at),
        "purchases": _at(plan.purchases, at),
        "gross": [gross for gross, _rate in jobs.values()],
        "charges": [to_cent(gross * rate / 100) for gross, rate in jobs.values()],
        "costs": _at(plan.costs, at),
        "depreciation": [_written_off(one, year) for one in plan.investments],
        "interest": [interest for _repaid, interest, _owed in due],
        "own": _at(plan.own, at),
        "borrowed": [to_cent(loan.amount) if loan.year == year else ZERO for loan in plan.loans],
        "invested": [to_cent(one.amount) if one.year == year else ZERO for one in plan.investments],
        "repaid": [repaid for repaid, _interest, _owed in due],
    }
    totals = {name: sum(amounts, ZERO) for name, amounts in parts.items()}
    return Year(number=year, opening=opening, owed=sum((owed for *_rest, owed in due), ZERO), parts=parts, **totals)


def _at(lines, at):
    return [to_cent(line.amounts[at]) for line in lines]


def _written_off(investment, year):
    turn = year - investment.year
    return equal_parts(to_cent(investment.amount), investment.lasts)[turn] if 0 <= turn < investment.lasts else ZERO


def _due(loan, year):
    """(capital repaid, interest paid, capital still owed at the end) of a loan in `year`."""
    turn = year - loan.year
    if turn < 0 or turn >= loan.lasts:
        return ZERO, ZERO, ZERO
    parts = equal_parts(to_cent(loan.amount), loan.lasts)
    left = sum(parts[turn:], ZERO)
    return parts[turn], to_cent(left * loan.rate / 100), left - parts[turn]
