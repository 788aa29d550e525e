"""Documents of an evening to print: each says once what its sheets hold, for typst and for its twin, a page."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import get_language

from foundation import typography
from foundation.offers import Offers


@dataclass(frozen=True)
class Document:
    """One document; higher floors offer theirs, this one need not know them.

    `form` is made of a query string and an event, and holds the `options`. `count(event, options)` is how many sheets
    of paper come out; `data(event, options, wanted)` what those of the range `wanted` say, under the keys that both
    `template` (typst) and `page` (HTML) read, `pages` among them.
    """

    name: str  # in addresses and names of files
    label: str
    what: str
    template: str
    page: str
    form: type
    count: Callable
    data: Callable
    has_codes: bool = False  # its QR must lead somewhere that phones can reach
    before: str = ""  # a fragment shown above its page: what must be done first


_documents = Offers(key=attrgetter("name"))
offer = _documents.offer


def documents():
    """Every document, in the order in which an evening needs them."""
    from events.printing import attendance, badges, caterer, poster

    own = (poster.DOCUMENT, badges.DOCUMENT, attendance.DOCUMENT, caterer.DOCUMENT)
    return (own[0], *_documents, *own[1:])


def find(name):
    """Return the `Document` of this name, or None."""
    return next((document for document in documents() if document.name == name), None)


def said(document, event, options, wanted):
    """Return all that sheets `wanted` (a range) of `document` say about `event`, in the language in force."""
    return {
        "accent": event.territory.accent,
        "brand": event.brand,
        "territory": str(event.territory),
        "day": long_day(event),
        "when": when(event),
        "where": ", ".join(filter(None, [event.venue_name, event.venue_address])),
        **document.data(event, options, wanted),
    }


def long_day(event):
    """« jeudi 17 octobre 2019 », empty without a date."""
    if not event.starts_at:
        return ""
    return typography.long_date(timezone.localtime(event.starts_at), language=get_language())


def when(event):
    """« jeudi 17 octobre 2019, 17 h 30 », empty without a date."""
    if not event.starts_at:
        return ""
    return f"{long_day(event)}, {typography.hour(timezone.localtime(event.starts_at), language=get_language())}"


def in_pages(rows, size):
    """Cut a list into lists of `size`, the last one shorter."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def sheets(rows, size):
    """How many sheets of `size` hold so many rows."""
    return -(-rows // size)
