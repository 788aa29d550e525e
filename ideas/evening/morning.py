"""The morning after an evening: who is written to, and what was produced (D10)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Coalesce

from events.models import Event
from ideas import following
from ideas.evening import emails
from ideas.evening.restitution import stickers_of, told_ideas
from ideas.models import Idea, Star
from ideas.models.followup import Kind
from outbox.models import Message

LATE_BY = timedelta(days=3)  # a worker that was stopped for a week-end still thanks people
BATCH = 50  # letters per transaction: a phone that writes waits for none
MOST_IDEAS = 8
UNSTARRED = 9  # after every star
SHOWN = ("title", "slug", "table_id", "need", "first_step", "seeks_bearer")


@dataclass(frozen=True)
class Digest:
    """What the evening produced, read once for all its letters."""

    event: Event
    ideas: list  # those told to the hall, else the newest
    told: list  # those told to the hall
    by_table: dict  # table's key → its listed ideas
    idea_count: int
    present_count: int  # 0 when nobody was marked present


def due_events(now):
    """Evenings whose morning after has come, at most `LATE_BY` ago; none at night (D9).

    Parties end after midnight: it is the morning of the day that follows the one on which they began.
    """
    return following.due_events(Kind.MORNING, now=now, late_by=LATE_BY)


def queue_letters(event):
    """Queue the letters of one evening that were not queued yet; return how many."""
    digest = make_digest(event)
    waiting = without_key(households(event), emails.morning_after_key)
    for start in range(0, len(waiting), BATCH):
        with transaction.atomic():
            for people in waiting[start : start + BATCH]:
                _write(people, digest)
    return len(waiting)


def make_digest(event):
    places = Idea.objects.on_pages().filter(event=event).order_by("-pk")
    places = list(places.values_list("table", Coalesce("whole", "pk")))  # what a table wrote, as it can be read today
    wholes = Idea.objects.listed().only(*SHOWN).in_bulk([head for _table, head in places])
    listed = [wholes[head] for head in dict.fromkeys(head for _table, head in places) if head in wholes]
    told, stars, stickers = told_ideas(event), _stars(event), stickers_of(event) or {}
    for idea in [*listed, *told]:
        idea.rank, idea.sticker_count = stars.get(idea.pk), stickers.get(idea.pk, 0)
    by_table = defaultdict(list)
    produced = [(table, wholes[head]) for table, head in dict.fromkeys(places) if table and head in wholes]
    for table, idea in sorted(produced, key=lambda one: (one[1].rank or UNSTARRED, -one[1].sticker_count)):
        by_table[table].append(idea)
    return Digest(
        event=event,
        ideas=(told or listed)[:MOST_IDEAS],
        told=told[:MOST_IDEAS],
        by_table=by_table,
        idea_count=Idea.objects.standing().filter(event=event).count(),
        present_count=event.registrations.present().count(),
    )


def _stars(event):
    """Return {whole's key: the best star of a table that it holds}."""
    return Star.objects.of_event(event).best()


def households(event):
    """People by address: one letter each, whoever brought or paid for whom; the first registered comes first."""
    people = event.registrations.live().with_presence().select_related("brought_by", "table__workshop", "event")
    by_address = defaultdict(list)
    for registration in people.order_by("pk"):
        if registration.address:
            by_address[registration.address.lower()].append(registration)
    return by_address.values()


def without_key(found, key):
    """Return the households whose letter, named by `key` of their first person, is not in the box yet."""
    named = {key(people[0]): people for people in found}
    known = set(Message.objects.filter(key__in=list(named)).values_list("key", flat=True)) if named else set()
    return [people for name, people in named.items() if name not in known]


def _write(people, digest):
    """One letter: thanks as soon as one of them came, or when nobody marked who came."""
    head, told = people[0], people[0].given_name
    came = [person for person in people if person.is_present]
    if came or not digest.present_count:
        tables = dict.fromkeys(person.table_id for person in came or people if person.table_id)
        ideas = list(dict.fromkeys(idea for table in tables for idea in digest.by_table.get(table, [])))
        seated = next((person for person in came or people if digest.by_table.get(person.table_id)), head)
        emails.thanks(head, digest=digest, table_ideas=ideas[: 2 * MOST_IDEAS], told=told, table=seated.table)
    else:
        emails.missed(head, digest=digest, told=told)
