"""What the conductor watches: every table of the room, and the figures of this instant."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q

from events.models import Scene, Table
from ideas.models import Idea

MOST_TABLES = 400  # an evening has 28, a very large one 300
MOST_AWAITED = 2  # names on a card


@dataclass(frozen=True)
class Card:
    """One table now; `minutes` since its last idea (None before the first), `awaited` who could say that they came."""

    table: Table
    here: list
    awaited: list
    registered: int
    present: int
    ideas: int
    minutes: int | None
    is_alone: bool
    is_silent: bool

    @property
    def since(self):
        """How long ago the last idea came, in few letters: « 14 min », « 2 h »; a dash before the first."""
        if self.minutes is None:
            return "–"
        return f"{self.minutes} min" if self.minutes < 100 else f"{self.minutes // 60} h"

    @property
    def urgency(self):
        """0 to see first: nobody facilitates; 1: nothing comes; 2: all is well."""
        return 0 if self.is_alone else 1 if self.is_silent else 2


@dataclass(frozen=True)
class Room:
    """The whole room: cards in the order of the numbers, and totals that count people and ideas without a table too."""

    cards: list
    registered: int
    present: int
    ideas: int

    @property
    def alone(self):
        return [card for card in self.cards if card.is_alone]

    @property
    def silent(self):
        """Tables that somebody facilitates, and that write nothing: each table is in one group."""
        return [card for card in self.cards if card.is_silent and not card.is_alone]

    @property
    def urgent_first(self):
        return sorted(self.cards, key=lambda card: (card.urgency, card.table.number))


def room_of(event, *, scene, silent_minutes, now):
    """Return the `Room` of `event`: four statements whatever the number of tables."""
    people = _by_table(
        event.registrations.live().values("table"),
        registered=Count("pk", distinct=True),
        present=Count("attendances", filter=Q(attendances__undone_at=None), distinct=True),
    )
    written = _by_table(
        Idea.objects.standing().filter(event=event).values("table"), ideas=Count("pk"), last=Max("created_at")
    )
    team = defaultdict(list)
    for helper in event.facilitators.standing().exclude(table=None).order_by("family_name", "pk"):
        team[helper.table_id].append(helper)
    tables = Table.objects.open().filter(event=event, workshop__in=event.workshops.published())
    cards = [
        _card(table, team[table.pk], people.get(table.pk, {}), written.get(table.pk, {}), scene, silent_minutes, now)
        for table in tables.select_related("workshop").order_by("number")[:MOST_TABLES]
    ]
    return Room(
        cards,
        registered=sum(row["registered"] for row in people.values()),
        present=sum(row["present"] for row in people.values()),
        ideas=sum(row["ideas"] for row in written.values()),
    )


def _by_table(rows, **counts):
    return {row["table"]: row for row in rows.order_by().annotate(**counts)}


def _card(table, team, people, written, scene, silent_minutes, now):
    here = [helper for helper in team if helper.here_at]
    last = written.get("last")
    return Card(
        table,
        here,
        [helper for helper in team if not helper.here_at][:MOST_AWAITED],
        people.get("registered", 0),
        people.get("present", 0),
        written.get("ideas", 0),
        minutes=max(0, (now - last) // timedelta(minutes=1)) if last else None,
        is_alone=not here and expects_facilitators(scene),
        is_silent=_is_silent(last, scene, silent_minutes, now),
    )


def expects_facilitators(scene):
    """From the plenary until the end of the work, a table without facilitator is a problem; before and after, none."""
    return scene is not None and scene.kind in (Scene.Kind.PLENARY, Scene.Kind.WORK)


def _is_silent(last, scene, silent_minutes, now):
    """Whether nothing came for so long, counted from the beginning of the work at the earliest; never while paused."""
    if scene is None or scene.kind != Scene.Kind.WORK or scene.is_paused:
        return False
    since = max(last, scene.begins_at) if last else scene.begins_at
    return now - since >= timedelta(minutes=silent_minutes)
