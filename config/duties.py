"""Gathers what someone has to do over every floor, for « mon espace » and the page « à faire »."""

from datetime import date, timedelta

from django.utils import timezone

import events.duties
import events.duties.year
import ideas.duties
import ideas.evening.duties
import ideas.groups.duties
import ideas.groups.duties_meetings
import ideas.sorting.duties
import members.assemblies.duties_calling
import members.assemblies.duties_results
import members.assemblies.duties_votes
import members.cooperative.duties_members
import members.cooperative.duties_register
import members.cooperative.duties_year
import members.duties
import projects.coaching.duties
import projects.committee.duties_conditions
import projects.committee.duties_files
import projects.committee.duties_interests
import projects.committee.duties_minutes
import projects.committee.duties_releasing
import projects.committee.duties_sessions
import projects.duties
import projects.duties_seeking

MOST_SHOWN = 12  # in « mon espace »: the page has the rest
MOST_LISTED = 200  # on the page: a team with more to do needs another day, not another line
WEEK = timedelta(days=7)
# Each floor tells its own, and knows no other: a new one is added here, and nowhere else.
SOURCES = [
    events.duties.duties,
    events.duties.year.duties,
    ideas.duties.duties,
    ideas.evening.duties.duties,
    ideas.sorting.duties.duties,
    ideas.groups.duties.duties,
    ideas.groups.duties_meetings.duties,
    members.assemblies.duties_calling.duties,
    members.assemblies.duties_results.duties,
    members.assemblies.duties_votes.duties,
    members.cooperative.duties_members.duties,
    members.cooperative.duties_register.duties,
    members.cooperative.duties_year.duties,
    members.duties.duties,
    projects.coaching.duties.duties,
    projects.committee.duties_conditions.duties,
    projects.committee.duties_files.duties,
    projects.committee.duties_interests.duties,
    projects.committee.duties_minutes.duties,
    projects.committee.duties_releasing.duties,
    projects.committee.duties_sessions.duties,
    projects.duties.duties,
    projects.duties_seeking.duties,
]


def gather(person, *, now):
    """Return every duty of `person`, the most pressing first, what has no date at the end."""
    found = [duty for source in SOURCES for duty in source(person, now)]
    return sorted(found, key=lambda duty: (duty.day or date.max, duty.title))


def narrow(found, *, evening="", territory=""):
    """Return the duties about `evening` and of `territory` (their names), all of them for an empty one."""
    return [duty for duty in found if evening in ("", duty.evening) and territory in ("", duty.territory)]


def grouped(found, *, now):
    """Return [(name, [(duty, whether it is late)])] of the groups that have something: late, week, later, someday."""
    horizon = timezone.localdate(now) + WEEK
    groups = {"late": [], "week": [], "later": [], "someday": []}
    for duty in found[:MOST_LISTED]:
        if duty.late(now):
            groups["late"].append((duty, True))
        elif duty.day is None:
            groups["someday"].append((duty, False))
        else:
            groups["week" if duty.day <= horizon else "later"].append((duty, False))
    return [(name, lines) for name, lines in groups.items() if lines]
