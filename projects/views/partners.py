"""Structures that help a project."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Structure
from projects.forms import PartnerForm
from projects.models import Partner
from projects.opening import acting, project_required
from projects.views.workspace import base

MOST_STRUCTURES = 300  # proposed as the name is typed


@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_list(request, project, membership):
    """Those who help, and a form for the next one."""
    form = PartnerForm(request.POST if request.method == "POST" else None)
    who = acting(request, membership)
    if form.is_bound and form.is_valid() and _kept(request, form, lambda: Partner.add(project, **form.values(), **who)):
        return redirect("projects:partner_list", slug=project.slug)
    return _page(request, project, membership, form)


@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_edit(request, project, membership, pk):
    partner = get_object_or_404(project.partners.standing(), pk=pk)
    partner.project = project
    form = PartnerForm(request.POST if request.method == "POST" else None, partner=partner)
    if form.is_bound and form.is_valid() and _kept(request, form, lambda: partner.change(**form.values())):
        return redirect("projects:partner_list", slug=project.slug)
    return _page(request, project, membership, form, partner=partner)


@project_required
@require_POST
def partner_end(request, project, membership, pk):
    """It no longer helps: it leaves the list, the history remembers."""
    partner = get_object_or_404(project.partners.standing(), pk=pk)
    partner.project = project
    partner.end(**acting(request, membership))
    messages.success(request, _("“%(name)s” is taken off the list.") % {"name": partner})
    return redirect("projects:partner_list", slug=project.slug)


def _kept(request, form, verb):
    try:
        verb()
    except ValidationError as refusal:
        form.add_error("name" if refusal.code == "known" else None, refusal.messages[0])
        return False
    messages.success(request, _("It is kept."))
    return True


def _page(request, project, membership, form, *, partner=None):
    structures = Structure.objects.filter(territory=project.territory_id).values_list("name", flat=True)
    context = {
        **base(request, project, membership),
        "form": form,
        "partner": partner,
        "partners": list(project.partners.standing()),
        "structures": list(structures[:MOST_STRUCTURES]),
    }
    template = "projects/partner.html" if partner else "projects/partner_list.html"
    return render(request, template, context, status=422 if form.errors else 200)
