"""Calendar files of meetings of members: one stable UID, a SEQUENCE that grows, CANCEL when called off."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Event

from foundation.calendars import TYPE, calendar_of

FILE_NAME = "rencontre.ics"

__all__ = ["FILE_NAME", "TYPE", "gathering_file"]


def gathering_file(gathering, *, url):
    """Return the bytes of the calendar file of a meeting of members; `url` leads to its page."""
    entry, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    entry.add("uid", f"members-gathering-{gathering.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", gathering.changed_at)
    entry.add("last-modified", gathering.changed_at)
    entry.add("sequence", gathering.edition)
    entry.add("summary", f"{gathering} · {gathering.cooperative}")
    entry.add("dtstart", gathering.starts_at.astimezone(zone))
    entry.add("dtend", gathering.ends_at.astimezone(zone))
    entry.add("location", gathering.where)
    entry.add("url", url)
    entry.add("description", url)
    entry.add("status", "CANCELLED" if gathering.is_cancelled else "CONFIRMED")
    return calendar_of([entry], method="CANCEL" if gathering.is_cancelled else "PUBLISH")
