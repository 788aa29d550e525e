"""What waits for a member during an assembly: the ballots that are theirs to give now (D50)."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members.assemblies.models import BallotRight, Resolution
from members.cooperative.belonging import memberships_today
from members.duties import Duty

MOST = 10  # ballots of one person


def duties(person, now):
    """One line per open vote in which a ballot waits for `person`, their own or of whom they represent."""
    if not (mine := memberships_today(person)):
        return
    open_now = Resolution.objects.voting().filter(Q(closes_at=None) | Q(closes_at__gt=now))
    rights = BallotRight.objects.exercised_by_members(mine).filter(resolution__in=open_now, voted=None)
    rows = rights.select_related("resolution__assembly__cooperative__territory").order_by("resolution", "pk")
    waiting = {}
    for right in rows[:MOST]:
        waiting[right.resolution] = waiting.get(right.resolution, 0) + 1
    for resolution, ballots in waiting.items():
        assembly = resolution.assembly
        yield Duty(
            resolution.closes_at,
            _("Vote now: %(resolution)s") % {"resolution": resolution.title},
            ngettext("%(n)s ballot waits for you.", "%(n)s ballots wait for you.", ballots) % {"n": ballots},
            reverse("assemblies:member_vote", args=[assembly.pk, resolution.number]),
            pgettext("verb, meeting", "Vote"),
            territory=assembly.cooperative.territory.name,
        )
