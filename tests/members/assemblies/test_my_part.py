"""What a member's space says of assemblies: votes open now, proxies, documents, minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.assemblies import my_part
from members.assemblies.models import Assembly, BallotRight, Document, Proxy, Resolution, Voted, Voter
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_resolution
from tests.factories import make_person
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def make_session():
    """(member with an account, an assembly in session, one open vote, their voter)."""
    member = make_cooperator(cooperative=make_cooperative(), person=make_person())
    now = timezone.now()
    assembly = make_assembly(
        cooperative=member.cooperative, days=0, status=Assembly.Status.OPEN, called_at=now, opened_at=now
    )
    vote = make_resolution(assembly=assembly, status=Resolution.Status.OPEN, opened_at=now)
    make_resolution(assembly=assembly)
    return member, assembly, vote, make_voter(assembly, member)


def make_voter(assembly, member):
    return Voter.objects.create(assembly=assembly, member=member, number=member.number, name=str(member))


def make_proxy(assembly, *, holder):
    giver = make_cooperator(cooperative=assembly.cooperative)
    return Proxy.objects.create(assembly=assembly, giver=giver, holder=holder)


def test_open_vote_waits_for_its_ballots_until_given(client):
    member, assembly, vote, voter = make_session()
    proxy = make_proxy(assembly, holder=member)
    own = BallotRight.objects.create(resolution=vote, voter=voter, mode="present")
    BallotRight.objects.create(
        resolution=vote, voter=make_voter(assembly, proxy.giver), mode="represented", proxy=proxy, holder=voter
    )
    assert my_part.votes_of(None, member)["sessions"] == [(assembly, [(vote, 2)])]
    sign_in(client, member.person)
    assert (
        f"/societaire/assemblees/{assembly.pk}/votes/?pour={member.pk}" in client.get("/societaire/").content.decode()
    )
    Voted.objects.create(right=own, on=timezone.localdate())
    assert my_part.votes_of(None, member)["sessions"] == [(assembly, [(vote, 1)])]
    Resolution.objects.filter(pk=vote.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    assert my_part.votes_of(None, member) is None


def test_nothing_is_asked_of_who_has_no_right():
    member, _assembly, _vote, _voter = make_session()
    assert my_part.votes_of(None, member) is None
    assert my_part.votes_of(None, make_cooperator(cooperative=member.cooperative)) is None


def test_proxies_and_documents_of_the_next_meeting_are_listed(client):
    member, assembly, _vote, _voter = make_session()
    assert my_part.papers_of(None, member) is None
    held = make_proxy(assembly, holder=member)
    document = Document.objects.create(assembly=assembly, name="Comptes 2026", extension="pdf", size=1, sha256="0" * 64)
    found = my_part.papers_of(None, member)
    assert (found["held"], found["given"], found["documents"], found["minutes"]) == ([held], [], [document], [])
    sign_in(client, member.person)
    assert client.get("/societaire/").status_code == 200
