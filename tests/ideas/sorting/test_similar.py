"""Ideas that look alike: measured on pairs of real titles, and what always holds (D17)."""

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideas.sorting import similar
from ideas.sorting.similar import Text
from ideas.sorting.similar_words import keys_of, marked

pytestmark = pytest.mark.once

SAMPLES = Path(__file__).parent / "samples"
WORDS = (
    "vélo cyclable piste jardin partagé potager compost déchets école cantine toit solaire bancs rue Dole 12e".split()
)
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
corpora = st.lists(titles, min_size=2, max_size=12).map(lambda found: [Text(n, t) for n, t in enumerate(found)])


def read(name):
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def measure(part):
    """(precision, recall) of the threshold on the labelled pairs of `part`."""
    texts = [Text(number, row["titre"]) for number, row in enumerate(read("titres.csv"))]
    units, _said = similar.vectors(texts)
    unit_of = {text.title: unit for text, unit in zip(texts, units, strict=True)}
    pairs = [row for row in read("paires.csv") if row["part"] == part]
    proposed = [row for row in pairs if _score(unit_of, row) >= similar.LEAST]
    right = [row for row in proposed if row["semblables"] == "oui"]
    alike = [row for row in pairs if row["semblables"] == "oui"]
    return len(right) / len(proposed), len(right) / len(alike)


def _score(unit_of, row):
    return similar.score(unit_of[row["titre_a"]], unit_of[row["titre_b"]])


def test_pairs_of_real_titles_keep_their_floor():
    assert len(read("paires.csv")) >= 220
    precision, recall = measure("reserve")  # pairs that no weight was chosen on
    assert precision >= 0.78
    assert recall >= 0.70
    precision, recall = measure("reglage")
    assert precision >= 0.85
    assert recall >= 0.75


def test_the_words_of_one_thing_meet():
    assert keys_of("végétalisons") & keys_of("Végétalisation")
    assert keys_of("bicyclette") & keys_of("cyclables")
    assert keys_of("garer") & keys_of("gare") == {"gar"}  # one short root, two families
    assert keys_of("plus") == set()


def test_shared_words_are_those_that_are_written():
    (found,) = similar.pairs(
        [Text(1, "Composteur collectif du bourg"), Text(2, "Des composteurs au pied des immeubles")]
    )
    assert (found.low, found.high, found.words) == (1, 2, ("Composteur",))
    parts = marked("Un <b>compost</b> au bourg", keys_of("composteur"))
    assert parts == [("Un <b>", False), ("compost", True), ("</b> au bourg", False)]


def test_texts_say_more_than_titles():
    need, solution = "Les trajets vers la gare coûtent cher", "Une navette électrique depuis chaque village"
    texts = [Text(1, "Rouler malin", need, solution), Text(2, "Bourg relié", need, solution), Text(3, "Rouler seul")]
    best = similar.pairs(texts)[0]
    assert (best.low, best.high) == (1, 2)


@given(corpora)
@settings(max_examples=40, deadline=None)
def test_scores_are_symmetric_and_identical_texts_score_one(texts):
    units, _said = similar.vectors(texts)
    for one, other in combinations(range(len(texts)), 2):
        value = similar.score(units[one], units[other])
        assert value == similar.score(units[other], units[one])
        assert 0 <= value <= 1
        if texts[one].title == texts[other].title and units[one]:
            assert value == 1


@given(corpora, st.randoms())
@settings(max_examples=30, deadline=None)
def test_groups_are_disjoint_and_ignore_the_order(texts, chance):
    groups = similar.groups(texts)
    shuffled = list(texts)
    chance.shuffle(shuffled)
    assert similar.groups(shuffled) == groups
    keys = [key for group in groups for key in group.keys]
    assert len(keys) == len(set(keys))
    assert all(2 <= len(group.keys) <= similar.MOST for group in groups)


@given(corpora, st.data())
@settings(max_examples=30, deadline=None)
def test_refused_pairs_are_never_proposed(texts, data):
    every = list(combinations([text.key for text in texts], 2))
    refused = data.draw(st.sets(st.sampled_from(every)))
    assert not refused & {(pair.low, pair.high) for pair in similar.pairs(texts, refused=refused)}
    for group in similar.groups(texts, refused=refused):
        assert not refused & set(combinations(group.keys, 2))
    near = similar.near(texts[0], texts[1:], refused=refused)
    assert not refused & {(pair.low, pair.high) for pair in near}


def test_a_thousand_ideas_are_not_all_compared_with_one_another():
    titles = [row["titre"] for row in read("titres.csv")]
    texts = [Text(n, titles[n % len(titles)], f"besoin {n}") for n in range(1000)]
    count = similar.Count()
    similar.pairs(texts, count=count)
    assert count.candidates <= 1000 * similar.NEIGHBOURS
    assert count.products < 1000 * 1000 / 2


def test_empty_texts_look_like_nothing():
    assert similar.groups([Text(1, "de la"), Text(2, "de la"), Text(3, "")]) == []
    assert similar.groups([]) == []
