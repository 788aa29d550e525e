"""Gathers what someone has to do over every floor, for « mon espace »."""

from datetime import date

import events.duties
import events.photo_duties
import events.duties_year
import ideas.duties
import members.duties

MOST_SHOWN = 12  # beyond, the list no longer helps: its pages have the rest
# Each floor tells its own, and knows no other: a new one is added here, and nowhere else.
SOURCES = [events.duties.duties, events.photo_duties.duties, events.duties_year.duties, ideas.duties.duties, members.duties.duties]


def gather(person, *, now):
    """Return every duty of `person`, the most pressing first, what has no date at the end."""
    found = [duty for source in SOURCES for duty in source(person, now)]
    return sorted(found, key=lambda duty: (duty.day or date.max, duty.title))
