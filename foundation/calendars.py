"""Calendar files (.ics): an entry keeps its UID, so that a newer edition replaces the older one, or takes it away."""

from datetime import date
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone

TYPE = "text/calendar"


def entry(uid, *, title, begins, ends, edition, changed_at, place="", url="", text="", cancelled=False):
    """Return an entry from `begins` to `ends`, two moments; `text` is what it says, its address `url` without one.

    `edition` counts the changes, the latest at `changed_at`: it replaces the entry of the same `uid`.
    """
    found, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    found.add("uid", f"{uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    found.add("dtstamp", changed_at)
    found.add("last-modified", changed_at)
    found.add("sequence", edition)
    found.add("summary", title)
    found.add("dtstart", begins.astimezone(zone))
    found.add("dtend", ends.astimezone(zone))
    for name, said in {"location": place, "url": url, "description": text or url}.items():
        if said:
            found.add(name, said)
    found.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return found


def invitation(uid, *, cancelled=False, **said):
    """Return the bytes of the calendar file of one `entry`, which takes it away once `cancelled`."""
    return calendar_of([entry(uid, cancelled=cancelled, **said)], method="CANCEL" if cancelled else "PUBLISH")


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
