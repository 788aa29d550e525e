"""A vote that is open waits for whoever has a ballot to give, until it is given (D50)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.assemblies import voting
from members.assemblies.duties_votes import duties
from tests.cast_of_cooperatives import make_resolution, make_sitting, put_on_the_sheet
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_an_open_vote_waits_for_each_ballot_until_it_is_given():
    now = timezone.now()
    assembly = make_sitting(now=now)
    put_on_the_sheet(assembly, present=2, now=now)
    resolution = make_resolution(assembly=assembly)
    voter = assembly.voters.filter(presences__isnull=False).order_by("pk").first()
    person = make_person(email=voter.member.email)

    assert list(duties(person, now)) == []
    right = voting.open_ballot(resolution, by=None, closes_at=now + timedelta(hours=1), now=now).get(voter=voter)
    assert [line.url for line in duties(person, now)] == [f"/societaire/assemblees/{assembly.pk}/votes/1/"]
    assert list(duties(make_person(), now)) == []  # a stranger
    assert list(duties(person, now + timedelta(hours=2))) == []  # too late
    voting.cast(resolution, voter=voter, choices={right.pk: "for"}, now=now)
    person = type(person).objects.get(pk=person.pk)  # as the next request reads them
    assert list(duties(person, now)) == []
