"""Calendar files of meetings: one stable UID, a SEQUENCE that grows when it moves, CANCEL when it is called off."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Event

from foundation.calendars import TYPE, calendar_of

FILE_NAME = "rencontre.ics"

__all__ = ["FILE_NAME", "TYPE", "meeting_file"]


def meeting_file(meeting, *, url=""):
    """Return the bytes of the calendar file of a meeting that has, or had, a date; `url` leads to its page."""
    entry, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    changed_at = meeting.set_at or meeting.created_at
    entry.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("sequence", meeting.edition)
    entry.add("summary", f"{meeting.title} · {meeting.group}")
    entry.add("dtstart", meeting.starts_at.astimezone(zone))
    entry.add("dtend", meeting.ends_at.astimezone(zone))
    entry.add("location", meeting.place or meeting.online_url)
    entry.add("url", url or settings.PUBLIC_URL + meeting.get_absolute_url())
    entry.add("description", "\n".join(filter(None, [meeting.online_url, url])))
    entry.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return calendar_of([entry], method="CANCEL" if meeting.is_cancelled else "PUBLISH")
