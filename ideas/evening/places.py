"""Where a QR leads: a table of an evening, the evening itself, or a gathering of ideas before it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from events.models import Event, Table
from events.models.programme import current_scene
from foundation.codes import clean_code
from ideas.models import Gathering, Idea

MOST_NOTES = 5  # « already at this table »: enough to bounce on, light on a phone


@dataclass(frozen=True)
class Place:
    """A table of `event`, a gathering that feeds it, or the evening as a whole when both are None."""

    code: str
    event: Event
    table: Table | None
    gathering: Gathering | None = None

    @property
    def name(self):
        return str(self.gathering or self.event)

    def is_open(self, *, now):
        """Whether ideas may still be sent here (D12)."""
        if self.gathering:
            return Gathering.objects.open(now).filter(pk=self.gathering.pk).exists()
        return Event.objects.accepting_ideas(now).filter(pk=self.event.pk).exists()

    def scene(self, *, now):
        if self.gathering:
            return None
        return current_scene(list(self.event.scenes.in_order()), now=now)

    def ideas(self):
        """The last ideas of this place that may be shown."""
        ideas = Idea.objects.on_wall().filter(event=self.event)
        if self.table:
            ideas = ideas.filter(table=self.table)
        if self.gathering:
            ideas = ideas.filter(gathering=self.gathering)
        return ideas.order_by("-pk")[:MOST_NOTES]


def find_place(code):
    """Return the `Place` of a code as people type it, or None; a draft is nobody's business yet.

    A gathering may feed an evening that is still a draft: ideas come months before the date is known.
    """
    code = clean_code(code)
    table = Table.objects.select_related("event__territory", "event__control", "workshop").filter(code=code).first()
    event = table.event if table else Event.objects.select_related("territory", "control").filter(code=code).first()
    if event is None:
        gathering = Gathering.objects.select_related("event__territory", "event__control").filter(code=code).first()
        return Place(code, gathering.event, None, gathering) if gathering else None
    return None if event.is_draft else Place(code, event, table)


def address_of_code(code):
    """Return the whole address of the page of a table, or of an evening, by its code."""
    return settings.PUBLIC_URL + reverse("evening:table", args=[code])


def kept_until(event, *, sent_at):
    """Return until when the phone that sent an idea keeps its receipt: a week after the evening, or after sending."""
    return max(sent_at, event.ends_at or sent_at) + Event.LATE_IDEAS


def seconds_left(scene, *, now):
    """Return the whole seconds left of a scene, never negative, still while it is paused; None without a scene."""
    if scene is None:
        return None
    return max(0, int(scene.time_left(now=now).total_seconds()))


def clock(seconds):
    """Return « 24:10 » for 1450 seconds, « 3:14:35 » for 11675, an empty text for None; as static/js/clock.js does."""
    if seconds is None:
        return ""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
