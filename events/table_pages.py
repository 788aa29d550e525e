"""Pages about a table that a higher floor holds, and whose addresses it offers: this one need not know them.

Where the QR of a table leads; and the page of who facilitates it, during the evening.
"""

from datetime import timedelta

OPENS = timedelta(hours=4)  # before an evening begins: halls are prepared, the showcase is open

_address_of = []
_live_page_of = []


def offer(address_of):
    """Let `address_of(code)`, a whole address, answer for the code of a table; called once by an app when ready."""
    _address_of[:] = [address_of]


def address_of(table):
    """Return the address that the QR of `table` (what has a code) says, an empty text when no floor has such a page."""
    return _address_of[0](table.code) if _address_of else ""


def offer_live(page_of):
    """Let `page_of(facilitator)`, a path, answer for their page during the evening; called once by a ready app."""
    _live_page_of[:] = [page_of]


def live_page_of(facilitator):
    """Return the path of the page of a facilitator during the evening, an empty text when no floor has one."""
    return _live_page_of[0](facilitator) if _live_page_of else ""
