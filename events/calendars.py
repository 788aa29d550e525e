"""Calendar files (.ics): the same evening keeps its UID, so that a newer file replaces the older one."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event

from foundation.calendars import TYPE, calendar_of

FILE_NAME = "soiree.ics"

__all__ = ["FILE_NAME", "TYPE", "calendar_of", "event_file", "facilitator_file", "ticket_line"]


def event_file(event, *, url="", tickets=()):
    """Return the bytes of the evening's calendar file; with `tickets`, the tables and names are in its text.

    SEQUENCE and LAST-MODIFIED grow with each change of the evening, and a cancelled evening says so.
    """
    lines = [event.tagline, *(ticket_line(ticket) for ticket in tickets), url or event.public_url]
    return calendar_of([_evening(event, url=url, lines=lines)])


def facilitator_file(person):
    """Return the bytes of one facilitator's calendar file: the evening with their table, and their briefing."""
    event, briefing = person.event, person.briefing
    table = person.table
    where = _("Table %(number)s, %(workshop)s") % {"number": table.number, "workshop": table.workshop} if table else ""
    entries = (
        [_evening(event, lines=[_("You facilitate a table."), where, event.public_url])] if event.starts_at else []
    )
    if briefing:
        entries.append(_briefing(event, briefing))
    return calendar_of(entries)


def _briefing(event, briefing):
    entry, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    entry.add("uid", f"briefing-{briefing.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", briefing.changed_at)
    entry.add("last-modified", briefing.changed_at)
    entry.add("sequence", briefing.edition)
    entry.add("summary", _("Briefing · %(evening)s") % {"evening": event})
    entry.add("dtstart", briefing.starts_at.astimezone(zone))
    entry.add("dtend", briefing.ends_at.astimezone(zone))
    entry.add("location", briefing.place or briefing.online_url)
    entry.add("description", briefing.online_url or event.public_url)
    entry.add("status", "CONFIRMED")
    return entry


def _evening(event, *, lines, url=""):
    sequence, changed_at = event.calendar_edition()
    entry = Event()
    entry.add("uid", f"evening-{event.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("sequence", sequence)
    entry.add("summary", f"{event.brand} · {event.territory}")
    zone = ZoneInfo(settings.TIME_ZONE)
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("location", ", ".join(filter(None, [event.venue_name, event.venue_address])))
    entry.add("url", url or event.public_url)
    entry.add("description", "\n".join(filter(None, lines)))
    entry.add("status", "CANCELLED" if event.is_called_off else "CONFIRMED")
    return entry


def ticket_line(ticket):
    """« Nadia Morel : table 7, Le dernier kilomètre », in the language in force."""
    if ticket.told_table is None:
        return _("%(name)s: table to be told later") % {"name": ticket.full_name}
    return _("%(name)s: table %(number)s, %(workshop)s") % {
        "name": ticket.full_name,
        "number": ticket.told_table.number,
        "workshop": ticket.told_table.workshop.title,
    }
