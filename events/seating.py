"""Proposes a workshop to each party that said wishes (D3): arithmetic only, no rows.

Everyone's first wish is looked at before anyone's fallback, and parties in the order given: who registered first comes
first. People who come together sit at the same workshop or, when it cannot be, are left to the team together.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Party:
    """People who come together: `size` of them, and the workshops they wish for, the first choice first."""

    key: Hashable
    size: int
    wishes: tuple[Hashable, ...]


@dataclass(frozen=True)
class Place:
    """What one party is proposed: a workshop and which of its wishes it was (1 for the first), or None and None."""

    party: Party
    workshop: Hashable | None
    rank: int | None


def propose(parties: Sequence[Party], seats: Mapping[Hashable, int]) -> list[Place]:
    """Return one `Place` per party, in their order; `seats` are the free seats of each workshop, never exceeded."""
    free = dict(seats)
    given: dict[Hashable, Place] = {}
    for rank in range(1, 1 + max((len(party.wishes) for party in parties), default=0)):
        for party in parties:
            if party.key in given or len(party.wishes) < rank:
                continue
            workshop = party.wishes[rank - 1]
            if free.get(workshop, 0) >= party.size:
                free[workshop] -= party.size
                given[party.key] = Place(party, workshop, rank)
    return [given.get(party.key, Place(party, None, None)) for party in parties]


def at_tables(sizes: Sequence[int], free: Mapping[Hashable, int]) -> list[list[Hashable]]:
    """Return the tables of each party of one workshop, one per person: the same table wherever it is possible.

    `free` are the free seats of each table; together they hold everyone (ValueError otherwise).
    """
    left, seated = dict(free), {}
    if sum(sizes) > sum(left.values()):
        raise ValueError("more people than seats")
    for number in sorted(range(len(sizes)), key=lambda n: (-sizes[n], n)):  # the large ones are the hard ones
        size = sizes[number]
        tables = []
        while len(tables) < size:
            wanted = size - len(tables)
            fitting = next((table for table, room in left.items() if room >= wanted), None)
            table = fitting if fitting is not None else max(left, key=left.get)
            taken = min(left[table], wanted)
            tables += [table] * taken
            left[table] -= taken
        seated[number] = tables
    return [seated[number] for number in range(len(sizes))]
