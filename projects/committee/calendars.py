"""Calendar files of sessions: a stable UID, a SEQUENCE that grows when they move, CANCEL when called off (D33)."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event

from foundation.calendars import TYPE, calendar_of

FILE_NAME = "comite.ics"
IN_THE_ROOM = timedelta(hours=3)  # how long a calendar keeps for a meeting whose end nobody knows

__all__ = ["FILE_NAME", "TYPE", "session_file"]


def session_file(session, announcement, *, url):
    """Return the bytes of the calendar file of a session as it was announced; `url` leads to its page.

    A session in the room fills its hours; one online is an entry at its deadline, half an hour long: nobody is asked to
    keep a week free.
    """
    entry, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    begins, ends = hours(announcement)
    entry.add("uid", f"committee-session-{session.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", announcement.changed_at)
    entry.add("last-modified", announcement.changed_at)
    entry.add("sequence", announcement.edition)
    if announcement.mode == session.Mode.ONLINE:
        entry.add("summary", _("Expert committee of %(territory)s: votes until now") % {"territory": session.committee})
    else:
        entry.add("summary", _("Expert committee of %(territory)s") % {"territory": session.committee})
        entry.add("location", announcement.place)
    entry.add("dtstart", begins.astimezone(zone))
    entry.add("dtend", ends.astimezone(zone))
    entry.add("url", url)
    entry.add("description", url)
    entry.add("status", "CANCELLED" if announcement.cancelled_at else "CONFIRMED")
    return calendar_of([entry], method="CANCEL" if announcement.cancelled_at else "PUBLISH")


def hours(announcement):
    """Return (begins, ends) of what a calendar keeps."""
    if announcement.mode == "online":
        return announcement.closes_at - timedelta(minutes=30), announcement.closes_at
    longest = announcement.starts_at + IN_THE_ROOM
    return announcement.starts_at, max(min(announcement.closes_at, longest), announcement.starts_at)
