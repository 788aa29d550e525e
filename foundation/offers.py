"""What rooms and higher floors offer to a lower one, which need not know them: each offers when its app is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter


class Offers:
    """What is offered, once for each `key` (itself), in the order of `rank` (as it was offered); `own` comes first."""

    def __init__(self, *own, key=lambda one: one, rank=lambda one: 0):
        self._offered, self._key, self._rank = list(own), key, rank

    def __iter__(self):
        return iter(self._offered)

    def offer(self, one):
        """Add `one`, and return it: this may decorate a function."""
        if all(self._key(one) != self._key(known) for known in self._offered):
            self._offered = sorted([*self._offered, one], key=self._rank)
        return one


@dataclass(frozen=True)
class Block:
    """A part of a page: `context(request, …)` returns what `template` shows, or None for nothing to say."""

    template: str
    context: Callable
    rank: int = 50


@dataclass(frozen=True)
class Shown:
    template: str
    context: dict
    rank: int


class Blocks(Offers):
    """The `Block`s offered to one page, in the order of their ranks."""

    def __init__(self):
        super().__init__(key=attrgetter("template"), rank=attrgetter("rank"))

    def shown(self, request, *subject):
        """Return the `Shown` blocks that have something to say to `request` about `subject`."""
        found = [Shown(block.template, block.context(request, *subject), block.rank) for block in self]
        return [one for one in found if one.context is not None]
