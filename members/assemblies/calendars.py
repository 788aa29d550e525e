"""Calendar file of a general meeting: one stable UID, a SEQUENCE that grows with each notice, CANCEL at the end."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Event

from foundation.calendars import TYPE, calendar_of

FILE_NAME = "assemblee.ics"
ABOUT = timedelta(hours=2)  # a notice says no end: what a calendar keeps free

__all__ = ["FILE_NAME", "TYPE", "assembly_file"]


def assembly_file(assembly, *, edition):
    """Return the bytes of the calendar file of `assembly` as its `edition` calls it, in the language in force.

    It leads to the page for which one signs in: calendars are shared, the link of a notice is not.
    """
    entry, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    url = settings.PUBLIC_URL + reverse("assemblies:member_assembly", args=[assembly.pk])
    kind = capfirst(assembly.get_kind_display())
    title = _("%(kind)s, second call") % {"kind": kind} if assembly.is_second_call else kind
    entry.add("uid", f"assembly-{assembly.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    entry.add("dtstamp", edition.at)
    entry.add("last-modified", edition.at)
    entry.add("sequence", edition.number)
    entry.add("summary", f"{title} · {assembly.cooperative}")
    entry.add("dtstart", assembly.starts_at.astimezone(zone))
    entry.add("dtend", (assembly.starts_at + ABOUT).astimezone(zone))
    entry.add("location", assembly.place or assembly.remote_link)
    entry.add("url", url)
    entry.add("description", "\n".join(one for one in (assembly.remote_link, url) if one))
    entry.add("status", "CANCELLED" if assembly.is_cancelled else "CONFIRMED")
    return calendar_of([entry], method="CANCEL" if assembly.is_cancelled else "PUBLISH")
