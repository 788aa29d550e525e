"""Everyone votes at once, some twice, while the vote closes: what was acknowledged is counted, once (D50)."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from members.assemblies.closing import close_ballot
from members.assemblies.codes import give_code, prove
from members.assemblies.models import BallotRight, PublishedBallot, UrnBallot, Voted
from members.assemblies.voting import cast, open_ballot
from tests.cast_of_cooperatives import make_resolution
from tests.events.test_capacity import in_threads
from tests.members.assemblies.results import voters_of
from tests.members.assemblies.votes import an_assembly_in_session, an_open_vote

VOTERS = 12
MANY, PHONES = 300, 8  # votes; as many at once as a small server takes


@pytest.mark.django_db(transaction=True)
def test_votes_amid_the_closing_count_once_each_and_none_is_lost():
    resolution, voters, keeper = an_open_vote(voters=VOTERS)
    rights = dict(BallotRight.objects.filter(resolution=resolution).values_list("voter", "pk"))
    halfway, done = threading.Event(), []

    def act(number):
        if number == 2 * VOTERS:
            halfway.wait(timeout=10)
            return sum(sum(said.values()) for said in close_ballot(resolution, by=keeper).values())
        voter = voters[number % VOTERS]  # each clicks twice, at the same instant
        try:
            return cast(resolution, voter=voter, choices={rights[voter.pk]: "for"})
        except ValidationError as late:
            return late.code
        finally:
            done.append(number)
            if len(done) >= VOTERS:
                halfway.set()

    *said, counted = in_threads(2 * VOTERS + 1, act)
    kept = said.count(1)
    assert set(said) <= {0, 1, "closed"}
    assert (counted, PublishedBallot.objects.count(), Voted.objects.count(), UrnBallot.objects.count()) == (
        kept,
        kept,
        kept,
        0,
    )
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_three_hundred_vote_within_a_minute():
    """Each types their code and gives their ballot; eight at any instant, as many as a small server takes."""
    assembly, _nobody = an_assembly_in_session(voters=0)
    colleges = list(assembly.cooperative.colleges.all())
    voters = voters_of(assembly, [colleges[number % 5] for number in range(MANY)])
    resolution = make_resolution(assembly=assembly, secret=True)
    rights = {right.voter_id: right.pk for right in open_ballot(resolution, by=None)}
    with transaction.atomic():
        given = {one.pk: give_code(assembly, one.member, channel="paper") for one in voters}

    def act(number):
        for voter in voters[number::PHONES]:
            prove(assembly, voter.member, typed=given[voter.pk])
            cast(resolution, voter=voter, choices={rights[voter.pk]: "for"})

    began = time.monotonic()
    in_threads(PHONES, act)
    counted = close_ballot(resolution, by=None)
    took = time.monotonic() - began
    assert [sum(said.values()) for said in counted.values()] == [MANY // 5] * 5
    assert took < 60
