"""Everyone votes at once, some twice, while the vote closes: what was acknowledged is counted, once (D50)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from members.assemblies.closing import close_ballot
from members.assemblies.models import BallotRight, PublishedBallot, UrnBallot, Voted
from members.assemblies.voting import cast
from tests.events.test_capacity import in_threads
from tests.members.assemblies.votes import an_open_vote

VOTERS = 12


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
