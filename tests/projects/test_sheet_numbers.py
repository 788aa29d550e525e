"""Numbers as people type them, what the forecast reads of them and what it says (D20, D21)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from projects.sheets.numbers import read_number
from projects.sheets.projections import read, warnings, years_of
from projects.sheets.shapes import MONEY, NUMBER, RATE

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("1 250,50 €", MONEY, "1250.50"),
        ("1\u202f250", MONEY, "1250"),
        ("1.234,50", MONEY, "1234.50"),
        ("1,234.50", MONEY, "1234.50"),
        ("  12.5 ", NUMBER, "12.5"),
        ("30 %", RATE, "30"),
        ("3,125", RATE, "3.125"),
        ("40 euros", MONEY, "40"),
        ("0", MONEY, "0"),
    ],
)
def test_numbers_are_read_as_they_are_typed(typed, kind, value):
    assert read_number(typed, kind) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("abc", MONEY, "number"),
        ("12 pommes", MONEY, "number"),
        ("1.234", MONEY, "precise"),
        ("-5", MONEY, "negative"),
        ("1e9", MONEY, "number"),
        ("١٢", NUMBER, "number"),
        ("NaN", NUMBER, "number"),
        ("999999999999", MONEY, "large"),
        ("120 %", RATE, "large"),
        ("1,2,3", MONEY, "number"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, kind, code):
    with pytest.raises(ValidationError) as refused:
        read_number(typed, kind)
    assert refused.value.code == code


def test_nothing_typed_is_no_number():
    assert read_number("  € ", MONEY) is None


def test_a_figure_that_cannot_be_read_is_told_and_counts_as_nothing():
    reading = read(
        {"offers-1-price": "deux", "offers-1-quantity1": "10", "loans-1-amount": "100", "loans-1-lasts": "99"}
    )
    assert sorted(reading.errors) == ["loans-1-lasts", "offers-1-price"]
    assert years_of(reading)[0].sales == 0


def test_warnings_say_what_a_reader_will_ask():
    content = {
        "offers-1-price": "10",
        "offers-1-quantity1": "100",
        "offers-1-quantity2": "100",
        "offers-1-quantity3": "100",
        "costs-1-amount1": "3000",
        "costs-1-amount2": "3000",
        "costs-1-amount3": "3000",
        "grants-1-amount1": "2000",
        "grants-1-amount3": "1500",
        "loans-1-amount": "1 000",
        "loans-1-lasts": "5",
    }
    with translation.override("en"):
        found = warnings(years_of(read(content)))
        assert [one.code for one in found] == ["cash", "cash", "loss", "break_even", "grants", "owed"]
        assert str(found[0].sentence) == "At the end of year 2, 1,400\u00a0€ are missing in the cash box."
        assert [one.code for one in warnings(years_of(read({})))] == ["no_sales"]
