"""The tasks of a timetable as a calendar file: whole days, the same UID for the same task."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event


def timetable_file(event, tasks):
    """Return the bytes of the calendar file of `tasks`, which all have their day."""
    calendar, host = Calendar(), urlsplit(settings.PUBLIC_URL).hostname
    calendar.add("prodid", "-//Start-Up de Territoire//FR")
    calendar.add("version", "2.0")
    page = settings.PUBLIC_URL + reverse("events:timetable", args=[event.slug])
    for task in tasks:
        entry = Event()
        entry.add("uid", f"task-{task.pk}@{host}")
        entry.add("dtstamp", task.created_at)
        entry.add("summary", f"{task.title} · {event}")
        entry.add("dtstart", task.due_on)
        entry.add("dtend", task.due_on + timedelta(days=1))
        entry.add("description", "\n".join(line for line in (task.who, task.note, page) if line))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return calendar.to_ical()
