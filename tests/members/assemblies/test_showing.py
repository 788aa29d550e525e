"""D50: nothing shown of a secret vote gives back how someone voted, by itself or by arithmetic."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.assemblies.showing import FEWEST, Group, Shown, shares_may_show, shown
from members.assemblies.tallying import parts, tally

pytestmark = pytest.mark.once

WEIGHTS = {"A": 30, "B": 20, "C": 20, "D": 20, "E": 10}
D49 = {"A": (8, 4, 0), "B": (10, 10, 0), "C": (1, 3, 0), "D": (6, 2, 0), "E": (5, 0, 0)}
SMALL = {"X": 50, "Y": 30, "Z": 20}
few = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 1))


def groups(found):
    return {"".join(sorted(one.colleges)): (one.voted_for, one.against, one.others) for one in found.groups}


def test_an_open_vote_is_shown_whole():
    found = shown(D49, WEIGHTS, secret=False)
    assert groups(found) == D49
    assert (found.percents, found.digits, found.is_merged) == ((60, 40, 0), 2, False)


def test_a_secret_vote_where_every_college_is_large_and_divided_is_shown_whole():
    counts = D49 | {"C": (2, 3, 0), "E": (4, 1, 1)}
    assert groups(shown(counts, WEIGHTS)) == counts
    assert shown(counts, WEIGHTS).digits == 2


def test_a_small_or_unanimous_college_is_not_shown_by_itself():
    """D49's example: with 6–3 for the two smallest together, 60 % would give back 1–3 and 5–0."""
    found = shown(D49, WEIGHTS)
    assert groups(found) == {"ABCDE": (30, 19, 0)}
    assert (found.percents, found.digits, found.is_merged) == ((60, 40, 0), 0, True)


def test_two_small_colleges_are_together_where_the_share_gives_nothing_back():
    counts = {"A": (30, 20, 0), "B": (31, 12, 0), "C": (2, 2, 0), "D": (2, 2, 0), "E": (40, 9, 0)}
    found = shown(counts, WEIGHTS)
    assert groups(found) == {"A": (30, 20, 0), "B": (31, 12, 0), "CD": (4, 4, 0), "E": (40, 9, 0)}
    assert found.digits == 0


def test_unanimity_of_one_large_college_shows_the_whole_alone():
    counts = {"A": (120, 14, 0), "B": (200, 30, 2), "C": (5, 0, 0), "D": (60, 20, 1), "E": (3, 0, 0)}
    assert groups(shown(counts, WEIGHTS)) == {"ABCDE": (388, 64, 3)}


@pytest.mark.parametrize(
    "counts",
    [
        {"A": (2, 1, 0), "B": (0, 0, 0), "C": (0, 1, 0)},  # fewer than five ballots
        dict.fromkeys(WEIGHTS, (9, 0, 0)),  # all ballots alike
        dict.fromkeys(WEIGHTS, (0, 0, 3)),
        {},
        {"A": (1, 0, 0), "B": (0, 4, 0)},  # the share alone says who is for
    ],
)
def test_only_the_outcome_is_told_where_any_figure_would_say_too_much(counts):
    assert shown(counts, WEIGHTS) == Shown()


def test_blank_proxies_hide_nobody_as_everyone_knows_what_they_say():
    """D46: five of the six ballots of E follow the board; its sixth, against, would be read in 5–1."""
    counts = {"A": (8, 4, 0), "B": (10, 10, 0), "C": (4, 3, 0), "D": (6, 2, 0), "E": (5, 1, 0)}
    assert groups(shown(counts, WEIGHTS)) == counts
    assert groups(shown(counts, WEIGHTS, known={"E": (5, 0, 0)})) == {"ABCDE": (33, 20, 0)}
    assert not shown({"": (9, 1, 0)}, {}, method="none", known={"": (6, 0, 0)}).groups


