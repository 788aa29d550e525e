"""Evenings ready to be prepared, for 300 people or for 200: programme, timetable, suggested workshops (D66, D67).

The words are in `events/data/`, in French, as a team edits them; nothing here is published by itself.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.models import Event, Scene, Table, Task, Theme, Workshop

DATA = Path(__file__).parent / "data"
SEATS = 12  # of a suggested table (D5)

Kind = Scene.Kind


@dataclass(frozen=True)
class Pattern:
    """A kind of evening; `scenes` are (minutes after the beginning, how long, kind)."""

    name: str
    label: str
    people: int
    scenes: tuple

    def tasks(self):
        """Return [(days, title, note)] of its timetable, in order."""
        return [(int(row[self.name]), row["title"], row["note"]) for row in _rows("preparation") if row[self.name]]

    def workshops(self):
        """Return [(letter of the theme, number of tables, title, question)] that it suggests."""
        return [(row["theme"], int(row[self.name]), row["title"], row["question"]) for row in _rows("workshops")]


STANDARD = Pattern("standard", _("a whole evening: about 300 people, 25 tables"), 300, Scene.READY_MADE)
SMALL = Pattern(
    "small",
    _("a small territory: about 200 people, 17 tables, a shorter programme and timetable"),
    200,
    ((0, 20, Kind.PLENARY), (20, 120, Kind.WORK), (140, 30, Kind.RESTITUTION), (170, 60, Kind.PARTY)),
)
PATTERNS = {pattern.name: pattern for pattern in (STANDARD, SMALL)}


@transaction.atomic
def begin(event, *, by, pattern=STANDARD, workshops=False):
    """Save a new evening as a draft made after `pattern`: programme, timetable, and workshops to rewrite if wished."""
    event.set_up(by=by)
    if event.starts_at and pattern is not STANDARD:
        event.scenes.all().delete()
        Scene.objects.bulk_create(Scene.ready_made(event, pattern.scenes))
    propose_timetable(event, pattern=pattern)
    if workshops:
        _suggest_workshops(event, pattern=pattern)


@transaction.atomic
def propose_timetable(event, *, pattern=STANDARD):
    """Add the tasks of `pattern` that the evening does not have yet (by their title); return how many."""
    Event.objects.select_for_update().get(pk=event.pk)  # two clicks at once add them once
    known = set(event.tasks.values_list("title", flat=True))
    tasks = [
        Task(event=event, days=days, title=title, note=note)
        for days, title, note in pattern.tasks()
        if title not in known
    ]
    for task in tasks:
        task.due_on = task.reckon()
    Task.objects.bulk_create(tasks)
    return len(tasks)


def _suggest_workshops(event, *, pattern):
    themes = {theme.letter: theme for theme in Theme.objects.all()}
    tables = []
    for number, (letter, count, title, question) in enumerate(pattern.workshops(), start=1):
        workshop = Workshop.objects.create(
            event=event, number=number, title=title, question=question, theme=themes.get(letter)
        )
        tables += [Table(event=event, workshop=workshop, seats=SEATS) for _one in range(count)]
    for number, table in enumerate(tables, start=1):
        table.number = number
    Table.objects.bulk_create(tables)


@cache
def _rows(name):
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))
