"""The tabs of a cooperative's pages: its own, and those that a higher room offers, which this one need not know."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.offers import Offers


@dataclass(frozen=True)
class Tab:
    """`key` is what a page's `tab` says when it is the current one; `url` takes the cooperative."""

    key: str
    label: str
    url: Callable


def _own(key, label, name):
    return Tab(key, label, lambda cooperative: reverse(f"cooperative:{name}", args=[cooperative.territory.slug]))


_tabs = Offers(
    _own("board", _("Dashboard"), "board"),
    _own("members", pgettext_lazy("cooperative", "Members"), "register"),
    _own("applications", pgettext_lazy("cooperative", "Applications"), "applications"),
    _own("capital", pgettext_lazy("cooperative", "Capital"), "capital"),
    _own("colleges", _("Colleges"), "colleges"),
    _own("rules", _("Our rules"), "rules"),
    key=attrgetter("key"),
)
offer = _tabs.offer


def tabs_of(cooperative):
    """Return [(key, label, address)] in order."""
    found = []
    for tab in _tabs:
        try:
            found.append((tab.key, tab.label, tab.url(cooperative)))
        except NoReverseMatch:
            continue
    return found
