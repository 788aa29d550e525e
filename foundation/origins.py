"""Tells a page's own form from another site's, where there is neither session nor cookie to prove it."""

from urllib.parse import urlsplit

from django.conf import settings

HERE = ("localhost", "127.0.0.1", "::1")


def is_own(request):
    """Whether a POST comes from a page of this site.

    Browsers send `Origin` with every POST, and programs that speak for a phone do the same. Without it, the browser's
    own word (`Sec-Fetch-Site`) is enough; without either, nobody vouches for the page and it is refused.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        return origin in {settings.PUBLIC_URL, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("sec-fetch-site") in {"same-origin", "none"}


def only_here():
    """Whether the platform's address opens on this computer alone: a code to scan would lead phones nowhere."""
    return urlsplit(settings.PUBLIC_URL).hostname in HERE
