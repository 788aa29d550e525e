"""Weights: 10 to 50 %, exactly 100, at least three colleges or none, changed by an adopted resolution only (D42)."""

import threading
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from members.cooperative.colleges import Decision, refusals_of_weights, set_weights, weights_on
from tests.cast_of_cooperatives import make_cooperative

pytestmark = pytest.mark.django_db
ADOPTED = Decision("Résolution 3 de l’assemblée du 12 juin 2026", date(2026, 6, 12), "extraordinary", adopted=True)
SINCE = date(2026, 7, 1)


def percents(cooperative, *figures):
    return dict(zip(cooperative.colleges.all(), map(Decimal, figures), strict=False))


@pytest.mark.once
@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({}, []),
        ({"A": "33.33", "B": "33.33", "C": "33.34"}, []),
        ({"A": "50", "B": "50"}, ["Il y a 2 collèges\u00a0: la loi en demande au moins trois, ou aucun."]),
        (
            {"A": "34", "B": "34", "C": "33"},
            ["Les poids font 101\u00a0% au total\u00a0: c’est 1 de trop, ils doivent faire exactement 100\u00a0%."],
        ),
        (
            {"A": "33", "B": "33", "C": "33"},
            ["Les poids font 99\u00a0% au total\u00a0: il manque 1, ils doivent faire exactement 100\u00a0%."],
        ),
        (
            {"A": "5", "B": "45", "C": "50"},
            ["«\u00a0A\u00a0» pèserait 5\u00a0%\u00a0: un collège pèse de 10 à 50\u00a0%."],
        ),
        (
            {"A": "51", "B": "24.5", "C": "24.5"},
            ["«\u00a0A\u00a0» pèserait 51\u00a0%\u00a0: un collège pèse de 10 à 50\u00a0%."],
        ),
    ],
)
def test_weights_are_refused_with_the_figures(figures, told):
    assert refusals_of_weights({name: Decimal(figure) for name, figure in figures.items()}) == told


def test_weights_in_force_are_those_of_the_day():
    cooperative = make_cooperative()
    set_weights(cooperative, percents(cooperative, 20, 20, 20, 20, 20), since=SINCE, decided_by=ADOPTED, by=None)
    assert list(weights_on(cooperative, date(2026, 6, 30)).values()) == [30, 20, 20, 20, 10]
    assert list(weights_on(cooperative, SINCE).values()) == [Fraction(20)] * 5
    assert weights_on(cooperative, date(2019, 12, 31)) == {}
    assert cooperative.weight_sets.first().decided_by == ADOPTED.reference
    assert cooperative.setting_steps.get().changes == [["Salariés", "30", "20"], ["Soutiens", "10", "20"]]


@pytest.mark.parametrize(
    "decided_by",
    [
        "Les statuts",
        Decision("Résolution 1", date(2026, 6, 12), "ordinary", adopted=True),
        Decision("Résolution 2", date(2026, 6, 12), "extraordinary", adopted=False),
        Decision("Résolution 3", date(2026, 7, 1), "extraordinary", adopted=True),
    ],
)
def test_weights_change_only_by_an_adopted_extraordinary_resolution(decided_by):
    cooperative = make_cooperative()
    with pytest.raises(ValidationError):
        set_weights(cooperative, percents(cooperative, 20, 20, 20, 20, 20), since=SINCE, decided_by=decided_by, by=None)
    assert cooperative.weight_sets.count() == 1


def test_colleges_can_be_given_up_then_taken_again():
    cooperative = make_cooperative()
    set_weights(cooperative, {}, since=SINCE, decided_by=ADOPTED, by=None)
    assert weights_on(cooperative, SINCE) == {}
    set_weights(cooperative, percents(cooperative, 40, 30, 30), since=date(2027, 1, 1), decided_by=ADOPTED, by=None)
    assert len(weights_on(cooperative, date(2027, 1, 1))) == 3


def test_colleges_of_another_cooperative_are_refused():
    mine, other = make_cooperative(), make_cooperative()
    with pytest.raises(ValidationError):
        set_weights(mine, percents(other, 20, 20, 20, 20, 20), since=SINCE, decided_by=ADOPTED, by=None)


@pytest.mark.django_db(transaction=True)
def test_two_boards_at_once_make_one_set():
    cooperative = make_cooperative()
    figures, outcomes = percents(cooperative, 20, 20, 20, 20, 20), []

    def change():
        try:
            set_weights(cooperative, figures, since=SINCE, decided_by=ADOPTED, by=None)
            outcomes.append("set")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=change) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(outcomes), cooperative.weight_sets.count()) == (["refused"] * 3 + ["set"], 2)
