"""The pages of tellers: what they read on paper ballots, each apart, under an access link (D50, D64)."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from foundation import links
from foundation.models import Link
from members.assemblies import papers
from members.assemblies.counting_screen import CountScreen
from members.assemblies.models import Teller
from members.assemblies.models.teller import COUNTING


def teller_required(view):
    """Open `view(request, teller, …)` of a `pk` to who holds the link of this teller; 404 for everyone else."""

    @login_not_required
    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        held = Teller.objects.open_to(links.granted(request, purpose=COUNTING))
        teller = held.filter(pk=pk).select_related("assembly__cooperative__territory").first()
        if teller is None:
            raise Http404
        return view(request, teller, *args, **kwargs)

    return opened


@login_not_required
@require_safe
def teller_link(request, token):
    """Exchange the link for a cookie: the token leaves the address (D64). Two counts are of two browsers (D50)."""
    link = links.find(token, purpose=COUNTING, kind=Link.Kind.ACCESS)
    teller = Teller.objects.open_to([link.subject]).first() if link else None
    if teller is None:
        return render(request, "assemblies/teller_closed.html", status=410)
    held = Teller.objects.open_to(links.granted(request, purpose=COUNTING))
    if other := papers.taken_up(teller, held):
        return render(request, "assemblies/teller_other.html", {"teller": teller, "other": other}, status=403)
    return links.grant(request, redirect("assemblies:teller", teller.pk), link)


@teller_required
@require_safe
def teller(request, teller):
    """The votes whose papers are to be counted now."""
    votes = [one for one in teller.assembly.resolutions.all() if one.is_open]
    shown = [(one, papers.paper_rights(one).count()) for one in votes]
    return render(request, "assemblies/teller.html", {"teller": teller, "assembly": teller.assembly, "votes": shown})


@sensitive_post_parameters()
@teller_required
@require_http_methods(["GET", "HEAD", "POST"])
def teller_count(request, teller, number):
    """Type what one reads on the papers, hand it over, take it back."""
    resolution = get_object_or_404(teller.assembly.resolutions, number=number)
    screen = CountScreen(resolution, teller)
    if request.method != "POST":
        return _page(request, teller, screen)
    try:
        _act(request, screen)
    except ValidationError as refusal:
        return _page(request, teller, screen, refusal=refusal.messages[0])
    return redirect("assemblies:teller_count", teller.pk, resolution.number)


def _act(request, screen):
    """Do what the button says; a count handed over is only taken back."""
    act = request.POST.get("act", "save")
    if act == "back":
        return papers.take_back(screen.resolution, screen.teller)
    papers.save_count(screen.resolution, screen.teller, entries=screen.typed(request.POST))
    if act == "hand":
        papers.hand_over(screen.resolution, screen.teller)
        messages.success(request, _("Your count is handed over. It counts once the other one says the same."))
    return None


def _page(request, teller, screen, *, refusal=""):
    context = {
        "teller": teller,
        "assembly": teller.assembly,
        "resolution": screen.resolution,
        "screen": screen,
        "refusal": refusal,
        "handed": papers.handed_counts(screen.resolution),
        "differences": screen.differences() if screen.handed else [],
    }
    return render(request, "assemblies/teller_count.html", context, status=422 if refusal else 200)
