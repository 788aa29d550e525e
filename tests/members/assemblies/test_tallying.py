"""The tally: D48, D49, by figures and by properties."""

import time
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.assemblies.resulting import counted
from members.assemblies.tallying import elect, parts, tally

pytestmark = pytest.mark.once

WEIGHTS = {"A": 30, "B": 20, "C": 20, "D": 20, "E": 10}
COUNTS = {"A": (8, 4), "B": (10, 10), "C": (1, 3), "D": (6, 2), "E": (5, 0)}
pairs = st.tuples(st.integers(0, 30), st.integers(0, 30))
countings = st.fixed_dictionaries(dict.fromkeys("ABCDE", pairs))
methods = st.sampled_from(["proportional", "bloc", "none"])
silences = st.sampled_from(["renormalise", "zero"])


def cast(ballots):
    """{college: (for, against)} as the closing counts them."""
    counts = counted(SimpleNamespace(is_election=False), ballots)
    return {college: (line["for"], line["against"]) for college, line in counts.items()}


def test_tally_of_d49_is_the_one_of_the_rule():
    """D49: proportional 60.00 %, bloc 60 and 20, plain 30 against 19; adopted at one half, rejected at two thirds."""
    found = tally(COUNTS, WEIGHTS)
    assert (found.for_share, found.against_share, found.adopted) == (Fraction(3, 5), Fraction(2, 5), True)
    assert not tally(COUNTS, WEIGHTS, threshold=Fraction(2, 3), strict=False).adopted
    bloc = tally(COUNTS, WEIGHTS, method="bloc")
    assert (bloc.for_share, bloc.against_share, bloc.rest) == (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
    plain = tally(COUNTS, {}, method="none")
    assert (plain.for_share, parts(plain.for_share, plain.against_share)[0]) == (Fraction(30, 49), Decimal("61.22"))


def test_equality_rejects_an_ordinary_resolution_and_two_thirds_adopt_an_extraordinary_one():
    """D48: strictly over one half; two thirds or more, exactly."""
    halves = {"A": (3, 3), "B": (1, 1), "C": (2, 2), "D": (5, 5), "E": (1, 1)}
    assert not tally(halves, WEIGHTS).adopted
    thirds = dict.fromkeys(WEIGHTS, (2, 1))
    assert tally(thirds, WEIGHTS, threshold=Fraction(2, 3), strict=False).adopted
    assert not tally(thirds, WEIGHTS, threshold=Fraction(2, 3), strict=True).adopted


@pytest.mark.parametrize("method", ["proportional", "bloc", "none"])
@pytest.mark.parametrize("counts", [{}, dict.fromkeys(WEIGHTS, (0, 0))])
def test_only_abstentions_adopt_nothing(method, counts):
    found = tally(counts, WEIGHTS, method=method, threshold=Fraction(0), strict=False)
    assert (found.for_share, found.against_share, found.adopted) == (0, 0, False)


def test_a_silent_college_shares_its_weight_or_loses_it():
    counts = COUNTS | {"E": (0, 0)}
    assert tally(counts, WEIGHTS).for_share == Fraction(50, 90)
    lost = tally(counts, WEIGHTS, silent="zero")
    assert (lost.for_share, lost.rest) == (Fraction(1, 2), Fraction(1, 10))
    assert not lost.adopted
    missing = {college: pair for college, pair in counts.items() if college != "E"}
    assert tally(missing, WEIGHTS) == tally(counts, WEIGHTS)


def test_weights_are_exact_whatever_they_are_written_in():
    thirds = dict.fromkeys("ABC", Fraction(100, 3))
    assert tally({"A": (1, 0), "B": (1, 0), "C": (0, 1)}, thirds).for_share == Fraction(2, 3)
    decimals = {"A": Decimal("33.33"), "B": Decimal("33.33"), "C": Decimal("33.34")}
    assert tally({"A": (1, 0), "B": (0, 1), "C": (0, 1)}, decimals).for_share == Fraction(3333, 10000)


@pytest.mark.parametrize(
    ("counts", "weights", "options", "error"),
    [
        (COUNTS, WEIGHTS | {"E": 11}, {}, ValueError),
        (COUNTS, WEIGHTS | {"E": 40, "A": 0, "B": -10, "C": 50}, {}, ValueError),
        (COUNTS | {"F": (1, 0)}, WEIGHTS, {}, ValueError),
        (COUNTS | {"A": (-1, 0)}, WEIGHTS, {}, ValueError),
        (COUNTS | {"A": (1.5, 0)}, WEIGHTS, {}, ValueError),
        (COUNTS, WEIGHTS | {"E": 10.0}, {}, TypeError),
        (COUNTS, WEIGHTS, {"method": "median"}, ValueError),
        (COUNTS, WEIGHTS, {"silent": "maybe"}, ValueError),
        (COUNTS, WEIGHTS, {"threshold": 0.5}, TypeError),
        (COUNTS, WEIGHTS, {"threshold": 50}, ValueError),
        (COUNTS, WEIGHTS, {"threshold": Fraction(-1, 2)}, ValueError),
    ],
)
def test_tally_refuses_what_is_no_vote(counts, weights, options, error):
    with pytest.raises(error):
        tally(counts, weights, **options)


@given(countings, methods, silences, st.sampled_from("ABCDE"))
def test_a_vote_for_never_lowers_the_for_share(counts, method, silent, college):
    before = tally(counts, WEIGHTS, method=method, silent=silent)
    voted_for, against = counts[college]
    after = tally(counts | {college: (voted_for + 1, against)}, WEIGHTS, method=method, silent=silent)
    assert after.for_share >= before.for_share


@given(
    st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["for", "against", "abstention"])), max_size=60),
    st.randoms(),
    methods,
    silences,
)
def test_permuting_voters_changes_nothing(ballots, random, method, silent):
    shuffled = random.sample(ballots, len(ballots))
    how = {"method": method, "silent": silent}
    assert tally(cast(ballots), WEIGHTS, **how) == tally(cast(shuffled), WEIGHTS, **how)


