"""Who may take presences: the board, and whoever holds the link of the door; the projector's own link (D60, D64)."""

from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation import links
from members.assemblies.models import Assembly
from members.cooperative.opening import keeps, refusal

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


def sheet_required(view):
    """Open `view(request, assembly, …)` to the board, or to the link of the door; `request.at_the_door` tells which."""

    @login_not_required
    @wraps(view)
    def opened(request, slug, pk, *args, **kwargs):
        known = Assembly.objects.select_related("cooperative__territory", "second_call_of")
        assembly = get_object_or_404(known, pk=pk, cooperative__territory__slug=slug)
        request.at_the_door = not keeps(request.user, assembly.cooperative)
        if request.at_the_door and str(assembly.pk) not in links.granted(request, purpose=DOOR):
            if request.user.is_authenticated:
                raise refusal(request.user, assembly.cooperative)
            return redirect_to_login(request.get_full_path())
        return view(request, assembly, *args, **kwargs)

    return opened


def projection_required(view):
    """Open `view(request, assembly, …)` of a `pk` to who came by the projector's link, and to the board."""

    @login_not_required
    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        assembly = get_object_or_404(Assembly.objects.told().select_related("cooperative__territory"), pk=pk)
        by_link = str(assembly.pk) in links.granted(request, purpose=PROJECTION)
        if not (by_link or keeps(request.user, assembly.cooperative)):
            raise Http404
        return view(request, assembly, *args, **kwargs)

    return opened
