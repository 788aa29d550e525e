"""What else the desk of an evening leads to: higher floors offer their pages here, this one need not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from foundation.offers import Offers


@dataclass(frozen=True)
class DeskLink:
    """A page about one evening; `url` takes the evening, `tab` puts it among the desk's tabs, `under` below one."""

    label: str
    url: Callable
    tab: bool = False
    under: str = ""


_links = Offers(key=attrgetter("label"))
offer = _links.offer


def links_of(event):
    """Return (label, address, whether it is a tab) of the pages that other floors offer about `event`."""
    return [(link.label, link.url(event), link.tab) for link in _links if not link.under]


def links_under(event, tab):
    """Return (label, address) of the pages that other floors offer below the tab named `tab`."""
    return [(link.label, link.url(event)) for link in _links if link.under == tab]
