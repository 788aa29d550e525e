"""Messages to the whole group, and the roles that it looks for."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation import keyset
from foundation.refusals import saying_why
from ideas.groups import opening
from ideas.groups.forms import MessageForm, RoleForm
from ideas.groups.models import GroupMessage, WantedRole

PAGE = 20
MOST_PEOPLE = 100  # to choose from, for a role


@opening.group_required
@require_http_methods(["GET", "HEAD", "POST"])
def messages_page(request, group, membership):
    """Write to everyone, and read what was written, the latest first; nobody's address is shown."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by = None if membership else request.user
        try:
            GroupMessage.write(group, author=membership, by=by, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your message is on this page and leaves by mail to the members."))
            return redirect("groups:messages", group.slug)
    found = GroupMessage.objects.filter(group=group).for_pages()
    page = keyset.paginate(found, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "group": group, "tab": "messages", "form": form, "page": page, "territory": group.territory,
        "most": group.rules.messages_a_day,
        "unreached": group.memberships.without_address().count(), **keyset.turning(request.GET, page),
    }  # fmt: skip
    return render(request, "groups/messages.html", context, status=422 if form.errors else 200)


@opening.group_required
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request, group, membership):
    """The roles looked for and held; whoever leads adds one, any member may take one."""
    form = RoleForm(request.POST if request.method == "POST" else None)
    leads = membership is None or membership.is_lead
    if form.is_bound and form.is_valid():
        by = None if membership else request.user
        try:
            WantedRole.look_for(group, by=by, membership=membership, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is on the page of the group: people can offer themselves."))
            return redirect("groups:roles", group.slug)
    found = WantedRole.objects.standing().filter(group=group).select_related("filled_by").order_by("pk")
    context = {
        "group": group, "tab": "roles", "membership": membership, "form": form, "roles": found, "leads": leads,
        "people": group.memberships.present().in_order()[:MOST_PEOPLE] if leads else [], "territory": group.territory,
    }  # fmt: skip
    return render(request, "groups/roles.html", context, status=422 if form.errors else 200)


@opening.group_required
@require_POST
def role_step(request, group, membership, pk, act):
    """Take a role, give it back, or take it off the list; whoever leads does so for others too."""
    role = get_object_or_404(WantedRole.objects.standing().filter(group=group), pk=pk)
    leads = membership is None or membership.is_lead
    actor = {"by": None if membership else request.user, "membership": membership}
    with saying_why(request):
        if act == "prendre":
            holder = _holder(request, group, membership, leads=leads)
            role.take(membership=holder, by=actor["by"], acting=membership)
        elif act == "rendre" and (leads or role.filled_by_id == membership.pk):
            role.give_back(**actor)
        elif act == "oter" and leads:
            role.drop(**actor)
        else:
            raise Http404
    return redirect("groups:roles", group.slug)


def _holder(request, group, membership, *, leads):
    chosen = request.POST.get("qui", "")
    if leads and chosen.isdecimal() and len(chosen) < 19:
        return get_object_or_404(group.memberships.present(), pk=chosen)
    if membership is None:
        raise ValidationError(_("Choose who holds this role."))
    return membership
