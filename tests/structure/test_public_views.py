"""Every view asks for a signed-in person, but these: whoever adds one says so here."""

import pytest
from django.urls import URLPattern, get_resolver

pytestmark = pytest.mark.once

PUBLIC = {
    "home",
    "healthz",
    "set_language",
    "members:colours",
    "members:communes",
    "members:territory",
    "outbox:unsubscribe",
}


def test_public_views_are_these():
    public = {
        name
        for name, view in _views(get_resolver().url_patterns)
        if not getattr(view, "login_required", True) and not view.__module__.startswith("allauth.")
    }
    assert public == PUBLIC


def _views(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _views(pattern.url_patterns, inner)
