"""What the forecast over three years asks, line by line; its numbers are read by `projections.py` (D20, D21)."""

from django.utils.translation import gettext_lazy as _

from projects.sheets.shapes import (
    CHOICE,
    LINE,
    MONEY,
    NUMBER,
    RATE,
    Definition,
    Field,
    Repeat,
    Section,
    yearly,
)

_YEAR = (("1", _("Year 1")), ("2", _("Year 2")), ("3", _("Year 3")))


def _label(question, example):
    return Field("label", question, example, kind=LINE, max_length=120, needed=False)


def _number(name, question, example, kind):
    return Field(name, question, example, kind=kind, max_length=40, needed=False)


_when = Field("year", _("Which year?"), kind=CHOICE, choices=_YEAR, max_length=1, needed=False)

OFFERS = Repeat(
    "offers",
    _("Offer"),
    _("Add something sold"),
    (
        _label(_("What is sold?"), _("A weekly basket")),
        _number("price", _("Price of one, without VAT"), _("22,50 €"), MONEY),
        *yearly("quantity", _("How many"), _("1 200"), kind=NUMBER),
    ),
    slots=5,
)
PURCHASES = Repeat(
    "purchases",
    _("Purchase"),
    _("Add a purchase"),
    (
        _label(_("What is bought to be sold again or transformed?"), _("Vegetables and bread")),
        *yearly("amount", _("Amount")),
    ),
    slots=4,
)
WAGES = Repeat(
    "wages",
    _("Job"),
    _("Add a job"),
    (
        _label(_("Which job?"), _("Driver and seller")),
        _number("gross", _("Gross wage of a full month"), _("1 900 €"), MONEY),
        _number("charges", _("Employer’s charges"), _("30 %"), RATE),
        *yearly("months", _("Full-time months"), _("Half-time all year: 6"), kind=NUMBER),
    ),
    slots=5,
)
COSTS = Repeat(
    "costs",
    _("Cost"),
    _("Add a cost"),
    (_label(_("Which other cost?"), _("Rent, insurance, fuel, accountant…")), *yearly("amount", _("Amount"))),
    slots=8,
)
INVESTMENTS = Repeat(
    "investments",
    _("Investment"),
    _("Add an investment"),
    (
        _label(_("What is bought to last?"), _("Refrigerated van")),
        _number("amount", _("Price, without VAT"), _("24 000 €"), MONEY),
        _when,
        _number("lasts", _("How many years will it last?"), "5", NUMBER),
    ),
    slots=5,
)
OWN = Repeat(
    "own",
    _("Own money"),
    _("Add own money"),
    (_label(_("Whose money?"), _("Shares of the members")), *yearly("amount", _("Amount"))),
    slots=3,
)
LOANS = Repeat(
    "loans",
    _("Loan"),
    _("Add a loan"),
    (
        _label(_("From whom?"), _("Bank, solidarity loan…")),
        _number("amount", _("Amount borrowed"), _("15 000 €"), MONEY),
        _number("rate", _("Rate per year"), _("3,2 %"), RATE),
        _number("lasts", _("Repaid in how many years?"), "5", NUMBER),
        _when,
    ),
    slots=3,
)
GRANTS = Repeat(
    "grants",
    _("Grant"),
    _("Add a grant"),
    (_label(_("From whom?"), _("Community of communes, foundation…")), *yearly("amount", _("Amount"))),
    slots=4,
)

FORECAST = Definition(
    "forecast",
    "previsionnel",
    _("Forecast over three years"),
    _("Sales, costs and money, year by year. You type the lines; the totals, the result and the cash are worked out."),
    (
        Section(
            "sales",
            _("What is sold"),
            _("Prices and costs without VAT. A guess that is explained is better than an empty box."),
            repeat=OFFERS,
        ),
        Section(
            "purchases", _("Purchases"), _("What grows with sales: goods, ingredients, packaging."), repeat=PURCHASES
        ),
        Section("wages", _("Wages"), _("A full-time job all year is 12 months."), repeat=WAGES),
        Section("costs", _("Rent and other costs"), repeat=COSTS),
        Section(
            "investments", _("Investments"), _("Their cost is spread over the years they last."), repeat=INVESTMENTS
        ),
        Section("own", _("Own money"), repeat=OWN),
        Section("loans", _("Loans"), _("Repaid in equal parts, once a year, from the year they arrive."), repeat=LOANS),
        Section("grants", _("Grants"), repeat=GRANTS),
        Section(
            "words",
            _("Where do these figures come from?"),
            fields=(
                Field(
                    "assumptions",
                    _("How did you find these quantities and prices?"),
                    _("The trial of October: 9 baskets for 3 villages; we count on 25 at the end of the year."),
                    rows=4,
                ),
            ),
        ),
    ),
)