def test_without_colleges_the_plain_count_is_shown_with_its_decimals():
    assert groups(shown({"": (30, 19, 2)}, {}, method="none")) == {"": (30, 19, 2)}
    assert shown({"": (30, 19, 2)}, {}, method="none").percents[0] == Fraction(6122, 100)
    assert not shown({"": (4, 0, 0)}, {}, method="none").groups
    assert groups(shown(D49, WEIGHTS, method="none")) == {"ABCDE": (30, 19, 0)}


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys("XYZ", few)), st.sampled_from(["proportional", "bloc"]))
def test_every_college_shown_with_others_might_have_voted_otherwise(counts, method):
    """By trying every counting that has the same turnouts: no solver finds one college's votes."""
    found = shown(counts, SMALL, method=method)
    voting = [one for one in counts if sum(counts[one])]
    for group in found.groups:
        assert not group.ballots or group.ballots >= FEWEST
    hidden = [college for group in found.groups if len(group.colleges) > 1 for college in group.colleges]
    if not hidden:
        return
    assert len(voting) >= 2
    assert certain(counts, hidden, found, method=method) == set()


def test_the_shares_of_an_election_are_shown_only_where_they_give_nothing_back():
    wide = {"A": (8, 4, 0), "B": (10, 10, 0), "C": (1, 3, 0), "D": (6, 2, 0), "E": (5, 0, 0)}
    assert shares_may_show([wide], WEIGHTS, method="proportional", silent="renormalise")
    narrow = {"A": (1, 0, 0), "B": (0, 4, 0)}
    assert not shares_may_show([narrow], {"A": 60, "B": 40}, method="proportional", silent="renormalise")


def test_that_a_large_college_voted_as_one_does_not_tell_which():
    """All large and yet together: someone voted as one. Here the figures would have left one counting only."""
    counts = {"X": (9, 0, 0), "Y": (0, 7, 0), "Z": (8, 4, 0)}
    whole = Shown((Group(("X", "Y", "Z"), 17, 11, 0),), (Fraction(63), Fraction(37), Fraction(0)), 0)
    assert certain(counts, "XYZ", whole, method="proportional", known=by_one) == {
        (one, side) for one in "XYZ" for side in (0, 1)
    }
    assert shown(counts, SMALL) == Shown()


def by_one(counts):
    """Whether a college voted as one: what made them be shown together."""
    return any(0 in line[:2] for line in counts.values())


def certain(counts, hidden, found, *, method, known=None):
    """The (college, side) whose number is the same in every counting that would be shown as `found`, and is not none.

    Tried one by one; `known` says otherwise what is known of why these figures are shown.
    """
    known = known or (lambda world: shown(world, SMALL, method=method) == found)
    left = {(one, side) for one, side in product(hidden, (0, 1)) if sum(counts[other][side] for other in hidden)}
    for world in worlds({one: sum(counts[one]) for one in hidden}):
        told = {(one, side) for one, side in left if world[one][side] != counts[one][side]}
        if told and agrees(world, counts, found, method) and known(counts | world):
            left -= told
        if not left:
            break
    return left


def worlds(turnouts):
    lines = [
        [(one, number - one - other, other) for other in range(number + 1) for one in range(number - other + 1)]
        for number in turnouts.values()
    ]
    return (dict(zip(turnouts, world, strict=True)) for world in product(*lines))


def agrees(world, counts, found, method):
    other = counts | world
    for group in found.groups:
        sums = tuple(sum(other[one][place] for one in group.colleges) for place in range(3))
        if sums != (group.voted_for, group.against, group.others):
            return False
    result = tally({one: line[:2] for one, line in other.items()}, SMALL, method=method)
    true = tally({one: line[:2] for one, line in counts.items()}, SMALL, method=method)
    same = parts(result.for_share, result.against_share, digits=found.digits) == found.percents
    half = Fraction(1, 2)
    nuance = [one.for_share > half for one in (result, true)], [one.for_share == half for one in (result, true)]
    return same and result.adopted == true.adopted and all(one == other for one, other in nuance)
