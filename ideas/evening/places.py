"""Where a QR leads: a table of an evening, or the evening itself."""

from dataclasses import dataclass

from events.models import Event, Table
from events.models.programme import current_scene
from foundation.codes import clean_code
from ideas.models import Idea

MOST_NOTES = 5  # « already at this table »: enough to bounce on, light on a phone


@dataclass(frozen=True)
class Place:
    """A table of `event`, or the evening as a whole when `table` is None."""

    code: str
    event: Event
    table: Table | None

    def is_open(self, *, now):
        """Whether ideas may still be sent here (D12)."""
        return Event.objects.accepting_ideas(now).filter(pk=self.event.pk).exists()

    def scene(self, *, now):
        return current_scene(list(self.event.scenes.in_order()), now=now)

    def ideas(self):
        """The last ideas of this place that may be shown."""
        ideas = Idea.objects.on_wall().filter(event=self.event)
        if self.table:
            ideas = ideas.filter(table=self.table)
        return ideas.order_by("-pk")[:MOST_NOTES]


def find_place(code):
    """Return the `Place` of a code as people type it, or None; a draft is nobody's business yet."""
    code = clean_code(code)
    table = Table.objects.select_related("event__territory", "workshop").filter(code=code).first()
    event = table.event if table else Event.objects.select_related("territory").filter(code=code).first()
    if event is None or event.status == Event.Status.DRAFT:
        return None
    return Place(code, event, table)


def seconds_left(scene, *, now):
    """Return the whole seconds left of a scene, never negative; None without a scene."""
    if scene is None:
        return None
    return max(0, int((scene.ends_at - now).total_seconds()))


def clock(seconds):
    """Return « 24:10 » for 1450 seconds, an empty text for None."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"
