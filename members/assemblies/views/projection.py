"""What the room sees: who takes part, the quorum, what is voted now, then its result; nothing personal (D47)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foundation import links
from foundation.models import Link
from members.assemblies import presenting
from members.assemblies.models import Voted
from members.assemblies.opening_sheet import PROJECTION, projection_required
from members.assemblies.turnout import count_of, quorum_of, sentence


@login_not_required
@require_safe
def projection_link(request, token):
    """Exchange the token of the projector for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=PROJECTION, kind=Link.Kind.ACCESS)
    if link is None:
        return render(request, "assemblies/screen_link_lost.html", status=410)
    return links.grant(request, redirect("assemblies:projection", link.subject), link)


@projection_required
@require_safe
def projection(request, assembly):
    """The page of the projector, which asks again for what changes."""
    return render(request, "assemblies/projection.html", _state(assembly))


@projection_required
@require_safe
def state(request, assembly):
    """What the screen shows now: the same as in the page."""
    return render(request, "assemblies/projection.html#state", _state(assembly))


def _state(assembly):
    """What to show: the vote opened last, else the result announced last, else what comes next."""
    voting = assembly.resolutions.voting().order_by("-opened_at", "-pk").first()
    quorum = quorum_of(voting) if voting else None
    return {
        "assembly": assembly,
        "voting": voting,
        "quorum": quorum,
        "quorum_words": sentence(quorum) if quorum else "",
        "shown": None if voting else presenting.latest(assembly),
        "rights": voting.rights.filter(blank=False).count() if voting else 0,  # a blank proxy drops no ballot
        "voted": Voted.objects.filter(right__resolution=voting).count() if voting else 0,
        "next": None if voting else assembly.resolutions.waiting().first(),
        "count": count_of(assembly),
    }
