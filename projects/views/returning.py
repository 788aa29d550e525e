"""« Revenir devant le comité »: what the committee said, from when it can read it again, what changed (D32)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from projects import returning
from projects.forms import NewElementsForm
from projects.opening import acting, steering_required
from projects.views.workspace import base


@steering_required
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request, project, membership):
    """Write what changed, for the experts; nothing is asked of a project that no decision sent back."""
    decision = returning.latest_decision(project)
    if decision is None or decision.is_favourable:
        raise Http404
    kept = returning.new_elements_of(project)
    form = NewElementsForm(request.POST if request.method == "POST" else None, initial={"text": kept and kept.text})
    if form.is_bound and form.is_valid():
        try:
            returning.say_what_changed(project, **form.cleaned_data, **acting(request, membership))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is kept: the experts will read it beside the file."))
            return redirect("projects:come_back", slug=project.slug)
    context = {
        **base(request, project, membership), "form": form, "decision": decision, "kept": kept,
        "reasons": returning.may_return(project), "open": returning.may_say_what_changed(project),
        "deferrals": returning.deferrals_of(project), "most": returning.MOST_DEFERRALS,
    }  # fmt: skip
    return render(request, "projects/come_back.html", context, status=422 if form.errors else 200)