@given(countings, methods, silences, st.sampled_from([0, 1, 2]))
def test_displayed_parts_add_up(counts, method, silent, digits):
    found = tally(counts, WEIGHTS, method=method, silent=silent)
    shown = parts(found.for_share, found.against_share, digits=digits)
    assert sum(shown) == 100
    assert all(part >= 0 and (part * 10**digits).denominator == 1 for part in shown)
    assert abs(shown[0] - 100 * found.for_share) <= Fraction(1, 2 * 10**digits)
    assert found.for_share != found.against_share or shown[0] == shown[1] or shown[2] == 0


@given(st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 9), min_size=1), st.data())
def test_equal_turnout_and_head_count_weights_give_the_plain_count(sizes, data):
    """Colleges of `size` times six people, of each of which the same part votes; each weighs what it has of people."""
    part = data.draw(st.integers(1, 6), label="sixths who vote")
    cast = {college: part * size for college, size in sizes.items()}
    votes_for = {college: data.draw(st.integers(0, number)) for college, number in cast.items()}
    counts = {college: (votes_for[college], number - votes_for[college]) for college, number in cast.items()}
    weights = {college: Fraction(100 * size, sum(sizes.values())) for college, size in sizes.items()}
    assert tally(counts, weights) == tally(counts, {}, method="none")


def test_elected_are_those_over_one_half_by_decreasing_share():
    """D48: strictly over one half of the votes cast, by decreasing share, up to the seats."""
    votes = {"ana": {"": 9}, "bo": {"": 5}, "cy": {"": 7}, "di": {"": 8}}
    found = elect(votes, voters={"": 10}, seats=2)
    assert (found.elected, found.tied, found.seats_left) == (("ana", "di"), (), 0)
    assert elect(votes, voters={"": 10}, seats=4).elected == ("ana", "di", "cy")  # half is not more than half
    assert elect(votes, voters={"": 10}, seats=4).seats_left == 1


def test_a_tie_for_the_last_seat_takes_another_ballot():
    votes = {"ana": {"": 9}, "bo": {"": 7}, "cy": {"": 7}}
    found = elect(votes, voters={"": 10}, seats=2)
    assert (found.elected, found.tied, found.seats_left) == (("ana",), ("bo", "cy"), 1)
    assert elect(votes, voters={"": 10}, seats=3).tied == ()


def test_elections_weigh_colleges_candidate_by_candidate():
    """D49 for each candidate: a ballot that does not name them is against them."""
    votes = {"ana": {"A": 8, "B": 10, "C": 1, "D": 6, "E": 5}, "bo": {"A": 4, "B": 10, "C": 3, "D": 2}}
    voters = {"A": 12, "B": 20, "C": 4, "D": 8, "E": 5}
    found = elect(votes, voters=voters, seats=1, weights=WEIGHTS, method="proportional")
    assert found.shares == {"ana": Fraction(3, 5), "bo": Fraction(2, 5)}
    assert found.elected == ("ana",)


def test_nobody_is_elected_where_nobody_voted():
    found = elect({"ana": {}}, voters={}, seats=1)
    assert (found.elected, found.tied, found.seats_left) == ((), (), 1)


def test_no_ballot_names_more_people_than_there_are_ballots():
    with pytest.raises(ValueError, match="counts"):
        elect({"ana": {"": 4}}, voters={"": 3}, seats=1)
    with pytest.raises(ValueError, match="cast no ballot"):
        elect({"ana": {"A": 4}}, voters={"B": 3}, seats=1)


def test_a_hundred_thousand_ballots_are_counted_in_a_second():
    ballots = [(college, choice) for college in WEIGHTS for choice in ("for", "against") for _one in range(10_000)]
    began = time.perf_counter()
    found = tally(cast(ballots), WEIGHTS)
    assert time.perf_counter() - began < 1
    assert (len(ballots), found.for_share) == (100_000, Fraction(1, 2))
