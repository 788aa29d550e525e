"""Who writes the minutes of an assembly, and what is its own around them; members read them once adopted (D51)."""

from functools import partial, wraps

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.assemblies import minutes as writing
from members.assemblies.forms.minutes import AdoptionForm, MinutesForm
from members.assemblies.models import AssemblyMinutes
from members.assemblies.opening import assembly_board_required, member_required
from members.minutes import read
from members.views.minutes import Meeting, paper


def keeping(view):
    """Open `view(request, meeting, …)` of a territory's `slug` and an assembly's `pk` to its board."""

    @assembly_board_required
    @wraps(view)
    def opened(request, assembly, *args, **kwargs):
        return view(request, _meeting(assembly), *args, **kwargs)

    return opened


@member_required
@require_safe
def member_minutes(request, assembly, member):
    """Adopted minutes, as members read them."""
    minutes = _adopted(assembly)
    context = {"assembly": assembly, "member": member, "territory": assembly.cooperative.territory, "minutes": minutes}
    return render(request, "assemblies/member_minutes.html", context | read(minutes))


@member_required
@require_safe
def member_minutes_pdf(request, assembly, member):
    return paper(_adopted(assembly), who=assembly.cooperative)


def _meeting(assembly):
    return Meeting(
        room="assemblies",
        place=(assembly.cooperative.territory.slug, assembly.pk),
        frame={"assembly": assembly, "subtab": "minutes"},
        who=assembly.cooperative,
        kept=AssemblyMinutes.objects.for_lists().filter(assembly=assembly).first(),
        draft=partial(writing.draft, assembly),
        may_draft=assembly.is_closed,
        correction=MinutesForm,
        adoption=AdoptionForm,
    )


def _adopted(assembly):
    return get_object_or_404(AssemblyMinutes.objects.adopted().for_lists(), assembly=assembly).minutes
