"""Proposes a seat to everyone who said wishes (D3, D5, D8, D68): arithmetic only, no rows.

Three steps. Parties are given workshops so that the worth of the wishes followed, over all people, is the greatest that
the seats allow (an integer programme). At each workshop, parties take tables together. Then people of the same workshop
exchange tables, so that profiles are mixed: nobody's wish is touched by that.

WORTH says what a wish is worth. A first choice is worth most, but less than two third ones: two people who each get one
of their wishes are better than one who gets the best and one who gets nothing. When two plans are worth the same, those
who registered first come first.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from events import mixing
from events.mixing import Party, Seats, Sitter

__all__ = ["WORTH", "Party", "Place", "Proposal", "Seats", "Sitter", "propose"]

WORTH = (10, 8, 7)  # of the first, second and third wish followed, per person
EARLY = 0.01  # more for the first to register, nothing for the last: never as much as a better wish
GAP = 1e-4  # of the greatest worth: where the search stops
MOST_NODES = 2000  # a number of steps, not of seconds: the same people get the same seats on any machine


@dataclass(frozen=True)
class Missed:
    """A wish that was not followed: `asked` people wished for `seats` seats; None when it was not for want of seats."""

    rank: int
    asked: int
    seats: int | None


@dataclass(frozen=True)
class Place:
    """What one person is proposed.

    `table` is None when no wish could be followed; `rank` is which wish the table is (1 for the first), None too at the
    table of someone of the party who is kept there (`follows`). `parted` is over how many tables the party is spread.
    """

    sitter: Sitter
    party: Party
    table: Hashable | None
    rank: int | None
    missed: tuple[Missed, ...] = ()
    parted: int = 1
    follows: bool = False


@dataclass(frozen=True)
class Proposal:
    """A `Place` per person, in their order; percents of pairs at one table without a common profile."""

    places: list[Place]
    before: int  # as parties took their tables
    after: int  # once people exchanged them


def propose(parties: Sequence[Party], tables: Sequence[Seats], *, least: int = 6) -> Proposal:
    """Return the `Proposal` for `parties`, those who registered first standing first.

    `tables` are the seats that may be given, never exceeded; a table under `least` people is avoided where its
    workshop has others. The same input gives the same proposal.
    """
    room = {table.key: table for table in tables}
    followers, others = _follow(parties, room)
    pieces = _pieces(others, room.values())
    chosen = _assign(pieces, room.values())
    seated = {**followers}
    fixed = set(followers)
    units = defaultdict(list)
    for piece, workshop in zip(pieces, chosen, strict=True):
        if workshop is not None:
            units[workshop].append(piece)
    here = defaultdict(list)
    for table in room.values():
        here[table.workshop].append(table)
    before, after = Counter(), Counter()
    followed = defaultdict(list)
    workshop_of = {table.key: table.workshop for table in tables}
    by_key = {sitter.key: sitter for party in parties for sitter in party.people}
    for key, table in followers.items():
        followed[workshop_of[table]].append((by_key[key], table))
    for workshop, its_tables in here.items():
        placed = mixing.at_tables(units[workshop], its_tables, least=least)
        before.update(mixing.pairs(placed, its_tables))
        mixed = mixing.exchange(placed, its_tables)
        after.update(mixing.pairs(mixed, its_tables))
        seated.update({sitter.key: table for party, table in mixed for sitter in party.people})
    return Proposal(_places(parties, tables, seated, fixed), _percent(before), _percent(after))


def _follow(parties, room):
    """Seat those whose party has someone kept at a table, beside them; return ({sitter: table}, the other parties).

    `room` is changed: the seats they take are gone. Whoever finds no seat there is proposed one as everyone else.
    """
    seated, others = {}, []
    for party in parties:
        left = []
        for sitter in party.people:
            table = room.get(party.anchor)
            if table is None or not table.takes(1, int(sitter.wheelchair)):
                left.append(sitter)
                continue
            seated[sitter.key] = table.key
            room[table.key] = table.with_people([sitter])
        if left:
            others.append(replace(party, people=tuple(left)))
    return seated, others


def _pieces(parties: Iterable[Party], tables: Iterable[Seats]) -> list[Party]:
    """Return the parties, those too large for any workshop they wish for cut in the fewest parts, as even as can be."""
    free, wheels = Counter(), Counter()
    for table in tables:
        free[table.workshop] += table.free
        wheels[table.workshop] += table.room_for_wheelchairs
    pieces = []
    for party in parties:
        fits = max((free[workshop] for workshop in party.wishes), default=0)
        rolls = max((wheels[workshop] for workshop in party.wishes), default=0)
        most = max(1, min(len(party.people), fits))
        number = -(-len(party.people) // most)
        if rolls and party.wheelchairs > rolls:
            number = max(number, -(-party.wheelchairs // rolls))
        rolling_first = sorted(party.people, key=lambda sitter: not sitter.wheelchair)  # spread over the parts
        pieces += [replace(party, people=people) for people in mixing.evenly(rolling_first, number)]
    return pieces


def _assign(parties, tables):
    """Return the workshop of each party, or None: the greatest worth that seats and room for wheelchairs allow."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    workshops = list(dict.fromkeys(table.workshop for table in tables))
    rows = {workshop: number for number, workshop in enumerate(workshops)}
    choices = [
        (number, rows[workshop], rank)
        for number, party in enumerate(parties)
        for rank, workshop in enumerate(party.wishes[: len(WORTH)])
        if workshop in rows
    ]
    if not choices:
        return [None] * len(parties)
    who, where, ranks = (np.array(column) for column in zip(*choices, strict=True))
    sizes = np.array([len(party.people) for party in parties])
    wheels = np.array([party.wheelchairs for party in parties])
    early = 1 + EARLY * (1 - np.arange(len(parties)) / len(parties))
    worth = sizes[who] * np.array(WORTH)[ranks] * early[who]
    free, rolling = np.zeros(len(rows)), np.zeros(len(rows))
    for table in tables:
        free[rows[table.workshop]] += table.free
        rolling[rows[table.workshop]] += table.room_for_wheelchairs
    columns, many = np.arange(len(choices)), len(choices)
    once = csr_array((np.ones(many), (who, columns)), shape=(len(parties), many))
    seats = csr_array((sizes[who], (where, columns)), shape=(len(rows), many))
    chairs = csr_array((wheels[who], (where, columns)), shape=(len(rows), many))
    found = milp(
        -worth,
        integrality=np.ones(many),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(once, ub=1),
            LinearConstraint(seats, ub=free),
            LinearConstraint(chairs, ub=rolling),
        ],
        options={"mip_rel_gap": GAP, "node_limit": MOST_NODES},
    )
    chosen = [None] * len(parties)
    for column in np.flatnonzero(found.x > 0.5):
        chosen[who[column]] = workshops[where[column]]
    return _in_order(parties, chosen)


