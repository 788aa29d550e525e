"""The board's page « Votes »: open, follow who voted (never how), hand over papers, close (D50)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.folding import fold
from foundation.refusals import saying_why
from members.assemblies import ballot_screen, papers
from members.assemblies.closing import close_ballot
from members.assemblies.forms.votes import ClosingForm, OpeningForm, TellerForm
from members.assemblies.models import BallotChoice, BallotRight, Voted
from members.assemblies.models.teller import with_addresses
from members.assemblies.opening import assembly_board_required
from members.assemblies.voting import open_ballot

MOST_RIGHTS = 40  # lines of a page; the others are found by their name


@assembly_board_required
@require_safe
def votes(request, assembly):
    """The votes of the assembly, who counts the papers, and the codes."""
    return _list(request, assembly, TellerForm())


@assembly_board_required
@require_safe
def vote(request, assembly, number):
    """One vote: its state, the counter of those who voted, the paper ballots."""
    resolution = get_object_or_404(assembly.resolutions, number=number)
    return _page(request, assembly, resolution)


@assembly_board_required
@require_safe
def vote_counter(request, assembly, number):
    """The counter alone, which the page asks for again every few seconds."""
    resolution = get_object_or_404(assembly.resolutions, number=number)
    context = {"assembly": assembly, "resolution": resolution, **_turnout(resolution)}
    return render(request, "assemblies/vote.html#counter", context)


@assembly_board_required
@require_POST
def vote_open(request, assembly, number):
    resolution = get_object_or_404(assembly.resolutions, number=number)
    form = OpeningForm(request.POST)
    if form.is_valid():
        try:
            open_ballot(resolution, by=request.user, closes_at=form.cleaned_data["closes_at"])
        except ValidationError as refusal:
            form.add_error("closes_at" if refusal.code == "deadline" else None, refusal.messages[0])
        else:
            messages.success(request, _("The vote is open."))
            return redirect(_address(assembly, resolution))
    resolution.refresh_from_db()
    return _page(request, assembly, resolution, opening=form)


@assembly_board_required
@require_POST
def vote_close(request, assembly, number):
    resolution = get_object_or_404(assembly.resolutions, number=number)
    form = ClosingForm(request.POST)
    if form.is_valid():
        try:
            close_ballot(
                resolution, by=request.user, blank_choice=form.cleaned_data["blank_choice"] or BallotChoice.FOR
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, _("The vote is closed: nobody votes any more, and it is never opened again."))
            return redirect(_address(assembly, resolution))
    resolution.refresh_from_db()
    return _page(request, assembly, resolution, closing=form)


@assembly_board_required
@require_POST
def vote_paper(request, assembly, number):
    """Mark that a paper ballot was handed over, or came back unused."""
    resolution = get_object_or_404(assembly.resolutions, number=number)
    rights = BallotRight.objects.filter(resolution=resolution, blank=False).select_related("resolution", "voter")
    right = get_object_or_404(
        rights, pk=request.POST.get("right", "") if request.POST.get("right", "").isdecimal() else 0
    )
    verb, said = papers.take_paper, _("%(name)s: a paper ballot was handed over.")
    if request.POST.get("act") == "back":
        verb, said = papers.give_back_paper, _("%(name)s: the paper ballot came back, they can vote on a screen.")
    with saying_why(request):
        verb(right, by=request.user)
        messages.success(request, said % {"name": right.voter.name})
    return redirect(_address(assembly, resolution) + "#papers")


@assembly_board_required
@require_POST
def teller_add(request, assembly):
    form = TellerForm(request.POST)
    if form.is_valid():
        try:
            teller = papers.name_teller(assembly, name=form.cleaned_data["name"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, _("%(name)s can count: hand over the address.") % {"name": teller.name})
            return redirect("assemblies:votes", assembly.cooperative.territory.slug, assembly.pk)
    return _list(request, assembly, form)


@assembly_board_required
@require_POST
def teller_close(request, assembly, teller):
    """Close a teller's link at once; what they handed over stays."""
    found = get_object_or_404(assembly.tellers, pk=teller)
    found.revoke()
    messages.success(request, _("The link of %(name)s opens nothing more.") % {"name": found.name})
    return redirect("assemblies:votes", assembly.cooperative.territory.slug, assembly.pk)


@assembly_board_required
@require_POST
def one_phone(request, assembly):
    """There is only one phone: it may open both counts, and that is kept."""
    with saying_why(request):
        papers.allow_one_phone(assembly, by=request.user)
        messages.success(request, _("Both counts may be typed on one phone. Who allowed it is kept."))
    return redirect("assemblies:votes", assembly.cooperative.territory.slug, assembly.pk)


def _list(request, assembly, form):
    context = {
        "assembly": assembly,
        "subtab": "votes",
        "votes": list(assembly.resolutions.all()),
        "tellers": with_addresses(assembly.tellers.active()),
        "one_phone": papers.one_phone(assembly),
        "form": form,
    }
    return render(request, "assemblies/votes.html", context, status=422 if form.errors else 200)


def _page(request, assembly, resolution, *, opening=None, closing=None):
    rights = BallotRight.objects.filter(resolution=resolution)
    search = request.GET.get("q", "").strip()[:80]
    context = {
        "assembly": assembly,
        "subtab": "votes",
        "resolution": resolution,
        "search": search,
        "opening": opening or OpeningForm(),
        "closing": closing or ClosingForm(),
        **_turnout(resolution),
        "lines": _lines(rights, search) if resolution.is_open else [],
        "most": MOST_RIGHTS,
        "counts": papers.handed_counts(resolution) if resolution.is_open else [],
        "differ": bool(papers.differences(resolution)) if resolution.is_open else False,
        "alone": papers.read_alone(resolution) if resolution.is_open else [],
        "closed": getattr(resolution, "closing", None),
        "who": ballot_screen.who_voted_what(resolution),
    }
    refused = bool((opening and opening.errors) or (closing and closing.errors))
    return render(request, "assemblies/vote.html", context, status=422 if refused else 200)


def _turnout(resolution):
    """How many voted of those expected (blank proxies are not), how many on paper; never how."""
    rights, voted = (
        BallotRight.objects.filter(resolution=resolution),
        Voted.objects.filter(right__resolution=resolution),
    )
    blank = rights.blank().count()
    return {
        "blank": blank,
        "expected": rights.count() - blank,
        "voted": voted.count(),
        "papers": voted.filter(on_paper=True).count(),
        "late": bool(resolution.closes_at) and timezone.now() >= resolution.closes_at,
    }


def _lines(rights, search):
    """[(right, "", "voted" or "paper")] of those whose name is searched, else of those who may still need a paper."""
    shown = rights.filter(blank=False).for_display()
    if search:
        shown = shown.filter(voter__folded__contains=fold(search))
    else:
        shown = shown.exclude(voted__on_paper=False)
    shown = list(shown.select_related("voter", "holder", "proxy", "voted")[:MOST_RIGHTS])
    return [(right, _state(right)) for right in shown]


def _state(right):
    if not hasattr(right, "voted"):
        return ""
    return "paper" if right.voted.on_paper else "voted"


def _address(assembly, resolution):
    return reverse("assemblies:vote", args=[assembly.cooperative.territory.slug, assembly.pk, resolution.number])
