"""What assemblies ask of a member, and leave them: votes open now, proxies, documents, minutes; for their space."""

from django.db.models import Q
from django.utils import timezone

from foundation.offers import Block
from members.assemblies.models import (
    Assembly,
    AssemblyMinutes,
    BallotRight,
    Document,
    Proxy,
    Voted,
)
from members.cooperative.sections import space

MOST_SESSIONS = 2
MOST_LINES = 8


def offer_all():
    """Called once, when the app is ready."""
    space.offer(Block("assemblies/_my_votes.html", votes_of, rank=5))
    space.offer(Block("assemblies/_my_papers.html", papers_of, rank=20))


def votes_of(request, member):
    """Votes that are open and that wait for `member`'s ballot, or for those they hold proxies of; None for none."""
    sessions = Assembly.objects.in_session().filter(cooperative=member.cooperative_id).order_by("starts_at", "pk")
    found = [(one, _to_give(one, member)) for one in sessions[:MOST_SESSIONS]]
    found = [(one, votes) for one, votes in found if votes]
    return {"sessions": found, "member": member} if found else None


def _to_give(assembly, member):
    """[(resolution, how many ballots remain to be given)] of the votes open now."""
    voter = assembly.voters.filter(member=member).first()
    if voter is None:
        return []
    rights = BallotRight.objects.exercised_by(voter).filter(resolution__in=assembly.resolutions.voting())
    rights = rights.filter(Q(resolution__closes_at=None) | Q(resolution__closes_at__gt=timezone.now()))
    left = {}
    for right in rights.exclude(pk__in=Voted.objects.values("right")).select_related("resolution"):
        left[right.resolution] = left.get(right.resolution, 0) + 1
    return sorted(left.items(), key=lambda line: line[0].number)


def papers_of(request, member):
    """Proxies that stand, documents of the next meetings, minutes that were adopted; None for nothing."""
    coming = Assembly.objects.told().to_come().filter(cooperative=member.cooperative_id)
    proxies = Proxy.objects.standing().filter(assembly__in=coming).for_display()
    minutes = AssemblyMinutes.objects.adopted().filter(assembly__cooperative=member.cooperative_id).for_lists()
    found = {
        "given": list(proxies.filter(giver=member)[:MOST_LINES]),
        "held": list(proxies.filter(holder=member)[:MOST_LINES]),
        "documents": list(_documents(coming)),
        "minutes": list(minutes.order_by("-assembly__starts_at", "-pk")[:MOST_LINES]),
    }
    return {**found, "member": member} if any(found.values()) else None


def _documents(coming):
    """Those that members read before the meetings that are called."""
    return (
        Document.objects.filter(assembly__in=coming).select_related("assembly").order_by("assembly", "pk")[:MOST_LINES]
    )
