"""How many people take part, and whether that is enough to decide (D47): plain arithmetic, on whole numbers.

Persons are counted, each once, whatever their college and their shares: present, else remote, else represented.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

PRESENT, REMOTE, REPRESENTED = "present", "remote", "represented"
ORDER = (PRESENT, REMOTE, REPRESENTED)  # who is in the room is not counted from afar, nor through a proxy


@dataclass(frozen=True)
class Quorum:
    """`voters` take part out of `entitled`; `needed` are asked for, 0 when the rules ask for none."""

    entitled: int
    voters: int
    needed: int

    @property
    def is_asked(self):
        return self.needed > 0

    @property
    def met(self):
        return self.voters >= self.needed

    @property
    def missing(self):
        return max(0, self.needed - self.voters)


@dataclass(frozen=True)
class Turnout:
    """How people take part: `blank` are the represented ones whose proxy names nobody, counted apart (D46)."""

    present: int = 0
    remote: int = 0
    represented: int = 0
    blank: int = 0

    @property
    def voters(self):
        return self.present + self.remote + self.represented


def quorum(entitled, present, *, threshold):
    """Return the `Quorum` of `present` voters (each person once) over `entitled` ones; `threshold` is a Fraction of 1.

    A fifth of 73 is 14.6: 15 are needed. ValueError for what no assembly can be.
    """
    if not 0 <= present <= entitled:
        raise ValueError(f"{present} voters out of {entitled}")
    if not 0 <= threshold <= 1:
        raise ValueError(f"a quorum of {threshold}")
    return Quorum(entitled=entitled, voters=present, needed=ceil(Fraction(threshold) * entitled))


def counted_once(ways):
    """Return {voter: the way that counts} of [(voter, way)], in which someone may stand several times (D47)."""
    kept = {}
    for voter, way in ways:
        if voter not in kept or ORDER.index(way) < ORDER.index(kept[voter]):
            kept[voter] = way
    return kept


def turnout(ways, *, blank=frozenset()):
    """Return the `Turnout` of [(voter, way)]; `blank` are the voters whose proxy names nobody."""
    kept = counted_once(ways)
    of = Counter(kept.values())
    unnamed = sum(1 for voter, way in kept.items() if way == REPRESENTED and voter in blank)
    return Turnout(present=of[PRESENT], remote=of[REMOTE], represented=of[REPRESENTED], blank=unnamed)
