"""Where the QR of a table leads: a higher floor holds that page and offers its address; this one need not know it."""

_address_of = []


def offer(address_of):
    """Let `address_of(code)`, a whole address, answer for the code of a table; called once by an app when ready."""
    _address_of[:] = [address_of]


def address_of(table):
    """Return the address that the QR of `table` (what has a code) says, an empty text when no floor has such a page."""
    return _address_of[0](table.code) if _address_of else ""
