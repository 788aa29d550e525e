"""Calendar files (.ics): the same evening keeps its UID, so that a newer file replaces the older one."""

from django.utils.translation import gettext as _

from foundation.calendars import TYPE, calendar_of, entry

FILE_NAME = "soiree.ics"

__all__ = ["FILE_NAME", "TYPE", "event_file", "facilitator_file", "ticket_line"]


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
    return entry(
        f"briefing-{briefing.pk}",
        title=_("Briefing · %(evening)s") % {"evening": event},
        begins=briefing.starts_at,
        ends=briefing.ends_at,
        edition=briefing.edition,
        changed_at=briefing.changed_at,
        place=briefing.place or briefing.online_url,
        text=briefing.online_url or event.public_url,
    )


def _evening(event, *, lines, url=""):
    edition, changed_at = event.calendar_edition()
    return entry(
        f"evening-{event.pk}",
        title=f"{event.brand} · {event.territory}",
        begins=event.starts_at,
        ends=event.ends_at,
        edition=edition,
        changed_at=changed_at,
        place=", ".join(filter(None, [event.venue_name, event.venue_address])),
        url=url or event.public_url,
        text="\n".join(filter(None, lines)),
        cancelled=event.is_called_off,
    )


def ticket_line(ticket):
    """« Nadia Morel : table 7, Le dernier kilomètre », in the language in force."""
    if ticket.told_table is None:
        return _("%(name)s: table to be told later") % {"name": ticket.full_name}
    return _("%(name)s: table %(number)s, %(workshop)s") % {
        "name": ticket.full_name,
        "number": ticket.told_table.number,
        "workshop": ticket.told_table.workshop.title,
    }
