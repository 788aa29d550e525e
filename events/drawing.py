"""Pictures drawn by the server: places on the drawing, in its own units, for a template that writes the SVG."""

from dataclasses import dataclass

LINE = 26  # height of one workshop
LABEL = 40  # room for its number, on the left
WIDTH = 440
COUNT = 84  # room for « 9 / 12 », on the right


@dataclass(frozen=True)
class Bar:
    """One workshop of the chart: `room` and `filled` are widths."""

    workshop: object
    top: int
    room: float
    filled: float

    @property
    def middle(self):
        return self.top + LINE // 2

    @property
    def bar_top(self):
        return self.top + 5

    @property
    def count_left(self):
        return LABEL + self.room + 8


@dataclass(frozen=True)
class Chart:
    bars: tuple
    width: int
    height: int


def seats_chart(workshops):
    """Return the `Chart` of seats taken per workshop; None when there is no seat to draw."""
    most = max((workshop.seats for workshop in workshops), default=0)
    if not most:
        return None
    scale = (WIDTH - LABEL - COUNT) / most
    bars = tuple(
        Bar(workshop, i * LINE, round(workshop.seats * scale, 1), round(workshop.seats_taken * scale, 1))
        for i, workshop in enumerate(workshops)
    )
    return Chart(bars, WIDTH, LINE * len(bars))
