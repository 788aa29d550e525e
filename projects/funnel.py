"""From ideas to accompaniment: how many reached each step and how long it took; arithmetic and shapes, no database."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

DAY = timedelta(days=1)
WIDTH, ROW, BAR, LEFT = 400, 58, 26, 8  # of the drawing; a phone shows it at about its own size


@dataclass(frozen=True)
class Step:
    """`key` of a step, its `label`, how many reached it (or went beyond), the median days since the step before."""

    key: str
    label: str
    count: int
    days: Fraction | None = None
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One step with the place of its bar, centred so that the whole looks like a funnel."""

    step: Step
    x: int
    y: int
    width: int
    share: int  # per cent of the first step
    slope: str = ""  # points of the shape that leads from the bar above to this one


def median_days(durations):
    """Return the exact median of `durations` (timedeltas) in days, a Fraction; None without any.

    Of an even number, the mean of the two in the middle.
    """
    ordered = sorted(durations)
    if not ordered:
        return None
    middle = len(ordered) // 2
    both = (ordered[middle],) if len(ordered) % 2 else (ordered[middle - 1], ordered[middle])
    return (
        sum(Fraction(one // timedelta(microseconds=1)) for one in both) / len(both) / (DAY // timedelta(microseconds=1))
    )


def spoken_days(days):
    """Return whole days, halves upwards, as people say them; None stays None."""
    return None if days is None else int(days + Fraction(1, 2))


def durations(dates, before, after):
    """Return how long each took from `before` to `after`: `dates` is [{step: moment}]; what lacks either says nothing.

    A step taken twice counts at its first time; one that came before the other counts for nothing.
    """
    both = [(one[before], one[after]) for one in dates if before in one and after in one]
    return [later - earlier for earlier, later in both if later >= earlier]


def reached(furthest, way):
    """Return {step: how many went at least so far} for the furthest step of each; `way` is in order."""
    places = {step: place for place, step in enumerate(way)}
    far = [places[step] for step in furthest]
    return {step: sum(place <= one for one in far) for step, place in places.items()}


def drawn(steps):
    """Return (bars, height) of the picture; the widest bar is the largest number."""
    most = max((step.count for step in steps), default=0)
    first = steps[0].count if steps else 0
    bars = []
    for number, step in enumerate(steps):
        width = max(6, step.count * (WIDTH - 2 * LEFT) // most) if most and step.count else 2
        share = (200 * step.count + first) // (2 * first) if first else 0
        x, y = (WIDTH - width) // 2, number * ROW + ROW - BAR - 6
        bars.append(Bar(step, x, y, width, share, _slope(bars[-1], x, y, width) if bars else ""))
    return bars, len(steps) * ROW


def _slope(above, x, y, width):
    top = above.y + BAR
    return f"{above.x},{top} {above.x + above.width},{top} {x + width},{y} {x},{y}"
