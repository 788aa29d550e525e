"""A mixed meeting: each resolution has the quorum and the majority of its kind, as people come and go (D46-D48)."""

import pytest

from members.assemblies import resulting, sheet
from members.assemblies.closing import close_ballot
from members.assemblies.models import Assembly
from members.assemblies.papers import hand_over, name_teller, save_count, take_paper
from members.assemblies.proxying import give_proxy
from members.assemblies.voting import cast, open_ballot
from tests.cast_of_cooperatives import make_cooperative, make_resolution, make_sitting, put_on_the_sheet
from tests.members.assemblies.votes import right_of

pytestmark = pytest.mark.django_db


def decided(assembly, voters, *, majority):
    """Three of `voters` say yes, the others no; return (outcome, who took part, how many the quorum asks for)."""
    resolution = make_resolution(assembly=assembly, majority=majority)
    open_ballot(resolution, by=None)
    for place, voter in enumerate(voters):
        choice = "for" if place < 3 else "against"
        cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: choice})
    close_ballot(resolution, by=None)
    result = resulting.result_of(resolution)
    return result.outcome, result.took_part, result.needed


def test_each_resolution_has_the_quorum_and_the_majority_of_its_kind_as_people_leave():
    """Of 20: a fifth is 4 people, a quarter 5; 3 of 5 is more than a half, and less than two thirds."""
    assembly = make_sitting(cooperative=make_cooperative(weights=None), members=20, kind=Assembly.Kind.MIXED)
    there = put_on_the_sheet(assembly, present=5)[:5]
    assert decided(assembly, there, majority="ordinary") == ("adopted", 5, 4)
    assert decided(assembly, there, majority="extraordinary") == ("rejected", 5, 5)
    sheet.leave(there.pop())
    assert decided(assembly, there, majority="ordinary") == ("adopted", 4, 4)
    assert decided(assembly, there, majority="extraordinary") == ("no_quorum", 4, 5)


def test_a_spouse_who_is_no_member_votes_on_paper():
    """D46: where the statutes allow it; the right is that of who gave the proxy, and counts in their college."""
    assembly = make_sitting(cooperative=make_cooperative(spouse_proxies=True), members=2)
    there, giver = put_on_the_sheet(assembly, present=1)
    give_proxy(assembly, giver=giver.member, spouse="Ana Gex")
    resolution = make_resolution(assembly=assembly, secret=True)
    open_ballot(resolution, by=None)
    take_paper(right_of(resolution, giver), by=None)
    for name in ("Rose Petit", "Jean Grand"):
        teller = name_teller(assembly, name=name, by=None)
        save_count(resolution, teller, entries={str(giver.college_id): {"against": 1}})
        hand_over(resolution, teller)
    cast(resolution, voter=there, choices={right_of(resolution, there).pk: "for"})
    assert close_ballot(resolution, by=None) == {giver.college_id: {"for": 1, "against": 1}}
    assert (resolution.closing.papers, resolution.closing.blank_proxies) == (1, 0)
