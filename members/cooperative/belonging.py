"""Who may open members' pages: whoever is in the register, by their proved address (D65)."""

from functools import wraps

from django.http import Http404

from members.cooperative.models import Member

MOST = 8  # memberships of one person that their own pages list


def memberships_of(person):
    """The memberships of `person` in force today, themselves first, then as delegate of structures (D41)."""
    mine = Member.objects.of_person(person).registered()
    return mine.select_related("cooperative__territory", "college", "category").order_by("kind", "pk")


def memberships_today(person):
    """The first of `memberships_of(person)`, a list; read once per request, whichever areas ask (as their roles)."""
    if not hasattr(person, "_memberships_today"):
        person._memberships_today = list(memberships_of(person)[:MOST])
    return person._memberships_today


def member_required(view):
    """Open `view(request, members, …)` to who is a member; others get 404, `/societaire/` tells them how to join."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        members = memberships_of(request.user)
        if not members:
            raise Http404
        return view(request, members, *args, **kwargs)

    return opened


def member_of(members, cooperative_id):
    """Return the first of `members` in a cooperative: who acts there."""
    return next((member for member in members if member.cooperative_id == cooperative_id), None)
