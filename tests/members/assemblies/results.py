"""A vote already given and closed, as tests of results need it."""

from copy import copy

from members.assemblies.closing import close_ballot
from members.assemblies.models import Assembly, Document, Officer, Presence, Voter
from members.assemblies.resulting import announce
from members.assemblies.sitting import appoint, close_assembly
from members.assemblies.voting import cast, open_ballot
from members.cooperative.models import Member
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper, make_resolution
from tests.members.assemblies.votes import an_assembly_in_session

FEW = [(2, 1), (1, 0), (1, 1), (0, 1), (1, 0)]
D49_COUNTS = [(8, 4), (10, 10), (1, 3), (6, 2), (5, 0)]  # by college, in the order of their weights 30/20/20/20/10


def a_counted_vote(*, counts=D49_COUNTS, secret=False, abstentions=0, assembly=None, **fields):
    """Return (resolution, who administers) of a closed vote; `counts` are (for, against) of each college."""
    if assembly is None:
        assembly, _none = an_assembly_in_session(voters=0, cooperative=make_cooperative())
    keeper = make_keeper(cooperative=assembly.cooperative)
    colleges = list(assembly.cooperative.colleges.all())
    says = [
        (college, choice)
        for college, pair in zip(colleges, counts, strict=True)
        for choice, number in zip(("for", "against"), pair, strict=True)
        for _one in range(number)
    ] + [(colleges[0], "abstention")] * abstentions
    voters = voters_of(assembly, [college for college, _choice in says]) if says else []
    resolution = make_resolution(assembly=assembly, secret=secret, **fields)
    rights = {right.voter_id: right.pk for right in open_ballot(resolution, by=keeper)}
    for voter, (_college, choice) in zip(voters, says, strict=True):
        cast(resolution, voter=voter, choices={rights[voter.pk]: choice})
    close_ballot(resolution, by=keeper)
    return resolution, keeper


def voters_of(assembly, colleges):
    """One voter of each of `colleges`, in the room; all at once, for a test has many."""
    first = make_cooperator(cooperative=assembly.cooperative, college=colleges[0])
    known = [first]
    for place, college in enumerate(colleges[1:], start=1):
        other = Member.objects.get(pk=first.pk) if place == 1 else copy(known[1])
        other.pk, other.number, other.college = None, first.number + place, college
        other.email = f"{place}.{first.email}"
        known.append(other)
    Member.objects.bulk_create(known[1:])
    Voter.objects.bulk_create(
        Voter(assembly=assembly, member=one, college=one.college, number=one.number, name=f"{one} {one.number}")
        for one in known
    )
    voters = list(Voter.objects.filter(assembly=assembly, member__in=known).order_by("number"))
    Presence.objects.bulk_create(Presence(voter=one, mode="present", at=assembly.starts_at) for one in voters)
    return voters


def a_closed_assembly(resolution, *, by):
    """Close the assembly of `resolution` and return it."""
    return close_assembly(Assembly.objects.get(pk=resolution.assembly_id), by=by)


def an_assembly_over(*, secret=False, counts=FEW):
    """Return (assembly, who administers) of an assembly with officers, that voted once, told it and is closed."""
    resolution, keeper = a_counted_vote(secret=secret, counts=counts)
    voters = list(resolution.assembly.voters.select_related("member"))
    appoint(resolution.assembly, kind=Officer.Kind.CHAIR, who=voters[0].member, by=keeper)
    appoint(resolution.assembly, kind=Officer.Kind.SECRETARY, who="Dominique Écrit", by=keeper)
    Document.objects.create(assembly=resolution.assembly, name="Comptes 2025", extension="pdf", size=1, sha256="a" * 64)
    make_resolution(assembly=resolution.assembly, title="Déplacer le siège")
    announce(resolution, by=keeper)
    return a_closed_assembly(resolution, by=keeper), keeper
