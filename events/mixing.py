"""Who sits at which table of one workshop: people who come together first, then profiles mixed (D5, D8, D68).

Arithmetic only, no rows.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

SPARE = 2  # people above the least of a table before another one is opened: some cancel once the seats are told
MOST_TURNS = 6  # over everyone; after three, next to nothing moves


class NoRoomForWheelchair(Exception):
    """Those who came before took the seats of the tables that a wheelchair reaches."""


@dataclass(frozen=True)
class Sitter:
    """One person: who they say they are, and whether they need room for a wheelchair."""

    key: Hashable
    profiles: frozenset = frozenset()
    wheelchair: bool = False


@dataclass(frozen=True)
class Party:
    """People who come together, the workshops they wish for, the first choice first.

    `anchor` is the table where others of the party are kept.
    """

    key: Hashable
    people: tuple[Sitter, ...]
    wishes: tuple[Hashable, ...]
    anchor: Hashable | None = None

    @property
    def wheelchairs(self):
        return sum(sitter.wheelchair for sitter in self.people)


@dataclass(frozen=True)
class Seats:
    """The seats to give at one table: `free` of them, room for `wheelchairs` more, and who is kept there already."""

    key: Hashable
    workshop: Hashable
    free: int
    wheelchairs: int = 2  # 0 where a wheelchair does not come
    facilitated: bool = True
    kept: tuple[frozenset, ...] = ()  # the profiles of each person who is kept there

    @property
    def room_for_wheelchairs(self):
        return max(0, min(self.wheelchairs, self.free))

    def takes(self, size, wheelchairs):
        return self.free >= size and self.wheelchairs >= wheelchairs if wheelchairs else self.free >= size

    def with_people(self, people):
        """The same table with `people` (sitters) kept there."""
        return replace(
            self,
            free=self.free - len(people),
            wheelchairs=self.wheelchairs - sum(sitter.wheelchair for sitter in people),
            kept=(*self.kept, *(sitter.profiles for sitter in people)),
        )


def evenly(people: Sequence, number: int) -> list[tuple]:
    """Return `people` in `number` parts whose sizes differ by one at most, none empty."""
    return [tuple(people[start::number]) for start in range(number) if people[start::number]]


def at_tables(parties: Sequence[Party], tables: Sequence[Seats], *, least: int) -> list[tuple[Party, Hashable]]:
    """Return [(party or part of it, table)] for the parties of one workshop; the seats hold them all (ValueError).

    A party sits at one table wherever one has room for it, wheelchairs included. As many tables are used as keeps
    `least` people and `SPARE` more at each; one without a facilitator is the last to be used.
    """
    if sum(len(party.people) for party in parties) > sum(table.free for table in tables):
        raise ValueError("more people than seats")
    try:
        # Filling evenly is pleasant; filling to the brim sometimes keeps one more party together.
        ways = [_seat(parties, tables, least=least, even=even) for even in (True, False)]
    except NoRoomForWheelchair:
        return _wheelchairs_first(parties, tables, least=least)
    return min(ways, key=len)  # the fewest parts


def _seat(parties, tables, *, least, even):
    """`even` puts a party at the table with fewest people, else at the one it fills best."""
    order = sorted(range(len(tables)), key=lambda n: (not tables[n].facilitated, not tables[n].kept, n))
    room = {tables[n].key: tables[n] for n in order}
    opened = _opened(parties, [tables[n] for n in order], least=least)
    placed = []

    def sit(party, key):
        room[key] = room[key].with_people(party.people)
        placed.append((party, key))

    def best(size, wheelchairs, among):
        fitting = [key for key in among if room[key].takes(size, wheelchairs)]
        if not fitting:
            return None
        return min(fitting, key=lambda key: len(room[key].kept) if even else room[key].free)

    hard_first = sorted(range(len(parties)), key=lambda n: (-parties[n].wheelchairs, -len(parties[n].people), n))
    for party in (parties[n] for n in hard_first):
        size, wheelchairs = len(party.people), party.wheelchairs
        key = best(size, wheelchairs, list(room)[:opened])
        while key is None and opened < len(room):
            opened += 1
            key = best(size, wheelchairs, list(room)[:opened])
        if key is not None:
            sit(party, key)
            continue
        for part, at in _parted(party, room):
            sit(part, at)
    return placed


def _opened(parties, tables, *, least):
    """How many of `tables` to use: as many as keep enough people each, and hold everyone."""
    coming = sum(len(party.people) for party in parties)
    there = sum(len(table.kept) for table in tables)
    number, free = 0, 0
    while number < len(tables) and (free < coming or number < (coming + there) // (least + SPARE)):
        free += tables[number].free
        number += 1
    return number


def _parted(party, room):
    """Return [(part, table)] for a party that no table can hold: the fewest parts, as even as can be."""
    people = sorted(party.people, key=lambda sitter: not sitter.wheelchair)
    for number in range(2, len(people) + 1):
        parts, left, found = evenly(people, number), dict(room), []
        for part in parts:
            wheelchairs = sum(sitter.wheelchair for sitter in part)
            fitting = [key for key, table in left.items() if table.takes(len(part), wheelchairs)]
            if not fitting:
                break
            key = max(fitting, key=lambda key: left[key].free)
            left[key] = left[key].with_people(part)
            found.append((replace(party, people=part), key))
        else:
            return _joined(found)
    raise NoRoomForWheelchair


def _joined(parts):
    """Parts of one party that found the same table are one part."""
    together = {}
    for part, key in parts:
        together[key] = replace(part, people=(*together[key].people, *part.people)) if key in together else part
    return [(part, key) for key, part in together.items()]


def _wheelchairs_first(parties, tables, *, least):
    """Seat each wheelchair before anyone else, then the others, beside those of their party when there is room."""
    room = {table.key: table for table in tables}
    placed, rest = [], []
    for party in parties:
        for sitter in party.people:
            if sitter.wheelchair:
                key = max((key for key in room if room[key].takes(1, 1)), key=lambda key: room[key].wheelchairs)
                room[key] = room[key].with_people([sitter])
                placed.append((replace(party, people=(sitter,)), key))
    beside = {party.key: key for party, key in placed}
    for party in parties:
        left = tuple(sitter for sitter in party.people if not sitter.wheelchair)
        key = beside.get(party.key)
        if left and key is not None and room[key].takes(len(left), 0):
            room[key] = room[key].with_people(left)
            placed.append((replace(party, people=left), key))
        elif left:
            rest.append(replace(party, people=left))
    return placed + at_tables(rest, list(room.values()), least=least)


def exchange(placed: Sequence[tuple[Party, Hashable]], tables: Sequence[Seats]) -> list[tuple[Party, Hashable]]:
    """Return `placed` after exchanges of parties of one size between tables, each of which mixes profiles better.

    What goes down is the number of pairs of people at one table who say the same profile. No table gets more people
    nor more wheelchairs than it holds, and parties stay whole.
    """
    import numpy as np

    profiles = sorted({name for party, _key in placed for sitter in party.people for name in sitter.profiles})
    if len(tables) < 2 or not profiles:
        return list(placed)
    column = {name: number for number, name in enumerate(profiles)}
    row = {table.key: number for number, table in enumerate(tables)}

    def counted(people):
        said = np.zeros(len(column), dtype=np.int64)
        for names in people:
            for name in names:
                if name in column:
                    said[column[name]] += 1
        return said

    said = np.array([counted([sitter.profiles for sitter in party.people]) for party, _key in placed])
    sizes = np.array([len(party.people) for party, _key in placed])
    rolling = np.array([party.wheelchairs for party, _key in placed])
    at = np.array([row[key] for _party, key in placed])
    there = np.array([counted(table.kept) for table in tables])
    chairs = np.array([table.wheelchairs for table in tables])
    np.add.at(there, at, said)
    np.subtract.at(chairs, at, rolling)
    chairs = np.maximum(chairs, 0)
    for _turn in range(MOST_TURNS):
        moved = 0
        for one in range(len(placed)):
            others = np.flatnonzero((sizes == sizes[one]) & (at != at[one]))
            more = rolling[others] - rolling[one]
            others = others[(chairs[at[one]] >= more) & (chairs[at[others]] >= -more)]
            if not len(others):
                continue
            change = said[others] - said[one]
            gain = (change * (there[at[one]] - there[at[others]])).sum(axis=1) + (change * change).sum(axis=1)
            best = int(gain.argmin())
            if gain[best] >= 0:
                continue
            other, difference = others[best], change[best]
            chairs[at[one]] -= rolling[other] - rolling[one]
            chairs[at[other]] += rolling[other] - rolling[one]
            there[at[one]] += difference
            there[at[other]] -= difference
            at[one], at[other] = at[other], at[one]
            moved += 1
        if not moved:
            break
    mixed = [(party, tables[number].key) for (party, _key), number in zip(placed, at, strict=True)]
    # Someone may say several profiles: fewer common profiles is nearly always fewer pairs who have one, not always.
    return mixed if pairs(mixed, tables)["different"] >= pairs(placed, tables)["different"] else list(placed)


def pairs(placed: Sequence[tuple[Party, Hashable]], tables: Sequence[Seats]) -> Counter:
    """Count the pairs of people at one table, `all` of them and those `different`, who say no profile in common."""
    at = {table.key: list(table.kept) for table in tables}
    for party, key in placed:
        at[key] += [sitter.profiles for sitter in party.people]
    found = Counter()
    for people in at.values():
        alike = Counter(map(frozenset, people))
        names = list(alike)
        for number, one in enumerate(names):
            found["all"] += alike[one] * (alike[one] - 1) // 2
            found["different"] += 0 if one else alike[one] * (alike[one] - 1) // 2
            for other in names[number + 1 :]:
                found["all"] += alike[one] * alike[other]
                found["different"] += alike[one] * alike[other] if not one & other else 0
    return found
