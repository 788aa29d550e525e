"""The tree of an idea as a picture: leaves (first words) that join a trunk of stops, from idea to company (D18).

Nothing here knows the database: from `Leaf` and `Stop` to shapes with their places, across for wide screens, downwards
for phones. Everything that the picture says is in the table beside it as well.
"""

from dataclasses import dataclass, field
from datetime import datetime
from textwrap import wrap

from django.utils.functional import Promise

DONE, HERE, AHEAD = "done", "here", "ahead"
MOST_LEAVES = 6  # drawn; the others are one leaf, « et 34 autres »

ICONS = {  # lines on a field of 24 by 24
    "words": "M4 5h16v11H11l-5 4v-4H4z",
    "merged": "M5 3v4c0 5 7 5 7 10v4M19 3v4c0 5-7 5-7 10",
    "kept": "M7 3h10v18l-5-4.5L7 21z",
    "reserve": "M4 9h16v11H4zM3 4h18v5H3zM10 13h4",
    "group": (
        "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6"
        "M16 5a3 3 0 0 1 0 6M18 14.5c2.3.7 3.5 2.6 3.5 5.5"
    ),
    "project": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
    "decision": "M4.5 12.5l5 5L19.5 6.5",
    "company": "M3 11l9-7.5L21 11M5 9.5V21h14V9.5M10 21v-6h4v6",
}


@dataclass(frozen=True)
class Leaf:
    """First words: an idea as it was written, alone or put together with others; `who` only with a consent (D14)."""

    title: str
    at: datetime
    who: str = ""
    origin: str = ""
    mine: bool = False


@dataclass(frozen=True)
class Stop:
    """A stop of the way: `kind` is a key of `ICONS`, `state` one of DONE, HERE, AHEAD."""

    kind: str
    title: str | Promise
    state: str = AHEAD
    text: str | Promise = ""
    at: datetime | None = None
    url: str = ""

    @property
    def icon(self):
        return ICONS[self.kind]


@dataclass(frozen=True)
class Line:
    """A line of text of the picture, centred on `x` or beginning there."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Card:
    x: float
    y: float
    width: float
    height: float
    colour: int
    lines: list
    mine: bool
    branch: str  # the curve from the leaf to the trunk


@dataclass(frozen=True)
class Circle:
    x: float
    y: float
    stop: Stop
    titles: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    sprout: bool = False


@dataclass(frozen=True)
class Picture:
    """Shapes on a field of `width` by `height`; `trunk` is walked, `ahead` is not yet."""

    width: int
    height: int
    cards: list
    circles: list
    trunk: str
    ahead: str


def across(leaves, stops, *, others="", dates):
    """The `Picture` for wide screens: leaves on the left, the trunk goes right; `dates(at)` writes a day."""
    boxes = _boxes(leaves, others, width=28)
    row, wide = 62, 236
    height = len(boxes) * row + 30
    middle = max((len(boxes) * row) / 2, 62)
    first, last = 372, 1036
    step = (last - first) / max(len(stops) - 1, 1)
    letters = int(step / 7.3)
    top = middle - len(boxes) * row / 2 + 6
    cards = []
    for index, (lines, mine) in enumerate(boxes):
        y = top + index * row
        centre = y + (row - 12) / 2
        branch = f"M{wide + 4} {centre:g}C{wide + 74} {centre:g} {first - 96} {middle:g} {first} {middle:g}"
        told = [Line(16, y + (31 if len(lines) == 1 else 21) + 19 * number, text) for number, text in enumerate(lines)]
        cards.append(Card(2, y, wide, row - 12, index % 5 + 1, told, mine, branch))
    circles = []
    for index, stop in enumerate(stops):
        x = first + index * step
        titles = [
            Line(x, middle + 52 + 18 * line, text) for line, text in enumerate(_wrapped(stop.title, letters - 2, 2))
        ]
        said = ([dates(stop.at)] if stop.at else []) + _wrapped(stop.text, letters, 3)
        below = middle + 52 + 18 * len(titles)
        texts = [Line(x, below + 16 * line, text) for line, text in enumerate(said)]
        circles.append(Circle(x, middle, stop, titles, texts, sprout=stop.state == DONE))
    walked = max((circle.x for circle in circles if circle.stop.state != AHEAD), default=first)
    return Picture(
        1100, int(max(height, middle + 190)), cards, circles,
        f"M{first} {middle:g}H{walked:g}", f"M{walked:g} {middle:g}H{last:g}",
    )  # fmt: skip


def downwards(leaves, stops, *, others="", dates):
    """The `Picture` for phones: leaves on top, the trunk goes down."""
    boxes = _boxes(leaves, others, width=34)
    trunk, row, cards = 30, 56, []
    first = len(boxes) * row + 40
    for index, (lines, mine) in enumerate(boxes):
        y = 2 + index * row
        centre = y + (row - 10) / 2
        branch = f"M62 {centre:g}C{trunk + 4} {centre:g} {trunk} {centre + 12:g} {trunk} {centre + 34:g}V{first}"
        told = [Line(74, y + (29 if len(lines) == 1 else 20) + 18 * number, text) for number, text in enumerate(lines)]
        cards.append(Card(60, y, 276, row - 10, index % 5 + 1, told, mine, branch))
    circles, y = [], first
    for stop in stops:
        titles = [Line(66, y - 3, str(stop.title))]
        said = ([dates(stop.at)] if stop.at else []) + _wrapped(stop.text, 38, 3)
        texts = [Line(66, y + 17 + 18 * line, text) for line, text in enumerate(said)]
        circles.append(Circle(trunk, y, stop, titles, texts, sprout=False))
        y += max(70, 40 + 18 * len(said))
    walked = max((circle.y for circle in circles if circle.stop.state != AHEAD), default=first)
    end = circles[-1].y if circles else first
    return Picture(340, int(end + 60), cards, circles, f"M{trunk} {first}V{walked:g}", f"M{trunk} {walked:g}V{end:g}")


def _boxes(leaves, others, *, width):
    """[(lines of text, whether it is the reader's own)]"""
    boxes = [(_wrapped(leaf.title, width, 2), leaf.mine) for leaf in leaves]
    return [*boxes, ([str(others)], False)] if others else boxes


def _wrapped(text, width, most):
    """Return `text` in at most `most` lines of about `width` letters; what is left out is « … »."""
    lines = wrap(str(text), width, break_long_words=True, break_on_hyphens=True) if text else []
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1].rstrip() + "…"]
    return lines
