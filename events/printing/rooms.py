"""A room by number and shape: who does not read, or not in French, finds it by its sign."""

from dataclasses import asdict, dataclass

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from foundation.folding import fold

SHAPES = (
    ("circle", pgettext_lazy("shape", "circle")),
    ("square", pgettext_lazy("shape", "square")),
    ("triangle", pgettext_lazy("shape", "triangle")),
    ("star", pgettext_lazy("shape", "star")),
    ("hexagon", pgettext_lazy("shape", "hexagon")),
    ("diamond", pgettext_lazy("shape", "diamond")),
    ("cross", pgettext_lazy("shape", "cross")),
)


@dataclass(frozen=True)
class Room:
    """`number` is text; two rooms beyond the seventh may share a shape, never a number."""

    number: str
    shape: str
    words: str  # « Salle des fêtes · n° 1, cercle »


def rooms_of(event):
    """Return {folded name of a room: what is printed of it}, in one statement.

    Numbers follow the oldest table of each room: a room added later changes no sign already printed.
    """
    named = event.tables.exclude(room="").order_by().values("room").annotate(first=Min("pk")).order_by("first")
    found = {}
    for room in named.values_list("room", flat=True):
        number = len(found) + 1
        shape, label = SHAPES[(number - 1) % len(SHAPES)]
        words = _("%(room)s · no. %(number)s, %(shape)s") % {"room": room.strip(), "number": number, "shape": label}
        if room.strip():
            found.setdefault(fold(room).strip(), asdict(Room(str(number), shape, words)))
    return found


def room_of(table, rooms):
    """What is printed of the room of `table`, or None without table or room."""
    return rooms.get(fold(table.room).strip()) if table else None
