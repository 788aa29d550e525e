"""What will leave about an evening: computed each time, never stored, so that it is true when it is read (D9, D10).

Each part of the house that will write by itself offers a plain function `source(event, *, now)` that gives `Coming`s;
whoever stands higher registers its own with `offer`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.offers import Offers

MOST_SHOWN = 40


@dataclass(frozen=True)
class Coming:
    """What will leave: when, what it is in words, to how many addresses as things stand, where it is seen."""

    moment: datetime
    label: str
    count: int
    url: str = ""


_sources = Offers()  # of (event, *, now)
offer = _sources.offer


def coming(event, *, now):
    """Return what will leave about `event`, soonest first."""
    found = [one for source in _sources for one in source(event, now=now) if one.count]
    return sorted(found, key=lambda one: one.moment)[:MOST_SHOWN]


@offer
def reminders(event, *, now):
    from events.reminding import coming_reminders

    return [
        Coming(moment, _("Reminder, %(when)s") % {"when": kind.label}, count)
        for moment, kind, count in coming_reminders(event, now=now)
    ]


@offer
def campaigns(event, *, now):
    planned = event.campaigns.planned().filter(planned_at__gt=now).for_lists()
    return [
        Coming(
            one.departure(one.planned_at),
            capfirst(str(one)),
            one.number,
            reverse("events:campaign", args=[event.slug, one.pk]),
        )
        for one in planned
    ]
