"""Who may open the pages of an assembly: its board; its members, signed in or by the link of their notice (D45, D60).

Strangers get 404; whoever is of the cooperative but not allowed gets 403.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from foundation import links
from members.assemblies.access import LINK, mark_of
from members.assemblies.models import Assembly
from members.cooperative.models import Member
from members.cooperative.opening import keeps, refusal

FOR = "pour"  # in the address: for which member, when one person votes for several


def assembly_board_required(view):
    """Open `view(request, assembly, …)` of a territory's `slug` and a `pk` to its board; members get 403."""

    @wraps(view)
    def opened(request, slug, pk, *args, **kwargs):
        known = Assembly.objects.select_related("cooperative__territory", "second_call_of")
        assembly = get_object_or_404(known, pk=pk, cooperative__territory__slug=slug)
        if not keeps(request.user, assembly.cooperative):
            raise refusal(request.user, assembly.cooperative)
        return view(request, assembly, *args, **kwargs)

    return opened


def member_required(view):
    """Open `view(request, assembly, member, …)` of a `pk` to a member called to it, signed in or by their link.

    Whoever votes for several members (oneself, a structure) chooses first: the choice stays in the address, so that two
    windows are never mistaken for one another. `request.acting_for` is what an address of ours ends with to keep it
    ("?pour=12", or ""), `request.acting_members` all of them.
    """

    @login_not_required
    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        assembly = get_object_or_404(Assembly.objects.told().select_related("cooperative__territory"), pk=pk)
        mine = members_here(request, assembly)
        if not mine:
            return _turned_away(request, assembly)
        chosen = request.GET.get(FOR, "")
        member = next((one for one in mine if str(one.pk) == chosen), None)
        if chosen and member is None:
            raise Http404
        if len(mine) == 1:
            member = mine[0]
        if member is None:
            status = 200 if request.method in ("GET", "HEAD") else 422
            context = {"assembly": assembly, "members": mine, "key": FOR}
            return render(request, "assemblies/member_choice.html", context, status=status)
        request.acting_members = mine
        request.acting_for = f"?{FOR}={member.pk}" if len(mine) > 1 else ""
        return view(request, assembly, member, *args, **kwargs)

    return opened


def members_here(request, assembly):
    """The members as whom this visitor may act in `assembly`: their own, as delegate, or by the links of notices."""
    keys = [key.split(":") for key in links.granted(request, purpose=LINK) if key.startswith(f"{assembly.pk}:")]
    by_link = {int(member): mark for _assembly, member, mark in keys}
    asked = Q(pk__in=by_link)
    if request.user.is_authenticated:
        asked |= Q(pk__in=Member.objects.of_person(request.user).values("pk"))
    known = Member.objects.filter(asked, cooperative=assembly.cooperative_id).select_related("college", "cooperative")
    listed = known.filter(pk__in=called_to(assembly).values("pk"))
    own = set(Member.objects.of_person(request.user).filter(pk__in=listed).values_list("pk", flat=True))
    return [one for one in listed.order_by("number") if one.pk in own or by_link.get(one.pk) == mark_of(one)]


def called_to(assembly):
    """The members who may take part in `assembly`, or read what it decided: listed on its record date, or today."""
    everyone = Member.objects.filter(cooperative=assembly.cooperative_id)
    listed = everyone.registered(assembly.record_on or timezone.localdate(assembly.starts_at))
    return everyone.filter(Q(pk__in=listed.values("pk")) | Q(pk__in=everyone.registered().values("pk")))


def member_page(request, name, assembly, *args):
    """The address of a member's page `name` (« assemblies:member_… ») of `assembly`, for the same member."""
    return reverse(name, args=[assembly.pk, *args]) + request.acting_for


def _turned_away(request, assembly):
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise refusal(request.user, assembly.cooperative)
