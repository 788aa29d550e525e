"""Who has a sheet open right now: shown, never a lock; the cache forgets it within a minute."""

import time

from django.core.cache import cache

SEEN = 45  # seconds: a page asks every fifteen
MOST = 6  # names shown


def note(sheet, *, key, name):
    """Note that the writer `key`, called `name`, has this sheet open; return the names of the others, sorted."""
    place, now = f"projects:sheet-open:{sheet.pk}", time.time()
    present = {who: said for who, said in (cache.get(place) or {}).items() if now - said[1] < SEEN}
    present[key] = (name, now)
    cache.set(place, present, SEEN * 2)
    return sorted(said[0] for who, said in present.items() if who != key)[:MOST]
