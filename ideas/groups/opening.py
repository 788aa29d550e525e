"""Who may open a group's pages: its members, by link (D64) or proved address (D65), and the territory's team."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foundation import links
from ideas.groups.models import ACCESS, Membership, WorkingGroup


def memberships_of(request):
    """Return the present memberships that this visitor holds: by the links of their cookie, or the proved address."""
    subjects = links.granted(request, purpose=ACCESS)
    if not subjects and not request.user.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.opened_by(request.user, subjects=subjects)


def membership_in(request, group):
    """Return this visitor's `Membership` of `group`, or None."""
    return memberships_of(request).filter(group=group).order_by("pk").first()


def group_required(view):
    """Open `view(request, group, membership, …)` of a `slug` to the group and to the team; strangers get 404.

    `membership` is None for the team (D60). A closed group can be read, no longer written: a POST is told so.
    """

    @login_not_required
    @wraps(view)
    def opened(request, slug, *args, **kwargs):
        group = found(slug)
        membership = membership_in(request, group)
        if membership is None and not is_of_team(request, group):
            raise Http404
        if request.method == "POST" and group.is_closed:
            messages.error(request, _("This group is closed: nothing can be changed in it any more."))
            return redirect(group)
        return view(request, group, membership, *args, **kwargs)

    return opened


def lead_required(view):
    """As `group_required`, for those who lead the group and the team; another member is told so (403)."""

    @wraps(view)
    def led(request, group, membership, *args, **kwargs):
        if membership is not None and not membership.is_lead and not is_of_team(request, group):
            raise PermissionDenied
        return view(request, group, membership, *args, **kwargs)

    return group_required(led)


def is_of_team(request, group):
    """Whether this visitor organises the group's territory."""
    return request.user.is_authenticated and WorkingGroup.objects.managed_by(request.user).filter(pk=group.pk).exists()


def found(slug):
    """Return the group of `slug` with what its pages show; 404 without one."""
    group = WorkingGroup.objects.select_related("territory", "idea__event__territory", "event").filter(slug=slug)
    if not (known := group.first()):
        raise Http404
    return known
