"""Gathers what someone has to do over every floor, for « mon espace »."""

from datetime import date
from importlib import import_module

MOST_SHOWN = 12  # beyond, the list no longer helps: its pages have the rest


def _offered(*modules):
    """The `duties(person, now)` of each floor that offers one."""
    return [import_module(name).duties for name in modules]


# Each floor tells its own: a new one is added here, and nowhere else.
SOURCES = _offered("events.duties", "ideas.duties")


def gather(person, *, now):
    """Return every duty of `person`, the most pressing first, what has no date at the end."""
    found = [duty for source in SOURCES for duty in source(person, now)]
    return sorted(found, key=lambda duty: (duty.day or date.max, duty.title))
