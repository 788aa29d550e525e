"""How long a freed seat is held for the person it is offered to (D4): arithmetic only, no rows."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from foundation.clocks import NIGHT_BEGINS, NIGHT_ENDS, after_night

LAST_DAYS = timedelta(days=2)  # before the evening: offers are short from there on
HELD_HOURS, HELD_HOURS_LATE = 48, 4  # what an evening begins with; each one may choose otherwise


def offer_ends(at, event_starts_at, *, hours=HELD_HOURS, late_hours=HELD_HOURS_LATE):
    """Return the moment when an offer made `at` ends (D4); both moments are aware, hours are whole.

    48 h, counted from 8:00 for what is offered at night, and never ending at night. In the last two days 4 h, of
    a clock that stops between 21:00 and 8:00 in the local time. Never after the evening has begun.
    """
    begins = after_night(at).astimezone(_zone())
    if event_starts_at - at > LAST_DAYS:
        ends = after_night(begins.astimezone(UTC) + timedelta(hours=hours))
    else:
        ends = _awake(begins, timedelta(hours=late_hours))
    return min(ends, event_starts_at).astimezone(_zone())


def _awake(begins, left):
    """Return the moment when `left` has passed since `begins`, nights not counted."""
    while True:
        evening = _at(begins.date(), NIGHT_BEGINS)
        today = evening - begins  # both clocks changes fall at night: hours of one day are all as long
        if left <= today:
            return begins + left
        left -= today
        begins = _at(begins.date() + timedelta(days=1), NIGHT_ENDS)


def _at(day, hour):
    return datetime.combine(day, hour, _zone())


def _zone():
    return ZoneInfo(settings.TIME_ZONE)
