"""What waits for the board of a cooperative, told by each area in the words of « à faire »; its dashboard shows all."""

from foundation.offers import Offers

_sources = Offers()  # of (cooperative, now), an iterable of `Duty`
offer = _sources.offer


def awaited_of(cooperative, now):
    """Return every `Duty` of the board of `cooperative`, the most pressing first, what has no date at the end."""
    found = [duty for source in _sources for duty in source(cooperative, now)]
    return sorted(found, key=lambda duty: (duty.day is None, duty.day or now.date(), duty.title))
