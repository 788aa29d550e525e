"""The links of the door and of the projector: each opens one page of one meeting, without an account (D64)."""

from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from foundation import links
from members.assemblies.models import Assembly

DOOR, PROJECTION = "assembly-door", "assembly-projection"
AFTER = timedelta(hours=12)  # a meeting that lasts; then both links open nothing


def address_of(assembly, purpose):
    """Return the whole address that opens the door's page or the projector's, made once for the meeting."""
    name = {DOOR: "assemblies:door_link", PROJECTION: "assemblies:projection_link"}[purpose]
    link = links.access(purpose, assembly.pk, until=assembly.starts_at + AFTER)
    return settings.PUBLIC_URL + reverse(name, args=[links.token(link)])


def renew(assembly, purpose):
    """Close every link of `purpose` that was given, and return the address of the new one."""
    links.revoke(purpose, assembly.pk)
    return address_of(assembly, purpose)


def door_required(view):
    """Open `view(request, assembly, …)` of a `pk` to who came by the link of the door, and to nobody else."""
    return _by_link(view, DOOR)


def projection_required(view):
    """As `door_required`, for the projector's link."""
    return _by_link(view, PROJECTION)


def _by_link(view, purpose):
    @login_not_required
    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        if str(pk) not in links.granted(request, purpose=purpose):
            return render(request, "assemblies/screen_link_lost.html", status=403)
        assembly = get_object_or_404(Assembly.objects.told().select_related("cooperative__territory"), pk=pk)
        return view(request, assembly, *args, **kwargs)

    return opened
