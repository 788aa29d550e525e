"""A vote already given and closed, as tests of results need it."""

from members.assemblies.closing import close_ballot
from members.assemblies.models import Assembly
from members.assemblies.sitting import close_assembly
from members.assemblies.voting import cast, open_ballot
from tests.cast_of_cooperatives import make_cooperative, make_keeper, make_resolution
from tests.members.assemblies.votes import an_assembly_in_session, make_voter, right_of

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
    voters = [(make_voter(assembly, college=college), choice) for college, choice in says]
    resolution = make_resolution(assembly=assembly, secret=secret, **fields)
    open_ballot(resolution, by=keeper)
    for voter, choice in voters:
        cast(resolution, voter=voter, choices={right_of(resolution, voter).pk: choice})
    close_ballot(resolution, by=keeper)
    return resolution, keeper


def a_closed_assembly(resolution, *, by):
    """Close the assembly of `resolution` and return it."""
    return close_assembly(Assembly.objects.get(pk=resolution.assembly_id), by=by)
