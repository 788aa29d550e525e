"""What everyone may read of groups, and the page of one group with its two faces: its members', and the public's."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from foundation import keyset, links
from foundation.models import Link
from ideas.groups import acts, opening
from ideas.groups.forms import FilterForm
from ideas.groups.models import ACCESS, GroupMessage, Membership, WantedRole, WorkingGroup
from ideas.groups.models.meeting import next_meeting

PAGE = 24
MOST_COUNTED = 1000
LAST_MESSAGES = 3
MOST_PEOPLE = 100  # a group that meets is smaller
MOST_REQUESTS = 20  # the others come once these are answered


@login_not_required
@require_safe
def group_list(request):
    """The public list: what each group is for, and whom it looks for."""
    form = FilterForm(request.GET)
    groups = form.filter(WorkingGroup.objects.listed())
    count = groups[: MOST_COUNTED + 1].count()
    page = keyset.paginate(groups.for_lists(), order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "form": form,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        **keyset.turning(request.GET, page),
    }
    return render(request, "groups/group_list.html", context)


@login_not_required
@require_safe
def group(request, slug):
    """The group as its members and the team see it; as everyone does when it is public (D19)."""
    found = opening.found(slug)
    membership = opening.membership_in(request, found)
    team = opening.is_of_team(request, found)
    if membership is None and not team:
        return _public_face(request, found)
    people = list(found.memberships.present().in_order()[:MOST_PEOPLE])
    requests = list(found.entries.asked().select_related("wanted_role").order_by("pk")[:MOST_REQUESTS])
    roles = list(WantedRole.objects.standing().filter(group=found).select_related("filled_by").order_by("pk"))
    open_roles = [role for role in roles if role.filled_by is None]
    meeting = next_meeting(found, timezone.now())
    context = {
        "group": found,
        "membership": membership,
        "is_team": team,
        "leads": team or membership.is_lead,
        "people": people,
        "requests": requests,
        "roles": roles,
        "meeting": meeting,
        "posts": GroupMessage.objects.filter(group=found).for_pages()[:LAST_MESSAGES],
        "invited": found.entries.invited().count(),
        "acts": acts.acts_of(found, membership, requests=requests, open_roles=open_roles, meeting=meeting),
        "territory": found.territory,
    }
    return render(request, "groups/group.html", context)


def _public_face(request, found):
    if not WorkingGroup.objects.listed().filter(pk=found.pk).exists():
        raise Http404
    context = {
        "group": found,
        "people": found.memberships.present().count(),
        "roles": WantedRole.objects.open().filter(group=found).order_by("pk"),
        "territory": found.territory,
    }
    return render(request, "groups/public.html", context)


@login_not_required
@require_safe
def open_link(request, token):
    """Exchange the link of a mail for a cookie: the token leaves the address (D64); then the page that it spoke of."""
    link = links.find(token, purpose=ACCESS, kind=Link.Kind.ACCESS)
    member = Membership.objects.present().select_related("group").filter(pk=link.subject).first() if link else None
    if member is None:
        return render(request, "groups/dead_link.html", status=410)
    home, wanted = member.group.get_absolute_url(), request.GET.get("page", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return links.grant(request, redirect(wanted if safe else home), link)
