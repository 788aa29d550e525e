import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.folding import fold, words

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Épicerie", "epicerie"),
        ("CŒUR de bœuf", "coeur de boeuf"),
        ("  Lons-le-Saunier \n Jura ", "lons-le-saunier jura"),
        ("l’atelier", "l'atelier"),
        ("Straße", "strasse"),
        ("coopé\u00adra\u00adtion", "cooperation"),
        ("", ""),
    ],
)
def test_fold_takes_accents_ligatures_and_capitals_away(typed, folded):
    assert fold(typed) == folded


@given(st.text(max_size=60))
def test_fold_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_words_are_folded_and_at_most_eight():
    assert words("Une Idée, pour l’été !") == ["une", "idee", "pour", "l", "ete"]
    assert words("nadia.morel@example.org") == ["nadia.morel@example.org"]
    assert len(words("mot " * 40)) == 8
