"""The weights of the grid: a setting of the committee, for the sessions still to be opened (D27)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from projects.committee import criteria
from projects.committee.forms.weights import WeightsForm
from projects.committee.grid import set_weights, weights_of_committee
from projects.committee.models import Session
from projects.committee.opening import committee_required


@committee_required
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request, committee):
    """Seven numbers that make 100; a session whose votes are open keeps those it opened with."""
    form = WeightsForm(request.POST or None, weights=weights_of_committee(committee))
    if request.method == "POST" and form.is_valid():
        set_weights(committee, form.cleaned_data, by=request.user)
        messages.success(request, _("The weights are kept. They are for the next session whose vote opens."))
        return redirect("committee:grid", committee.territory.slug)
    context = {"committee": committee, "tab": "rules", "form": form, "total": criteria.TOTAL}
    context["voting_now"] = Session.objects.filter(committee=committee, status=Session.Status.OPEN).exists()
    return render(request, "committee/weights.html", context, status=422 if form.errors else 200)
