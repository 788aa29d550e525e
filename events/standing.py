"""Where an evening stands for someone who would like to come, and whether it takes registrations."""

from enum import StrEnum


def seats_left(event, workshops):
    """Return how many people may still come, over `workshops` read with their seats (D3, D4)."""
    at_tables = sum(workshop.seats_left for workshop in workshops)
    if not event.has_wishes_mode:
        return at_tables
    places = event.places_left()
    return places if event.takes_wishes else min(places, at_tables)


class Standing(StrEnum):
    DRAFT = "draft"
    SOON = "soon"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    OVER = "over"


def standing(event, *, now, seats_left):
    """Return the `Standing` of `event` when `seats_left` seats remain in all (D1, D4)."""
    if event.is_draft:
        return Standing.DRAFT
    if event.is_called_off:
        return Standing.CANCELLED
    if not event.is_living or event.ends_at <= now:
        return Standing.OVER
    if event.registration_opens_at and now < event.registration_opens_at:
        return Standing.SOON
    if not event.is_open_for_registration(now):
        return Standing.CLOSED
    return Standing.OPEN if seats_left > 0 else Standing.FULL
