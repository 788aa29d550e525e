"""Who does what and when: a whole evening within a few minutes, drawn from a seed, so that it can be played again."""

import random
from dataclasses import dataclass
from enum import Enum

from config.rehearsal.client import Cut

# Parts of the whole time. Phones still ask while the last stickers are counted.
ARRIVING, WRITING, VOTE_OPENS, STICKING, VOTE_CLOSES = 0.28, 0.70, 0.72, 0.20, 0.96
ABSENT, WALK_IN, BY_THEMSELVES = 0.04, 0.03, 0.2  # of everyone; the others are seen at the door
CUT, TWICE = 0.12, 0.1  # of sendings: the network goes, or two tabs send the same words at the same instant
MOST_IDEAS, STICKERS = 3, 3
GREEDY = 0.1  # of people: who tries one sticker too many


class Way(Enum):
    """How someone comes in."""

    ABSENT = "absent"
    DOOR = "door"
    ALONE = "alone"
    WALK_IN = "walk_in"


@dataclass(frozen=True)
class Sending:
    """One thing to send at `at` (seconds after the beginning), first cut at `cut`, or sent `twice` at once."""

    at: float
    cut: Cut | None = None
    twice: bool = False


@dataclass(frozen=True)
class Part:
    """One participant, numbered from 1."""

    number: int
    way: Way
    arrives: float
    arrival_cut: Cut | None
    ideas: tuple[Sending, ...]
    sticks_after: float  # seconds after the phone learns that the vote is open
    stickers: tuple[Cut | None, ...]

    @property
    def name(self):
        return f"Participante {self.number}"

    @property
    def comes(self):
        return self.way is not Way.ABSENT

    @property
    def has_ticket(self):
        return self.way is not Way.WALK_IN


@dataclass(frozen=True)
class Seat:
    """Where someone sits: the code of their ticket (empty without one), and the one of the table's page."""

    ticket: str
    code: str


def parts(number, *, seconds, seed=39):
    """Return the `Part` of each of `number` participants of an evening that is played in `seconds`."""
    chance = random.Random(seed)
    return [_part(n, seconds, chance) for n in range(1, number + 1)]


def _part(number, seconds, chance):
    way = chance.choices(
        (Way.ABSENT, Way.WALK_IN, Way.ALONE, Way.DOOR),
        weights=(ABSENT, WALK_IN, BY_THEMSELVES, 1 - ABSENT - WALK_IN - BY_THEMSELVES),
    )[0]
    arrives = chance.uniform(0.01, ARRIVING) * seconds
    moments = [
        chance.uniform(arrives + 0.02 * seconds, WRITING * seconds) for _ in range(chance.randint(1, MOST_IDEAS))
    ]
    return Part(
        number=number,
        way=way,
        arrives=arrives,
        arrival_cut=_cut(chance),
        ideas=tuple(Sending(at, cut=_cut(chance), twice=chance.random() < TWICE) for at in sorted(moments)),
        sticks_after=chance.uniform(0, STICKING) * seconds,
        stickers=tuple(_cut(chance) for _ in range(STICKERS + (chance.random() < GREEDY))),
    )


def _cut(chance):
    return chance.choice(list(Cut)) if chance.random() < CUT else None
