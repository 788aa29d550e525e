"""Quorum counts persons, each once: present, else remote, else represented (D47)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.assemblies.quorum import ORDER, Quorum, Turnout, counted_once, quorum, turnout

pytestmark = pytest.mark.once
WAYS = st.lists(st.tuples(st.integers(1, 40), st.sampled_from(ORDER)), max_size=80)


def test_quorum_of_the_issue_is_fifteen_of_seventy_three():
    assert quorum(73, 49, threshold=Fraction(1, 5)) == Quorum(entitled=73, voters=49, needed=15)
    assert [quorum(73, n, threshold=Fraction(1, 5)).met for n in (14, 15)] == [False, True]
    assert quorum(73, 14, threshold=Fraction(1, 5)).missing == 1


def test_quorum_of_a_whole_number_asks_no_one_more():
    assert quorum(75, 15, threshold=Fraction(1, 5)) == Quorum(entitled=75, voters=15, needed=15)
    assert quorum(100, 25, threshold=Fraction(1, 4)).met


def test_quorum_is_not_asked_on_a_second_ordinary_call():
    none = quorum(73, 1, threshold=Fraction(0))
    assert (none.is_asked, none.met, none.missing) == (False, True, 0)


@pytest.mark.parametrize(("entitled", "present", "threshold"), [(10, 11, 0), (10, -1, 0), (10, 5, 2), (10, 5, -1)])
def test_quorum_refuses_what_no_meeting_can_be(entitled, present, threshold):
    with pytest.raises(ValueError):
        quorum(entitled, present, threshold=Fraction(threshold))


def test_turnout_counts_blank_proxies_apart_and_within_the_represented():
    ways = [(1, "present"), (2, "remote"), (3, "represented"), (4, "represented"), (1, "represented")]
    assert turnout(ways, blank={1, 4}) == Turnout(present=1, remote=1, represented=2, blank=1)


@given(WAYS)
def test_turnout_counts_each_voter_once_whatever_the_order(ways):
    kept = counted_once(ways)
    assert kept == counted_once(reversed(ways))
    assert turnout(ways).voters == len({voter for voter, _way in ways})
    assert all((voter, way) in ways for voter, way in kept.items())


@given(st.integers(0, 500), st.fractions(0, 1), st.data())
def test_quorum_is_met_exactly_when_the_share_is_reached(entitled, threshold, data):
    present = data.draw(st.integers(0, entitled))
    assert quorum(entitled, present, threshold=threshold).met == (present >= threshold * entitled)
