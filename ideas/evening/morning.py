"""The morning after an evening: who is written to, and what was produced (D10)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from events.models import Event
from ideas.evening import emails
from ideas.models import Idea
from outbox.models import Message

FROM, UNTIL = time(9), time(21)  # never at night (D9)
LATE_BY = timedelta(days=3)  # a worker that was stopped for a week-end still thanks people
BATCH = 50  # letters per transaction: a phone that writes waits for none
MOST_IDEAS = 8


@dataclass(frozen=True)
class Digest:
    """What the evening produced, read once for all its letters."""

    event: Event
    ideas: list  # the newest, listed
    by_table: dict  # table's key → its listed ideas
    idea_count: int
    present_count: int  # 0 when nobody was marked present


def due_events(now):
    """Evenings whose morning after has come, at most `LATE_BY` ago; none at night."""
    if not FROM <= timezone.localtime(now).time() < UNTIL:
        return []
    since = now - LATE_BY - timedelta(days=1)
    held = Event.objects.living() | Event.objects.past()  # nobody may have said that it is over
    held = held.filter(starts_at__gte=since, ends_at__lte=now).select_related("territory")
    return [event for event in held if _is_due(event, now)]


def queue_letters(event):
    """Queue the letters of one evening that were not queued yet; return how many."""
    digest = make_digest(event)
    households = [people for people in _households(event) if people]
    known = _known(people[0] for people in households)
    waiting = [people for people in households if emails.morning_after_key(people[0]) not in known]
    for start in range(0, len(waiting), BATCH):
        with transaction.atomic():
            for people in waiting[start : start + BATCH]:
                _write(people, digest)
    return len(waiting)


def make_digest(event):
    listed = list(Idea.objects.listed().filter(event=event).order_by("-pk").only("title", "slug", "table_id"))
    by_table = defaultdict(list)
    for idea in listed:
        if idea.table_id:
            by_table[idea.table_id].append(idea)
    return Digest(
        event=event,
        ideas=listed[:MOST_IDEAS],
        by_table=by_table,
        idea_count=Idea.objects.standing().filter(event=event).count(),
        present_count=event.registrations.present().count(),
    )


def _is_due(event, now):
    """The morning after is 9:00 of the day that follows the evening's beginning: parties end after midnight."""
    day = timezone.localtime(event.starts_at).date() + timedelta(days=1)
    morning = timezone.make_aware(datetime.combine(day, FROM))
    return morning <= now < morning + LATE_BY


def _households(event):
    """People by address: one letter each, whoever brought or paid for whom; the first registered comes first."""
    people = event.registrations.live().with_presence().select_related("brought_by", "table__workshop", "event")
    by_address = defaultdict(list)
    for registration in people.order_by("pk"):
        if registration.address:
            by_address[registration.address.lower()].append(registration)
    return by_address.values()


def _known(heads):
    keys = [emails.morning_after_key(head) for head in heads]
    return set(Message.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()


def _write(people, digest):
    """One letter: thanks as soon as one of them came, or when nobody marked who came."""
    head, told = people[0], people[0].given_name
    came = [person for person in people if person.is_present]
    if came or not digest.present_count:
        tables = dict.fromkeys(person.table_id for person in came or people if person.table_id)
        ideas = [idea for table in tables for idea in digest.by_table.get(table, [])]
        seated = next((person for person in came or people if digest.by_table.get(person.table_id)), head)
        emails.thanks(head, digest=digest, table_ideas=ideas[: 2 * MOST_IDEAS], told=told, table=seated.table)
    else:
        emails.missed(head, digest=digest, told=told)
