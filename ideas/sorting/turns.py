"""« Suivante à trier »: one idea after the other, never the same for two people at once, and how far the team is."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from ideas.models import IdeaStep, Stage
from ideas.sorting.models import Look, free_for

PACE = timedelta(hours=1)  # a pace is that of the last hour
FEWEST = 5  # steps, and
SHORTEST = timedelta(minutes=2)  # between the first and the last, under which a pace would be a guess
PAUSE = timedelta(minutes=20)  # after which the work is over, not slow
TRIES = 20  # others take an idea between our reading and our taking it


@dataclass(frozen=True)
class Progress:
    """`done` ideas sorted of `total`; `minutes` left at this person's pace, None when nobody can tell."""

    done: int
    total: int
    minutes: int | None = None

    @property
    def left(self):
        return self.total - self.done


def next_for(person, ideas, *, after, now):
    """Return the next idea to sort of `ideas`, looked at by `person` from now on; None when there is none free.

    The oldest first, those whose key is over `after` before the others; ideas that others look at are left to them.
    """
    waiting = free_for(ideas.filter(stage=Stage.TO_SORT), person, now=now).order_by("pk")
    passed = Q(pk__gt=after)
    for some in (waiting.filter(passed), waiting.filter(~passed)):
        for idea in some[:TRIES]:
            if Look.objects.take(idea, person, now=now):
                Look.objects.release(person, but=idea)
                return idea
    Look.objects.release(person)
    return None


def held_by_others(person, ideas, *, now):
    """The looks of others at what waits to be sorted, the nearest to end first, for who finds nothing left."""
    looks = Look.objects.of_others(person, now=now).filter(idea__in=ideas.filter(stage=Stage.TO_SORT).values("pk"))
    return looks.select_related("idea", "person").order_by("until")[:TRIES]


def progress(person, counts, *, now):
    """Return the `Progress` of {stage: number}, timed by what `person` moved within the last hour."""
    total, left = sum(counts.values()), counts[Stage.TO_SORT]
    mine = IdeaStep.objects.filter(by=person, kind=IdeaStep.Kind.STAGE, at__gt=now - PACE)
    times = list(mine.order_by("-pk").values_list("at", flat=True)[:60])
    minutes = None
    if left and len(times) >= FEWEST and times[0] - times[-1] >= SHORTEST and now - times[0] < PAUSE:
        each = (times[0] - times[-1]) / (len(times) - 1)
        minutes = max(1, round(left * each / timedelta(minutes=1)))
    return Progress(total - left, total, minutes)
