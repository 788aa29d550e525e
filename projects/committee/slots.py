"""When each file is heard: computed from the order and the minutes, never typed (D24, D33)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Slot:
    """From when to when a file is heard in the room."""

    begins: datetime
    ends: datetime


def slots_of(session, items=None):
    """Return {key of the item: `Slot`} of what stands on the agenda, in order; empty for a session held online only.

    `items`, when given, are those standing, in their order: nothing is read then.
    """
    if session.mode == session.Mode.ONLINE:
        return {}
    begins, slots = session.starts_at, {}
    for item in session.items.standing() if items is None else items:
        ends = begins + timedelta(minutes=item.minutes)
        slots[item.pk] = Slot(begins, ends)
        begins = ends
    return slots


def slot_of(item):
    """The `Slot` of one file; None online, or once it left the agenda."""
    return slots_of(item.session).get(item.pk)
