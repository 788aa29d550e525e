"""What the room above adds to a member's space: a section each, shown in the order of their ranks."""

from collections.abc import Callable
from dataclasses import dataclass

PRESSING = 10  # what comes before stands above all the rest


@dataclass(frozen=True)
class Section:
    """`context(request, member)` returns what `template` shows as `section`, or None for nothing to say."""

    template: str
    context: Callable
    rank: int = 50


@dataclass(frozen=True)
class Shown:
    template: str
    context: dict
    rank: int = 50

    @property
    def is_pressing(self):
        """Whether it is read before all the rest: a vote that is open now."""
        return self.rank < PRESSING


_sections = []


def offer(section):
    """Show `section` in every member's space; called once by an app when it is ready."""
    if all(section.template != known.template for known in _sections):
        _sections.append(section)
        _sections.sort(key=lambda known: known.rank)


def shown_to(request, member):
    """Return the `Shown` sections that have something to say to `member`, in order."""
    found = [Shown(section.template, section.context(request, member), section.rank) for section in _sections]
    return [one for one in found if one.context is not None]
