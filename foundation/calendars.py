"""Calendar files (.ics): what every one of them has around its entries."""

from datetime import date
from functools import cache

from django.conf import settings
from icalendar import Calendar, Timezone

TYPE = "text/calendar"


def calendar_of(entries, *, method="PUBLISH"):
    """Return the bytes of a calendar file of these entries, with the changes of the clocks; CANCEL takes them away."""
    calendar = Calendar()
    calendar.add("prodid", "-//Start-Up de Territoire//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_clocks())
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()


@cache
def _clocks():
    """The changes of the clocks, as calendars want them; slow to work out, and the same for every evening."""
    return Timezone.from_tzid(settings.TIME_ZONE, first_date=date(2015, 1, 1))  # the first evening was in 2015
