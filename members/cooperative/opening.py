"""Who may open the pages of a cooperative's board: its administrators (D60).

Strangers get 404; whoever belongs to it or works in its territory, but does not administer it, gets 403. The second
factor is asked by the middleware.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from members.cooperative.models import Cooperative, Member
from members.cooperative.models.cooperative import KEEPING


def board_required(view):
    """Open `view(request, cooperative, …)` of a territory's `slug` to who administers the cooperative today."""

    @wraps(view)
    def opened(request, slug, *args, **kwargs):
        cooperative = get_object_or_404(Cooperative.objects.select_related("territory"), territory__slug=slug)
        if not keeps(request.user, cooperative):
            raise refusal(request.user, cooperative)
        return view(request, cooperative, *args, **kwargs)

    return opened


def kept_member_required(view):
    """As `board_required`, for the address of one member: `view(request, member, …)` of a `slug` and a `pk`."""

    @wraps(view)
    def opened(request, cooperative, pk, *args, **kwargs):
        known = Member.objects.select_related("category", "college", "person")
        member = get_object_or_404(known, cooperative=cooperative, pk=pk)
        member.cooperative = cooperative  # with its territory, read once
        return view(request, member, *args, **kwargs)

    return board_required(opened)


def keeps(person, cooperative):
    """Whether `person` administers the cooperative today (D60)."""
    return person.is_authenticated and person.has_role(*KEEPING, territory=cooperative.territory)


def refusal(person, cooperative):
    """What to raise: 403 for whoever belongs to the cooperative or works in its territory, 404 for a stranger."""
    if not person.is_authenticated:
        return Http404()
    works = any(role.territory_id == cooperative.territory_id for role in person.roles_now())
    known = works or Member.objects.filter(cooperative=cooperative).registered().of_person(person).exists()
    return PermissionDenied() if known else Http404()
