"""The calendar file of a slot, as it was told to who presents the project: its SEQUENCE grows when it moves (D24)."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event

from foundation.calendars import calendar_of

FILE_NAME = "passage-comite.ics"


def slot_file(item, notice, *, url):
    """Return the bytes of the calendar file of a slot as it was told (`SlotNotice`); `url` leads to its page."""
    entry, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    entry.add("uid", f"committee-slot-{item.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", notice.changed_at)
    entry.add("last-modified", notice.changed_at)
    entry.add("sequence", notice.edition)
    entry.add("summary", _("Expert committee · %(project)s") % {"project": item.project})
    entry.add("dtstart", notice.begins_at.astimezone(zone))
    entry.add("dtend", notice.ends_at.astimezone(zone))
    if notice.place:
        entry.add("location", notice.place)
    entry.add("url", url)
    entry.add("description", url)
    entry.add("status", "CANCELLED" if notice.cancelled_at else "CONFIRMED")
    return calendar_of([entry], method="CANCEL" if notice.cancelled_at else "PUBLISH")
