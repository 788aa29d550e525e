"""What higher floors put beside a page of this one or of its rooms: a page names its place, they know what to say."""

from django.utils.safestring import mark_safe

IDEA, JOURNEY, GROUP = "idea", "journey", "group"

_blocks = {}


def offer(place, block_of):
    """Let `block_of(request, subject)` give HTML, or an empty text, at `place`; called once by a ready app."""
    known = _blocks.setdefault(place, [])
    if block_of not in known:
        known.append(block_of)


def blocks_of(request, place, subject):
    """Return the HTML that stands beside the page of `subject`, an empty text when nobody has anything to say."""
    found = (block_of(request, subject) for block_of in _blocks.get(place, ()))
    return mark_safe("".join(found))  # each block comes from a template, escaped there
