"""Tonight's desk: the conductor led the beginning, tables write, two have been silent for a while."""

from datetime import timedelta

from events.models.programme import current_scene
from ideas.evening.models import Control
from ideas.models import Idea

SILENT = {3: 14, 12: 23}  # number of a table: minutes since its last idea
LIVELY = 9  # minutes at most for the others


def lead(event, *, by, now):
    """The scene of the hour was started by hand, on time; the newest idea of each table is a few minutes old."""
    scene = current_scene(list(event.scenes.in_order()), now=now)
    if scene:
        control = Control.of(event)
        control.start(scene, by=by, seen=control.turn, now=scene.planned_at)
    newest = {}
    for pk, number in (
        Idea.objects.standing().filter(event=event, table__isnull=False).values_list("pk", "table__number")
    ):
        newest[number] = max(pk, newest.get(number, 0))
    for number, pk in newest.items():
        minutes = SILENT.get(number, number * 7 % LIVELY)
        Idea.objects.filter(pk=pk).update(created_at=now - timedelta(minutes=minutes))
    for number, minutes in SILENT.items():
        recent = Idea.objects.filter(event=event, table__number=number, created_at__gt=now - timedelta(minutes=minutes))
        recent.update(created_at=now - timedelta(minutes=minutes))


def begin_again(event):
    """The evening moves to another day: nobody acted there yet."""
    Control.objects.filter(pk=event.pk).delete()
