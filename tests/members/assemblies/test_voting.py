"""A vote is opened, taken until its second, closed once; one ballot per right, secret ones for good (D46, D50)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.assemblies.closing import close_ballot, counts_of
from members.assemblies.models import BallotRight, OpenBallot, Proxy, PublishedReceipt, UrnBallot, VoteClosing, Voted
from members.assemblies.voting import cast, given, open_ballot
from tests.cast_of_cooperatives import make_keeper, make_resolution
from tests.members.assemblies.votes import an_assembly_in_session, an_open_vote, make_voter, right_of

pytestmark = pytest.mark.django_db
RECEIPTS = ("K7ACDEFGHJKMNPQR", "A3ACDEFGHJKMNPQR", "W9ACDEFGHJKMNPQR")


def code_of(verb, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **fields)
    return refused.value.code


def vote(resolution, voter, choice, **fields):
    return cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: choice}, **fields)


def test_a_secret_vote_publishes_its_ballots_by_college_and_its_receipts_apart():
    resolution, voters, keeper = an_open_vote(voters=3)
    for voter, choice, receipt in zip(voters, ("for", "against", "abstention"), RECEIPTS, strict=True):
        assert vote(resolution, voter, choice, receipts={right_of(resolution, voter).pk: receipt}) == 1
    colleges = [voter.college_id for voter in voters]
    expected = dict(zip(colleges, ({"for": 1}, {"against": 1}, {"abstention": 1}), strict=True))
    assert close_ballot(resolution, by=keeper) == expected == counts_of(resolution)
    assert list(PublishedReceipt.objects.values_list("receipt", flat=True)) == sorted(RECEIPTS)
    assert (UrnBallot.objects.count(), Voted.objects.count()) == (0, 3)
    found = VoteClosing.objects.get(resolution=resolution)
    assert (found.rights, found.voted, found.papers, found.blank_proxies) == (3, 3, 0, 0)


def test_a_secret_ballot_is_given_once_and_an_open_one_changes_until_the_closing():
    secret, (voter, *_others), _keeper = an_open_vote()
    assert (vote(secret, voter, "for"), vote(secret, voter, "against")) == (1, 0)
    assert (UrnBallot.objects.count(), given([right_of(secret, voter)])) == (1, {right_of(secret, voter).pk: ""})
    known, (voter, *_others), keeper = an_open_vote(secret=False)
    assert [vote(known, voter, choice) for choice in ("for", "against", "against")] == [1, 1, 0]
    assert given([right_of(known, voter)]) == {right_of(known, voter).pk: "against"}
    assert close_ballot(known, by=keeper) == {voter.college_id: {"against": 1}}
    assert code_of(vote, known, voter, "for") == "closed"
    for change in (lambda: OpenBallot.objects.update(choice="for"), lambda: OpenBallot.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():  # by no path
            change()


def test_a_vote_at_the_closing_second_is_late_and_one_before_is_kept():
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        closes_at = now + timedelta(hours=1)
        resolution, (first, second, _third), keeper = an_open_vote(closes_at=closes_at)
        assert vote(resolution, first, "for", now=closes_at - timedelta(microseconds=1)) == 1
        assert code_of(vote, resolution, second, "for", now=closes_at) == "closed"
        assert close_ballot(resolution, by=keeper, now=closes_at) == {first.college_id: {"for": 1}}


def test_a_vote_closes_once_and_is_never_opened_again():
    resolution, _voters, keeper = an_open_vote()
    assert code_of(open_ballot, resolution, by=keeper) == "open"
    assert close_ballot(resolution, by=keeper) == {}
    assert code_of(close_ballot, resolution, by=keeper) == "closed"
    assert code_of(open_ballot, resolution, by=keeper) == "closed"


def test_nobody_votes_with_the_right_of_another_nor_what_is_no_answer():
    resolution, (voter, other, _third), _keeper = an_open_vote()
    theirs = right_of(resolution, other).pk
    assert code_of(cast, resolution, voter=voter, choices={theirs: "for"}) == "nothing"
    assert code_of(vote, resolution, voter, "perhaps") == "choice"
    assert code_of(vote, resolution, voter, "void") == "choice"  # on paper only
    assert UrnBallot.objects.count() == 0


def test_who_holds_a_proxy_votes_once_for_each_and_blank_ones_follow_the_board():
    assembly, (holder,) = an_assembly_in_session(voters=1)
    giver, absent = (make_voter(assembly, college=holder.college, mode="") for _n in range(2))
    Proxy.objects.create(assembly=assembly, giver=giver.member, holder=holder.member)
    Proxy.objects.create(assembly=assembly, giver=absent.member)
    keeper = make_keeper(cooperative=assembly.cooperative)
    resolution = make_resolution(assembly=assembly, secret=True)
    open_ballot(resolution, by=keeper)
    own, held, blank = (right_of(resolution, voter).pk for voter in (holder, giver, absent))
    assert cast(resolution, voter=holder, choices={own: "for", held: "against", blank: "against"}) == 2
    assert close_ballot(resolution, by=keeper) == {holder.college_id: {"against": 1, "for": 2}}
    closing = resolution.closing
    assert (closing.rights, closing.voted, closing.blank_proxies, closing.blank_choice) == (3, 2, 1, "for")


def test_an_election_takes_up_to_as_many_names_as_seats():
    assembly, voters = an_assembly_in_session(voters=2)
    keeper = make_keeper(cooperative=assembly.cooperative)
    election = make_resolution(assembly=assembly, secret=True, choosing="several", seats=2)
    assert code_of(open_ballot, election, by=keeper) == "candidates"
    keys = [election.candidates.create(name=name).pk for name in ("Paul Bride", "Lise Faivre", "Zoé Roux")]
    open_ballot(election, by=keeper)
    assert code_of(vote, election, voters[0], "names:" + ",".join(map(str, keys))) == "choice"
    assert code_of(vote, election, voters[0], "for") == "choice"
    assert code_of(vote, election, voters[0], f"names:{keys[2] + 1}") == "choice"
    assert vote(election, voters[0], f"names:{keys[2]},{keys[0]}") == 1
    assert vote(election, voters[1], "blank") == 1
    counts = close_ballot(election, by=keeper)
    assert counts == {
        voters[0].college_id: {f"names:{keys[0]},{keys[2]}": 1},
        voters[1].college_id: {"blank": 1},
    }


def test_a_vote_opens_in_session_only_with_an_hour_to_come():
    assembly, _voters = an_assembly_in_session(voters=1)
    keeper = make_keeper(cooperative=assembly.cooperative)
    resolution, now = make_resolution(assembly=assembly), timezone.now()
    for hour in (now, now + timedelta(days=16)):
        assert code_of(open_ballot, resolution, by=keeper, closes_at=hour, now=now) == "deadline"
    type(assembly).objects.filter(pk=assembly.pk).update(status="called")
    with pytest.raises(ValidationError):
        open_ballot(resolution, by=keeper)
    resolution.refresh_from_db()
    assert (resolution.status, BallotRight.objects.count(), OpenBallot.objects.count()) == ("waiting", 0, 0)


def test_an_urn_with_a_ballot_too_many_or_too_few_is_not_counted():
    resolution, (voter, *_others), keeper = an_open_vote()
    vote(resolution, voter, "for")
    UrnBallot.objects.create(resolution=resolution, sealed=b"written by hand")
    assert code_of(close_ballot, resolution, by=keeper) == "urn"
    UrnBallot.objects.all().delete()
    assert code_of(close_ballot, resolution, by=keeper) == "urn"
    resolution.refresh_from_db()
    assert resolution.is_open
