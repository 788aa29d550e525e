"""The fair draw of roles: whoever did it least comes first, always the same for the same past."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.groups.drawing import ROLES, draw

pytestmark = pytest.mark.once


@given(people=st.integers(1, 9), meetings=st.integers(1, 14))
def test_nobody_serves_twice_more_than_another_when_all_come(people, meetings):
    past = []
    for number in range(meetings):
        past.insert(0, draw(range(people), past, seed=number))
    served = [sum(one == who for meeting in past for one in meeting.values()) for who in range(people)]
    assert max(served) - min(served) <= 1
    assert all(set(meeting) == set(ROLES) for meeting in past)


@given(st.lists(st.integers(1, 20), min_size=3, unique=True), st.integers(0, 99))
def test_nobody_has_two_roles_while_someone_has_none(candidates, seed):
    drawn = draw(candidates, [], seed=seed)
    assert len(set(drawn.values())) == 3
    assert drawn == draw(candidates, [], seed=seed)


def test_volunteers_keep_their_role_and_who_served_last_comes_last():
    past = [{"animates": 1, "keeps_time": 2, "writes": 3}]
    assert draw([1, 2, 3, 4], past, seed=1, kept={"writes": 3})["animates"] == 4
    assert draw([], past, seed=1) == {}
    assert draw([1], past, seed=1) == dict.fromkeys(ROLES, 1)


def test_the_same_role_does_not_come_back_to_the_same_person():
    first = {"animates": 1, "keeps_time": 2, "writes": 3}
    second = draw([1, 2, 3], [first], seed=7)
    assert all(first[role] != second[role] for role in ("animates", "keeps_time"))
