"""Which table a small one could join (D6): the same workshop first, then the same theme, then where most people sit."""

from dataclasses import dataclass
from datetime import timedelta

from events.models import Table

PROPOSED_BEFORE = timedelta(days=3)  # D6
MOST_TARGETS = 6  # shown per table: the nearest ones


@dataclass(frozen=True)
class Proposal:
    """A table with too few people, and those that could take them, the nearest first; `held` when a seat is offered."""

    table: Table
    targets: list
    held: bool


def proposals(event):
    """Return the `Proposal`s of `event`: a fixed number of statements, whatever its size."""
    published = Table.objects.filter(event=event, workshop__in=event.workshops.published()).open()
    tables = list(published.select_related("workshop__theme").with_held().order_by("number"))
    small = [table for table in tables if table.seats_taken < event.least_seats]
    return [Proposal(table, nearest(table, tables)[:MOST_TARGETS], bool(table.held_count)) for table in small]


def nearest(table, tables):
    """Return the tables of `tables` with room for everyone of `table`, the nearest first."""
    fitting = [one for one in tables if one.pk != table.pk and one.seats_left >= table.seats_taken]
    return sorted(fitting, key=lambda one: _distance(table, one))


def _distance(table, other):
    workshop, theirs = table.workshop, other.workshop
    same_theme = workshop.theme_id is not None and workshop.theme_id == theirs.theme_id
    kin = 0 if workshop.pk == theirs.pk else 1 if same_theme else 2
    return kin, -other.seats_taken, other.number
