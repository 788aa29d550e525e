"""What higher floors put beside a page of this one or of its rooms: a page names its place, they know what to say."""

from django.utils.safestring import mark_safe

from foundation.offers import Offers

IDEA, JOURNEY, GROUP = "idea", "journey", "group"

_blocks = {place: Offers() for place in (IDEA, JOURNEY, GROUP)}


def offer(place, block_of):
    """Let `block_of(request, subject)` give HTML, or an empty text, at `place`."""
    _blocks[place].offer(block_of)


def blocks_of(request, place, subject):
    """Return the HTML that stands beside the page of `subject`, an empty text when nobody has anything to say."""
    found = (block_of(request, subject) for block_of in _blocks[place])
    return mark_safe("".join(found))  # each block comes from a template, escaped there
