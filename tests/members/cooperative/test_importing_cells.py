"""Cells of a register as organisers type them: days, euros, whole numbers, names."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.cooperative.importing import cells
from members.cooperative.importing.columns import recognise
from members.cooperative.importing.lines import word_key
from members.cooperative.register import heads

pytestmark = pytest.mark.once
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("03/09/2018", date(2018, 9, 3)),
        ("3.9.18", date(2018, 9, 3)),
        ("3 - 9 - 2018", date(2018, 9, 3)),
        ("03/09/68", date(1968, 9, 3)),
        ("2018-09-03", date(2018, 9, 3)),
        ("03/09/2018 00:00", date(2018, 9, 3)),
        ("2018-09-03 00:00:00", date(2018, 9, 3)),
        ("1er mars 2019", date(2019, 3, 1)),
        ("lundi 3 septembre 2018", date(2018, 9, 3)),
        ("12 déc. 2018", date(2018, 12, 12)),
        ("3 août 2018", date(2018, 8, 3)),
        ("43346", date(2018, 9, 3)),
        ("09/25/2018", None),
        ("31/02/2019", None),
        ("2018", None),
        ("septembre 2018", None),
        ("bientôt", None),
        ("", None),
        ("0/0/0", None),
    ],
)
def test_days_are_read_as_in_france(typed, expected):
    assert cells.day(typed, today=TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1 250,00 €", "1250.00"),
        ("1\u202f250,00\xa0€", "1250.00"),
        ("1.250,00", "1250.00"),
        ("1,250.00", "1250.00"),
        ("1.250", "1250.00"),
        ("1,250,000", "1250000.00"),
        ("50", "50.00"),
        ("50,5 euros", "50.50"),
        ("EUR 50", "50.00"),
        ("1'250.50", "1250.50"),
        ("cinquante", None),
        ("12,3456", None),
        ("", None),
        ("€", None),
    ],
)
def test_euros_are_read_whatever_their_marks(typed, expected):
    assert cells.euros(typed) == (Decimal(expected) if expected else None)


@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_euros_written_in_french_are_read_back(amount):
    assert cells.euros(f"{amount:,}".replace(",", "\u202f").replace(".", ",") + " €") == amount


@given(st.dates(date(1930, 1, 1), TODAY))
def test_days_written_in_french_are_read_back(day):
    assert cells.day(f"{day:%d/%m/%Y}", today=TODAY) == day


@given(st.text(max_size=30))
def test_no_cell_breaks_the_reading(typed):
    cells.day(typed, today=TODAY)
    cells.euros(typed)
    cells.whole(typed)
    cells.yes(typed)
    cells.names(typed)
    word_key(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("12", 12), ("n° 012", 12), ("10 parts", 10), ("1 250", 1250), ("10,00", 10), ("10,5", None), ("-3", None),
     ("3 ou 4", None), ("S-12", None), ("", None), ("0", 0)],
)  # fmt: skip
def test_whole_numbers_are_read(typed, expected):
    assert cells.whole(typed) == expected


@pytest.mark.parametrize(
    ("typed", "reversed_order", "expected"),
    [
        ("MOREL Anne-Sophie", False, ("Anne-Sophie", "MOREL")),
        ("Anne-Sophie de VILLE", False, ("Anne-Sophie de", "VILLE")),
        ("Claire Martin Dupuis", False, ("Claire", "Martin Dupuis")),
        ("Martin Claire", True, ("Claire", "Martin")),
        ("Lamartine", False, ("", "Lamartine")),
    ],
)
def test_names_in_one_cell_are_told_apart(typed, reversed_order, expected):
    assert cells.names(typed, reversed_order=reversed_order) == expected


def test_words_of_colleges_are_compared_without_number_gender_nor_title():
    assert {word_key(word) for word in ("Salariés", "Collège des salariés", "salariée", "COLLEGE DE SALARIÉES :")} == {
        "salarie"
    }


def test_columns_of_our_own_spreadsheet_are_recognised_in_both_languages():
    kept = {}
    for language in ("fr", "en"):
        with override(language):
            kept[language] = recognise(heads())
    assert kept["fr"] == kept["en"] == {
        "number": 0, "organisation": 1, "family_name": 2, "given_name": 3, "kind": 4, "category": 5, "college": 6,
        "shares": 7, "amount": 8, "joined_on": 9, "left_on": 10, "authority": 11, "email": 12, "phone": 13,
        "address": 14, "mail_agreed": 15,
    }  # fmt: skip
