"""The script of a workshop fits the minutes it is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.scripts import SHARES, lengths, script
from tests.factories import an_evening

pytestmark = pytest.mark.once


@given(st.integers(1, 600))
def test_lengths_sum_to_the_whole(minutes):
    found = lengths(minutes)
    assert (sum(found), len(found), min(found) >= 0) == (minutes, len(SHARES), True)


def test_three_hours_are_cut_to_five_minutes():
    assert lengths(180) == [20, 35, 45, 25, 35, 20]


def test_steps_follow_one_another():
    steps = script(an_evening(days=3), 60, boosts=True)
    assert [(step.begins_at - steps[0].begins_at).seconds // 60 for step in steps] == [0, 5, 20, 35, 40, 55]
    assert steps[1].title != script(an_evening(days=3), 60, boosts=False)[1].title
