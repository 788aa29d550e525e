"""Opens a page only in a demonstration, and only to this very machine."""

from functools import wraps
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404


def demonstration_only(view):
    """Answer 404 unless DEMO=1 and the visitor is on this machine; no sign-in is asked."""

    @login_not_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEMO or not came_from_here(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def came_from_here(request):
    """Whether the visitor is this machine itself; a proxy speaks for someone else, so it is not."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
