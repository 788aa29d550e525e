"""Bad input of a QR: a code that nobody knows, a table whose people joined another one."""

from difflib import get_close_matches

from events.models import Event, Merge, Table
from foundation.codes import clean_code
from ideas.models import Gathering

MOST_CODES = 1000  # read to guess one: more tables than any evening has
# One letter of six mistaken, missing, in excess or exchanged; with two, a guess would often be another table.
ONE_SLIP = 0.83


def nearest_code(typed, *, now):
    """Return the code, open `now`, that was most likely meant by what was typed; an empty text when none is near."""
    open_events = Event.objects.accepting_ideas(now)
    codes = [
        *Table.objects.filter(event__in=open_events).values_list("code", flat=True)[:MOST_CODES],
        *open_events.values_list("code", flat=True)[:MOST_CODES],
        *Gathering.objects.open(now).values_list("code", flat=True)[:MOST_CODES],
    ]
    return next(iter(get_close_matches(clean_code(typed)[:12], codes, n=1, cutoff=ONE_SLIP)), "")


def joined_table(table):
    """Return the table that the people of `table` joined (D6), or None; no query while it has seats."""
    if table is None or table.seats:
        return None
    merge = Merge.objects.standing().filter(source=table).select_related("target__workshop").first()
    return merge and merge.target