def _in_order(parties, chosen):
    """Return `chosen` after exchanges between parties alike, so that the first to register has the better wish.

    Alike: as many people and wheelchairs, and the two workshops at the same ranks; what is followed is worth the same.
    """
    chosen, here = list(chosen), defaultdict(list)
    for number, workshop in enumerate(chosen):
        here[workshop].append(number)

    def rank(number, workshop):
        wishes = parties[number].wishes
        return wishes.index(workshop) if workshop in wishes else len(WORTH)

    for number, party in enumerate(parties):
        for wished in party.wishes[: rank(number, chosen[number])]:
            mine = chosen[number]
            ranks = rank(number, wished), rank(number, mine)
            later = (
                other
                for other in reversed(here[wished])
                if other > number
                and (len(parties[other].people), parties[other].wheelchairs) == (len(party.people), party.wheelchairs)
                and (rank(other, wished), rank(other, mine)) == ranks
            )
            other = next(later, None)
            if other is not None:
                chosen[number], chosen[other] = wished, mine
                here[wished] = sorted({*here[wished], number} - {other})
                here[mine] = sorted({*here[mine], other} - {number})
                break
    return chosen


def _places(parties, tables, seated, fixed):
    """Return the `Place` of each person, with the wishes that were not followed and why."""
    workshop_of = {table.key: table.workshop for table in tables}
    seats, left = Counter(), Counter()
    for table in tables:
        seats[table.workshop] += table.free
        left[table.workshop] += table.free
    for table in seated.values():
        left[workshop_of[table]] -= 1
    asked = defaultdict(Counter)  # {workshop: {rank: people}}
    for party in parties:
        for rank, workshop in enumerate(party.wishes, 1):
            asked[workshop][rank] += len(party.people)

    def missed(party, rank):
        workshop = party.wishes[rank - 1]
        by_rank = [asked[workshop][other] for other in range(1, rank + 1)]
        for people in (sum(by_rank), asked[workshop].total()):
            if people > seats[workshop] and left[workshop] < len(party.people):
                return Missed(rank, people, seats[workshop])
        return Missed(rank, asked[workshop].total(), None)

    places = []
    for party in parties:
        spread = {seated[sitter.key] for sitter in party.people if sitter.key in seated} | {party.anchor} - {None}
        for sitter in party.people:
            table = seated.get(sitter.key)
            if sitter.key in fixed:
                places.append(Place(sitter, party, table, None, parted=len(spread), follows=True))
                continue
            rank = party.wishes.index(workshop_of[table]) + 1 if table is not None else None
            before = range(1, rank if rank else len(party.wishes) + 1)
            reasons = tuple(missed(party, other) for other in before)
            places.append(Place(sitter, party, table, rank, reasons, max(1, len(spread))))
    return places


def _percent(pairs):
    return round(100 * pairs["different"] / pairs["all"]) if pairs["all"] else 100
