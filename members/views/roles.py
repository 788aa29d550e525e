from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from members.access import administrator_required
from members.forms import RoleForm
from members.models import Role, RoleStep

MOST_ROLES = 200  # of all the territories that one person administers
MOST_STEPS = 30


@administrator_required
@require_http_methods(["GET", "POST"])
def roles(request):
    """Who may do what, since when; give a role to an address (D60)."""
    form = RoleForm(request.POST if request.method == "POST" else None, administrator=request.user)
    if request.method == "POST" and form.is_valid() and form.give(by=request.user):
        messages.success(request, _("The role is given: it opens at the next sign-in with this address."))
        return redirect("members:roles")
    mine = Role.objects.administered_by(request.user)
    context = {
        "form": form,
        "roles": mine.in_force().for_display()[:MOST_ROLES],
        "steps": RoleStep.objects.filter(role__in=mine).for_display()[:MOST_STEPS],
        "today": timezone.localdate(),
    }
    return render(request, "members/roles.html", context, status=422 if form.is_bound else 200)


@administrator_required
@require_POST
def role_end(request, pk):
    role = get_object_or_404(Role.objects.administered_by(request.user), pk=pk)
    with saying_why(request):
        role.end(by=request.user)
        messages.success(request, _("The role is ended."))
    return redirect("members:roles")
