"""Who may open members' pages: whoever is in the register, by their proved address (D65)."""

from functools import wraps

from django.http import Http404

from members.cooperative.models import Member


def memberships_of(person):
    """The memberships of `person` in force today, themselves first, then as delegate of structures (D41)."""
    mine = Member.objects.of_person(person).registered()
    return mine.select_related("cooperative__territory", "college", "category").order_by("kind", "pk")


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
