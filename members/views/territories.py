from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from members.access import organiser_required
from members.forms import TerritoryForm
from members.models import Territory


@organiser_required
@require_GET
def territories(request):
    return render(
        request,
        "members/territories.html",
        {
            "territories": Territory.objects.managed_by(request.user)[:60],
            "administers": Territory.objects.administered_by(request.user).exists(),
        },
    )


@organiser_required
@require_http_methods(["GET", "POST"])
def territory_edit(request, slug):
    """Name, brand, colour and contact of a territory; a colour that cannot be read is refused with its contrast."""
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    form = TerritoryForm(request.POST if request.method == "POST" else None, instance=territory)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The territory is up to date."))
        return redirect("members:territory_edit", slug=territory.slug)
    known = Territory.objects.get(pk=territory.pk)  # what was typed must not colour the page
    context = {"form": form, "territory": known, "contrast": known.contrast}
    return render(request, "members/territory_edit.html", context, status=422 if form.is_bound else 200)
