"""Results: the board and the chair announce them, members read them once announced (D50)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import saying_why
from members.assemblies import effects, presenting, resulting
from members.assemblies.models import AssemblyMinutes, BallotChoice, OpenBallot, Resolution, Result
from members.assemblies.opening import assembly_board_required, member_page, member_required

MOST = 300  # names of an open vote, on one page


@assembly_board_required
@require_safe
def result_list(request, assembly):
    """Every resolution with what came of it; those that are counted wait for their announcement."""
    announced = {one.resolution.pk: one for one in presenting.announced(assembly)}
    rows = [(one, announced.get(one.pk)) for one in assembly.resolutions.order_by("number")]
    context = {"assembly": assembly, "subtab": "results", "rows": rows}
    return render(request, "assemblies/results.html", context)


@assembly_board_required
@require_safe
def result(request, assembly, number):
    """The result of one vote; before its announcement, for who announces it."""
    resolution = _counted(assembly, number)
    try:
        found = resulting.result_of(resolution)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("assemblies:results", assembly.cooperative.territory.slug, assembly.pk)
    context = _shown(assembly, found) | {
        "subtab": "results",
        "announcing": not found.is_released,
        "is_chair": assembly.chaired_by(request.user),
        "may_have_new_round": assembly.is_open and resulting.may_have_new_round(found),
        "may_have_effects": effects.concerns(found),
    }
    return render(request, "assemblies/result.html", context)


@assembly_board_required
@require_POST
def result_announce(request, assembly, number):
    resolution = _counted(assembly, number)
    _announce(request, resolution, by_chair=assembly.chaired_by(request.user))
    return redirect("assemblies:result", assembly.cooperative.territory.slug, assembly.pk, number)


@assembly_board_required
@require_POST
def result_round(request, assembly, number):
    """Prepare the other ballot that an election left open."""
    with saying_why(request):
        again = resulting.new_round(get_object_or_404(_results(assembly), resolution__number=number), by=request.user)
        messages.success(request, _("“%(resolution)s” is ready to be put to the vote.") % {"resolution": again})
    return redirect("assemblies:results", assembly.cooperative.territory.slug, assembly.pk)


@member_required
@require_safe
def member_result(request, assembly, member, number):
    """What members read: an announced result; the chair reads it before, to announce it."""
    resolution, chairs = _counted(assembly, number), _chairs(request, assembly, member)
    if not chairs and resolution.is_to_announce:
        raise Http404
    found = resulting.result_of(resolution)
    context = _shown(assembly, found) | {
        "member": member, "territory": assembly.cooperative.territory, "announcing": not found.is_released,
    }  # fmt: skip
    return render(request, "assemblies/member_result.html", context)


@member_required
@require_POST
def member_announce(request, assembly, member, number):
    """The chair announces, from their own telephone."""
    if not _chairs(request, assembly, member):
        raise PermissionDenied
    _announce(request, _counted(assembly, number), by_chair=True)
    return redirect(member_page(request, "assemblies:member_result", assembly, number))


def member_results(request, assembly, member):
    """What the page of an assembly shows a member of its results; the chair finds there those to announce."""
    begun = assembly.is_open or assembly.is_closed
    chairs = begun and _chairs(request, assembly, member)
    return {
        "results": presenting.announced(assembly) if begun else [],
        "to_announce": [one for one in assembly.resolutions.counted() if one.is_to_announce] if chairs else [],
        "adopted_minutes": assembly.is_closed and AssemblyMinutes.objects.adopted().filter(assembly=assembly).exists(),
    }


def _announce(request, resolution, *, by_chair):
    with saying_why(request):
        resulting.announce(resolution, by=request.user, by_chair=by_chair)
        messages.success(request, _("The result is announced: members read it, and the wall shows it."))


def _chairs(request, assembly, member):
    return assembly.chaired_by(request.user) or assembly.officers.chairs().filter(member=member).exists()


def _counted(assembly, number):
    """The resolution, with its assembly already read; 404 before its vote is closed."""
    resolution = get_object_or_404(Resolution.objects.counted(), assembly=assembly, number=number)
    resolution.assembly = assembly
    return resolution


def _results(assembly):
    return Result.objects.for_display().filter(resolution__assembly=assembly)


def _shown(assembly, found):
    """What both pages show; names only of an open vote, and only once it is announced."""
    found.resolution.assembly = assembly
    ballots = OpenBallot.objects.none()
    if not found.resolution.secret and found.is_released and not found.resolution.is_election:
        ballots = OpenBallot.objects.filter(right__resolution=found.resolution).select_related("right__voter")
    return {
        "assembly": assembly,
        "resolution": found.resolution,
        "result": found,
        "shown": presenting.presented(found),
        "quorum": presenting.quorum_said(found),
        "ballots": [
            (one.right.voter.name, BallotChoice(one.choice).label)
            for one in ballots.order_by("right__voter__number")[:MOST]
        ],
    }
