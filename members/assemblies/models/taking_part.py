"""Who takes part at this moment, each voter once: in the room, else from afar, else through a proxy (D46, D47)."""

from dataclasses import dataclass

from django.utils import timezone

from members.assemblies import quorum
from members.assemblies.models.presence import Presence
from members.assemblies.models.proxy import Proxy
from members.assemblies.models.voter import Voter


@dataclass(frozen=True)
class Part:
    """Keys of one voter, and of the voter and the proxy through whom they are represented (None otherwise)."""

    voter: int
    mode: str
    holder: int | None = None
    proxy: int | None = None
    blank: bool = False


def who_takes_part(assembly, *, now=None):
    """Return [`Part`] in the order of the register; three statements, whatever the number of members.

    Someone in the room or from afar is there in person: their proxy is void. A proxy counts while who received it is
    there; a blank one, or a spouse's, always.
    """
    now = now or timezone.now()
    voters = dict(Voter.objects.filter(assembly=assembly).order_by("number", "pk").values_list("member", "pk"))
    there = dict(Presence.objects.of(assembly).current().filter(at__lte=now).values_list("voter", "mode"))
    given = {proxy.giver_id: proxy for proxy in Proxy.objects.standing().filter(assembly=assembly)}
    parts = []
    for member, voter in voters.items():
        proxy = given.get(member)
        if voter in there:
            parts.append(Part(voter=voter, mode=there[voter]))
        elif proxy is not None and (part := _represented(voter, proxy, voters=voters, there=there)):
            parts.append(part)
    return parts


def turnout_now(assembly, *, now=None):
    """Return the `quorum.Turnout` of this moment."""
    parts = who_takes_part(assembly, now=now)
    ways = [(part.voter, part.mode) for part in parts]
    return quorum.turnout(ways, blank={part.voter for part in parts if part.blank})


def _represented(voter, proxy, *, voters, there):
    if proxy.holder_id is None:
        return Part(voter=voter, mode=quorum.REPRESENTED, proxy=proxy.pk, blank=proxy.is_blank)
    holder = voters.get(proxy.holder_id)
    if holder not in there:
        return None
    return Part(voter=voter, mode=quorum.REPRESENTED, holder=holder, proxy=proxy.pk)
