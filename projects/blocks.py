"""What the room above adds to the workspace of a project: a block each, shown in the order of their ranks."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """`context(request, project, membership)` returns what `template` shows as `block`, or None for nothing to say."""

    template: str
    context: Callable
    rank: int = 50


@dataclass(frozen=True)
class Shown:
    template: str
    context: dict


_blocks = []


def offer(block):
    """Show `block` in every workspace; called once by an app when it is ready."""
    if all(block.template != known.template for known in _blocks):
        _blocks.append(block)
        _blocks.sort(key=lambda known: known.rank)


def shown_to(request, project, membership):
    """Return the `Shown` blocks that have something to say, in order."""
    found = [Shown(block.template, block.context(request, project, membership)) for block in _blocks]
    return [one for one in found if one.context is not None]
