"""Paper ballots count once two tellers found the same, and never more than were handed over (D50)."""

import pytest

from members.assemblies.closing import close_ballot
from members.assemblies.models import PaperCount, Voted
from members.assemblies.papers import (
    differences,
    give_back_paper,
    hand_over,
    name_teller,
    read_alone,
    save_count,
    take_back,
    take_paper,
)
from members.assemblies.voting import cast
from tests.members.assemblies.test_voting import code_of, vote
from tests.members.assemblies.votes import an_open_vote, right_of

pytestmark = pytest.mark.django_db


def two_tellers(resolution, *, by):
    return [name_teller(resolution.assembly, name=name, by=by) for name in ("Rose Petit", "Jean Grand")]


def test_papers_count_once_both_tellers_found_the_same_and_fit_what_was_handed_over():
    resolution, (screen, one, two, same), keeper = an_open_vote(voters=4)
    vote(resolution, screen, "for")
    for voter in (one, two):
        take_paper(right_of(resolution, voter), by=keeper)
    assert code_of(vote, resolution, one, "for") == "paper"
    assert code_of(take_paper, right_of(resolution, screen), by=keeper) == "voted"
    assert code_of(close_ballot, resolution, by=keeper) == "two"
    rose, jean = two_tellers(resolution, by=keeper)
    first, second = str(one.college_id), str(two.college_id)
    save_count(resolution, rose, entries={first: {"for": 1, "against": 0}, second: {"void": 2}})
    assert code_of(hand_over, resolution, rose) == "many"
    save_count(resolution, rose, entries={first: {"for": 1}, second: {"void": 1}})
    hand_over(resolution, rose)
    assert code_of(save_count, resolution, rose, entries={}) == "handed"
    save_count(resolution, jean, entries={first: {"for": 1}, second: {"against": 1}})
    hand_over(resolution, jean)
    assert code_of(close_ballot, resolution, by=keeper) == "differ"
    assert differences(resolution) == [(second, "against", {rose: 0, jean: 1}), (second, "void", {rose: 1, jean: 0})]
    take_back(resolution, jean)
    save_count(resolution, jean, entries={second: {"void": 1}, first: {"for": 1}})
    hand_over(resolution, jean)
    assert differences(resolution) == []
    counts = close_ballot(resolution, by=keeper)
    assert counts == {screen.college_id: {"for": 1}, one.college_id: {"for": 1}, two.college_id: {"void": 1}}
    closing = resolution.closing
    assert (closing.papers, closing.voted, closing.tellers) == (2, 3, "Rose Petit, Jean Grand")
    assert PaperCount.objects.count() == 0
    assert same.name  # did not vote


def test_a_paper_given_back_lets_vote_on_a_screen():
    resolution, (voter, *_others), keeper = an_open_vote()
    right = right_of(resolution, voter)
    take_paper(right, by=keeper)
    take_paper(right, by=keeper)
    give_back_paper(right, by=keeper)
    assert (Voted.objects.count(), cast(resolution, voter=voter, choices={right.pk: "for"})) == (0, 1)
    give_back_paper(right, by=keeper)
    assert Voted.objects.count() == 1


def test_a_paper_alone_in_its_college_is_said_to_the_board():
    """D50: who counts would learn what it says; an open vote has nothing to hide."""
    resolution, voters, keeper = an_open_vote(voters=6)  # the sixth is of the college of the first
    assert read_alone(resolution) == []
    for voter in (voters[0], voters[1]):
        take_paper(right_of(resolution, voter), by=keeper)
    assert read_alone(resolution) == sorted(voter.college.name for voter in voters[:2])
    take_paper(right_of(resolution, voters[5]), by=keeper)
    assert read_alone(resolution) == [voters[1].college.name]
    known, (voter, *_others), keeper = an_open_vote(secret=False)
    take_paper(right_of(known, voter), by=keeper)
    assert read_alone(known) == []


def test_signed_papers_of_an_open_vote_are_read_name_by_name():
    resolution, (voter, other, _third), keeper = an_open_vote(secret=False)
    take_paper(right_of(resolution, voter), by=keeper)
    for teller in two_tellers(resolution, by=keeper):
        entries = {str(right_of(resolution, voter).pk): "for", str(right_of(resolution, other).pk): "for"}
        save_count(resolution, teller, entries=entries)
        hand_over(resolution, teller)
    assert close_ballot(resolution, by=keeper) == {voter.college_id: {"for": 1}}


def test_a_count_of_what_is_no_college_or_no_answer_is_refused():
    resolution, (voter, *_others), keeper = an_open_vote()
    (teller, _other) = two_tellers(resolution, by=keeper)
    assert code_of(save_count, resolution, teller, entries={"0": {"for": 1}}) == "college"
    assert code_of(save_count, resolution, teller, entries={str(voter.college_id): {"perhaps": 1}}) == "choice"
