"""The board puts an adopted resolution into effect: new weights of colleges, exclusion of a member (D42, D44)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.assemblies import effects as giving
from members.assemblies.forms.effects import ExclusionForm, WeightsForm
from members.assemblies.models import Result
from members.assemblies.opening import assembly_board_required
from members.cooperative.models import Exclusion, Member


@assembly_board_required
@require_safe
def effects(request, assembly, number):
    return _page(request, assembly, _announced(assembly, number))


@assembly_board_required
@require_POST
def weights(request, assembly, number):
    """New weights from a day on; the figures that the law refuses are said, what was typed stays."""
    result = _announced(assembly, number)
    form = WeightsForm(request.POST, colleges=list(assembly.cooperative.colleges.all()))
    if form.is_valid():
        try:
            giving.change_weights(result, form.percents(), since=form.cleaned_data["since"], by=request.user)
            messages.success(request, _("The new weights are recorded, with the resolution that decided them."))
            return _back(assembly, number)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _page(request, assembly, result, weighing=form, status=422)


@assembly_board_required
@require_POST
def exclusion(request, assembly, number):
    """The member leaves the register; their shares queue for a refund."""
    result = _announced(assembly, number)
    form = ExclusionForm(request.POST, members=_under_way(assembly))
    if form.is_valid():
        try:
            giving.exclude(result, form.cleaned_data["member"], by=request.user)
            messages.success(request, _("The exclusion is recorded in the register, and told to the member."))
            return _back(assembly, number)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _page(request, assembly, result, excluding=form, status=422)


def _page(request, assembly, result, *, status=200, **forms):
    members = _under_way(assembly)
    context = {
        "assembly": assembly,
        "subtab": "results",
        "resolution": result.resolution,
        "result": result,
        "offered": [kind.value for kind in giving.offered(result)],
        "done": list(result.effects.select_related("by").order_by("pk")),
        "weighing": forms.get("weighing") or WeightsForm(colleges=list(assembly.cooperative.colleges.all())),
        "excluding": forms.get("excluding") or ExclusionForm(members=members),
        "members": members,
    }
    return render(request, "assemblies/effects.html", context, status=status)


def _announced(assembly, number):
    """An announced and adopted result; 404 for any other."""
    found = Result.objects.released().adopted().for_display()
    result = get_object_or_404(found, resolution__assembly=assembly, resolution__number=number)
    result.resolution.assembly = assembly
    return result


def _under_way(assembly):
    procedures = Exclusion.objects.under_way().filter(member__cooperative=assembly.cooperative_id)
    return Member.objects.filter(pk__in=procedures.values("member")).order_by("number")


def _back(assembly, number):
    return redirect("assemblies:effects", assembly.cooperative.territory.slug, assembly.pk, number)
