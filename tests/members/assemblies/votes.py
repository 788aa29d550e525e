"""A vote under way, as tests of votes need it: voters of colleges who are there, a resolution just opened."""

from members.assemblies.models import Assembly, BallotRight, Presence, Voter
from members.assemblies.voting import open_ballot
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_keeper, make_resolution


def an_assembly_in_session(*, voters=3, cooperative=None, **fields):
    """Return (assembly, [voters]) of an assembly open now; its voters are in the room, college after college."""
    cooperative = cooperative or make_cooperative()
    colleges = list(cooperative.colleges.all()) or [None]
    assembly = make_assembly(cooperative=cooperative, days=0, status=Assembly.Status.OPEN, **fields)
    return assembly, [make_voter(assembly, college=colleges[n % len(colleges)]) for n in range(voters)]


def make_voter(assembly, *, college=None, mode="present", **fields):
    """Someone on the list of voters, there unless `mode` is empty."""
    member = make_cooperator(cooperative=assembly.cooperative, college=college, **fields)
    voter = Voter.objects.create(
        assembly=assembly, member=member, college=member.college, number=member.number, name=str(member)
    )
    if mode:
        Presence.objects.create(voter=voter, mode=mode, at=assembly.starts_at)
    return voter


def an_open_vote(*, voters=3, secret=True, closes_at=None, cooperative=None, **fields):
    """Return (resolution, [voters], who administers) of a vote just opened."""
    assembly, there = an_assembly_in_session(voters=voters, cooperative=cooperative)
    keeper = make_keeper(cooperative=assembly.cooperative)
    resolution = make_resolution(assembly=assembly, secret=secret, **fields)
    open_ballot(resolution, by=keeper, closes_at=closes_at)
    return resolution, there, keeper


def right_of(resolution, voter):
    """The right with which `voter` votes, or is represented."""
    return BallotRight.objects.get(resolution=resolution, voter=voter)
