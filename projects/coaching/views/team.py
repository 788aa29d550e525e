"""The advice that a territory gives: on or off, after how many days, in its own words (D62)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas.groups.models import WorkingGroup
from ideas.models import Idea
from members.access import organiser_required
from members.models import Territory
from projects.coaching.advice import Audience
from projects.coaching.forms import AdviceForm, RulesForm
from projects.coaching.models import AdviceSetting, advice_of, rules_of
from projects.models import Project

MOST_TERRITORIES = 20


@organiser_required
@require_safe
def team_advice(request):
    """Every piece of advice, by whom it is given to; of the territory asked for, else the first one."""
    territories = list(Territory.objects.managed_by(request.user).order_by("name")[:MOST_TERRITORIES])
    chosen = next((one for one in territories if one.slug == request.GET.get("territoire")), None)
    territory = chosen or (territories[0] if territories else None)
    if territory is None:
        raise Http404
    return _page(request, territory, RulesForm(instance=rules_of(territory.pk)), territories=territories)


@organiser_required
@require_http_methods(["POST"])
def team_rules(request, slug):
    """The day and the hour of the weekly mail, or none."""
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    form = RulesForm(request.POST, instance=rules_of(territory.pk))
    if not form.is_valid():
        return _page(request, territory, form, territories=[territory], status=422)
    form.save()
    messages.success(request, _("It is kept."))
    return redirect(_home(territory))


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def advice_edit(request, slug, code):
    """One piece of advice: see how it is read, change it, or go back to the usual one."""
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    advice = next((one for one in advice_of(territory.pk) if one.code == code), None)
    if advice is None:
        raise Http404
    own = AdviceSetting.objects.filter(territory=territory, code=code).first()
    if request.method == "POST" and "usual" in request.POST:
        AdviceSetting.objects.filter(territory=territory, code=code).delete()
        messages.success(request, _("The usual advice is back."))
        return redirect(_home(territory))
    form = AdviceForm(request.POST if request.method == "POST" else None, advice=advice, own=own)
    if form.is_bound and form.is_valid():
        AdviceSetting.objects.update_or_create(territory=territory, code=code, defaults=form.cleaned_data)
        messages.success(request, _("It is kept."))
        return redirect(_home(territory))
    context = {
        "territory": territory, "advice": advice, "form": form, "own": own,
        "sentence": advice.sentence(_example(advice, territory)), "why": advice.why(),
    }  # fmt: skip
    return render(request, "coaching/advice_edit.html", context, status=422 if form.errors else 200)


def _page(request, territory, form, *, territories, status=200):
    told = advice_of(territory.pk)
    lines = [{"advice": one, "sentence": one.sentence(_example(one, territory))} for one in told]
    groups = [(to.label, [line for line in lines if line["advice"].audience == to]) for to in Audience]
    context = {"territory": territory, "territories": territories, "groups": groups, "form": form}
    return render(request, "coaching/team_advice.html", context, status=status)


def _example(advice, territory):
    """A name for the preview: of an idea, a group, a project or the territory's."""
    return {
        Idea: _("The neighbour-driver"),
        WorkingGroup: _("The drivers of the plateau"),
        Project: _("Plateau on the move"),
        Territory: territory.name,
    }[advice.condition.model]


def _home(territory):
    return f"{reverse('coaching:team_advice')}?territoire={territory.slug}"
