"""Who is proposed which workshop (D3): first wishes first, in order, groups together, never over the seats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.seating import Party, at_tables, propose

pytestmark = pytest.mark.once
WORKSHOPS = "abcde"
parties = st.lists(
    st.tuples(st.integers(1, 5), st.lists(st.sampled_from(WORKSHOPS), min_size=1, max_size=3, unique=True)), max_size=30
).map(lambda rows: [Party(number, size, tuple(wishes)) for number, (size, wishes) in enumerate(rows)])
rooms = st.dictionaries(st.sampled_from(WORKSHOPS), st.integers(0, 14))


def given_to(places):
    return [(place.party.key, place.workshop, place.rank) for place in places]


def test_everyones_first_wish_comes_before_anyones_fallback():
    people = [Party(1, 1, ("a", "b")), Party(2, 1, ("a", "b")), Party(3, 1, ("b", "a"))]
    assert given_to(propose(people, {"a": 1, "b": 1})) == [(1, "a", 1), (2, None, None), (3, "b", 1)]


def test_a_group_sits_together_or_is_left_to_the_team_together():
    people = [Party(1, 3, ("a", "b")), Party(2, 2, ("a", "b"))]
    assert given_to(propose(people, {"a": 2, "b": 2})) == [(1, None, None), (2, "a", 1)]


@given(people=parties, seats=rooms)
def test_a_proposal_holds_within_the_seats_and_the_wishes(people, seats):
    places = propose(people, seats)
    assert [place.party for place in places] == people
    for workshop in WORKSHOPS:
        assert sum(place.party.size for place in places if place.workshop == workshop) <= seats.get(workshop, 0)
    for place in places:
        assert place.rank is None if place.workshop is None else place.party.wishes[place.rank - 1] == place.workshop


@given(sizes=st.lists(st.integers(1, 5), max_size=12), spare=st.integers(0, 5), tables=st.integers(1, 4))
def test_everyone_of_a_workshop_has_a_seat_at_one_of_its_tables(sizes, spare, tables):
    total = sum(sizes) + spare
    free = {table: total // tables + (table < total % tables) for table in range(tables)}
    seated = at_tables(sizes, free)
    assert [len(party) for party in seated] == sizes
    taken = [table for party in seated for table in party]
    assert all(taken.count(table) <= room for table, room in free.items())
