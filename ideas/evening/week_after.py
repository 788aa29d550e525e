"""A week after an evening: the sheets of the ideas of one's table, to who came (D10)."""

from datetime import timedelta

from django.db import transaction

from ideas import following
from ideas.evening import emails
from ideas.evening.morning import BATCH, MOST_IDEAS, households, make_digest, without_key
from ideas.models.followup import Kind

LATE_BY = timedelta(days=5)


def due_events(now):
    """Evenings held so many days ago (a week when nothing else is set); none at night (D9)."""
    return following.due_events(Kind.SHEETS, now=now, late_by=LATE_BY)


def queue_sheets(event):
    """Queue the sheets of one evening that were not queued yet; return how many letters. Twice changes nothing."""
    digest = make_digest(event)
    concerned = [people for people in households(event) if ideas_of(people, digest)]
    waiting = without_key(concerned, emails.week_after_key)
    for start in range(0, len(waiting), BATCH):
        with transaction.atomic():
            for people in waiting[start : start + BATCH]:
                write_sheets(people, digest)
    return len(waiting)


def write_sheets(people, digest):
    """The letter of one household: `people` share an address, the first of them is told."""
    emails.table_sheets(people[0], digest=digest, ideas=ideas_of(people, digest), told=people[0].given_name)


def ideas_of(people, digest):
    """Return the ideas of the tables of those who came, or of everyone when nobody marked who came."""
    came = [person for person in people if person.is_present or not digest.present_count]
    tables = dict.fromkeys(person.table_id for person in came if person.table_id)
    ideas = dict.fromkeys(idea for table in tables for idea in digest.by_table.get(table, []))
    return list(ideas)[: 2 * MOST_IDEAS]
