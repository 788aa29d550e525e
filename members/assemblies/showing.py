"""Which figures of a result may be shown: of a secret vote, none that gives back how someone voted (D50).

Whoever attends knows how many people of each college voted, and the weights. So it is not enough to hide the figures of
a small or unanimous college: the total less the others, or the weighted share, would give them back. In D49's example,
with 6–3 shown for the two smallest colleges together, the share of 60 % has only one solution: 1–3 and 5–0.

Three levels, the first that is safe:

1. every college by itself, when each has at least `FEWEST` ballots and votes both for and against; two decimals;
2. the colleges with fewer ballots together (two at least; chosen by their number of ballots, which everyone knows: that
   they are together tells nothing), the others by themselves, on the same condition; a whole per cent;
3. all colleges together; a whole per cent, or two decimals when votes are counted without colleges.

Blank proxies are counted in the figures, but everyone knows what they say: they follow the board (D46). So ballots
are counted without them wherever what hides a voter is counted: fewest, unanimity, other countings (`known`).

A level is safe when for each college shown together with others, at least two different counts of votes for, and of
votes against, agree with every figure shown (`_is_ambiguous`). When none is, or when all ballots are alike or fewer
than `FEWEST`, only the outcome is told. Minutes, screens, CSV and commands say nothing but what is here; the ballots
with their college stay in the database, where `recount` reads them and prints no figure.

That a level was refused tells something too: where colleges large enough are together, one of them voted as one. So the
other countings are only those which would have been shown in the same way: which college it was stays unknown.

Not covered: what voters say themselves.
"""

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice, permutations, product
from math import ceil, floor

from members.assemblies.tallying import HALF, parts, tally

FEWEST = 5  # ballots
NONE = (0, 0, 0)
ROOM = [Fraction(quarter, 4) for quarter in (0, 1, -1, 2, -2, 3, -3)]
LOOKED_AT = 4000  # other countings looked at before a level is held for unsafe


@dataclass(frozen=True)
class Group:
    """Colleges shown together, or one by itself: `others` are abstentions, blank and void ballots."""

    colleges: tuple
    voted_for: int
    against: int
    others: int

    @property
    def ballots(self):
        return self.voted_for + self.against + self.others


@dataclass(frozen=True)
class Shown:
    """What may be shown: `groups` (none: only the outcome), percents (for, against, neither), their decimals."""

    groups: tuple = ()
    percents: tuple = ()
    digits: int = 2

    @property
    def is_merged(self):
        """Whether colleges are shown together: the page says why."""
        return any(len(group.colleges) > 1 for group in self.groups)

    @property
    def total(self):
        """The `Group` of the whole."""
        sums = (sum(getattr(one, name) for one in self.groups) for name in ("voted_for", "against", "others"))
        return Group(tuple(college for one in self.groups for college in one.colleges), *sums)


def shown(
    counts,
    weights,
    *,
    secret=True,
    known=None,
    method="proportional",
    silent="renormalise",
    threshold=HALF,
    strict=True,
):
    """Return the `Shown` of `counts`, {college: (for, against, neither)}, among which `known` are the blank proxies.

    The other arguments are those of `tally`. An open vote is shown whole. Where there are no colleges, `counts` has
    one key.
    """
    known = known or {}

    def result(world):
        pairs = {college: _plus(line, known.get(college, NONE))[:2] for college, line in world.items()}
        return tally(pairs, weights, method=method, silent=silent, threshold=threshold, strict=strict)

    hidden = {college: _plus(line, known.get(college, NONE), by=-1) for college, line in counts.items()}
    found = _told(hidden, weights, result, secret=secret, method=method, threshold=threshold)
    groups = tuple(_group(counts, group.colleges) for group in found.groups)
    return Shown(groups, found.percents, found.digits)


def _told(counts, weights, result, *, secret, method, threshold):
    """The `Shown` of the ballots that are to be hidden."""
    if not secret:
        return _at(counts, [[college] for college in counts], result, digits=2)
    voting = sorted((college for college in counts if sum(counts[college])), key=lambda one: sum(counts[one]))
    refused = []
    for together, digits in _levels(counts, voting, method):
        if level := _safe(counts, together, result, weights, threshold, digits=digits, refused=refused):
            return level
        refused.append((together, digits))
    return Shown()


def _safe(counts, together, result, weights, threshold, *, digits, refused=()):
    """The `Shown` of a level when it gives nothing back, else None; `refused` are the levels that said more."""
    alone = [[one] for one in counts if one not in together]
    level = _at(counts, [together, *alone], result, digits=digits)
    if not _may_show(level):
        return None
    if len(together) < 2 or _is_ambiguous(counts, together, result, level, weights, threshold, refused=refused):
        return level
    return None


def shares_may_show(candidates, weights, *, method, silent):
    """Whether the weighted shares of an election may be shown, to a whole per cent: each alone gives nothing back.

    `candidates` is [{college: (ballots that name them, others, 0)}].
    """

    def result(world):
        pairs = {college: line[:2] for college, line in world.items()}
        return tally(pairs, weights, method=method, silent=silent)

    for counts in candidates:
        voting = [college for college in counts if sum(counts[college])]
        level = _at(counts, [voting], result, digits=0)
        if len(voting) < 2 or method == "none" or not (level.total.voted_for and level.total.against):
            continue
        if not _is_ambiguous(counts, voting, result, level, weights, HALF):
            return False
    return True


def _levels(counts, voting, method):
    """Yield (colleges together, decimals), from what says most to what says least."""
    if not voting:
        return
    if method == "none":  # the share is that of the total: it tells nothing more
        yield voting, 2
        return
    small = [college for college in voting if sum(counts[college]) < FEWEST]
    if not small:
        yield [], 2
    elif len(voting) > 2:
        together = small[:]
        while len(together) < 2 or sum(sum(counts[one]) for one in together) < FEWEST:
            if len(together) == len(voting):
                break
            together.append(voting[len(together)])
        if len(together) < len(voting):
            yield together, 0
    yield voting, 0


def _at(counts, partition, result, *, digits):
    groups = tuple(_group(counts, colleges) for colleges in partition if colleges)
    found = result(counts)
    return Shown(groups, parts(found.for_share, found.against_share, digits=digits), digits)


def _group(counts, colleges):
    return Group(tuple(colleges), *(sum(counts[one][place] for one in colleges) for place in range(3)))


def _may_show(level):
    """Whether each group has enough ballots, not all alike; by itself among others, votes on both sides."""
    if len(level.groups) == 1 or sum(1 for group in level.groups if group.ballots) == 1:
        total = level.total
        return total.ballots >= FEWEST and max(total.voted_for, total.against, total.others) < total.ballots
    return all(
        not group.ballots or (group.ballots >= FEWEST and group.voted_for and group.against) for group in level.groups
    )


def _is_ambiguous(counts, together, result, level, weights, threshold, *, refused=()):
    """Whether each college of `together` may have voted otherwise, all the figures of `level` being the same.

    On which side of `threshold` the share is, or exactly on it, is said too where rounding would hide it. And that the
    levels of `refused` were not shown: another counting only counts when it would not have been shown so either.
    """
    true, side_of = {one: tuple(counts[one]) for one in together}, _side(result(counts), threshold)
    wanted = {(one, side) for one in together for side in (0, 1) if any(line[side] for line in true.values())}
    for other in chain(_balanced(true, weights), islice(_near(true), LOOKED_AT)):
        found = result({**counts, **other})
        percents = parts(found.for_share, found.against_share, digits=level.digits)
        if (percents, _side(found, threshold)) != (level.percents, side_of):
            continue
        told = {(one, side) for one, side in wanted if other[one][side] != true[one][side]}
        world = {**counts, **other}
        if told and not any(_safe(world, said, result, weights, threshold, digits=digits) for said, digits in refused):
            wanted -= told
        if not wanted:
            return True
    return not wanted


def _side(found, threshold):
    """Everything that the outcome and its nuance tell: adopted or not, and how the share stands to the majority."""
    return found.adopted, found.for_share > threshold, found.for_share == threshold


def _balanced(world, weights):
    """Yield countings where ballots of a college changed sides (one, or all), and those of two others make up for them.

    Solved rather than searched: in large colleges the balance is hundreds of ballots away. Rounding leaves some room:
    shares that differ by the percents of `ROOM` are tried.
    """
    slopes = {one: Fraction(weights.get(one, 0)) / max(1, line[0] + line[1]) for one, line in world.items()}
    for moved, first, second in permutations(world, 3):
        if slopes[first] == slopes[second]:
            continue
        yield from _made_up(world, slopes, moved, first, second)


def _made_up(world, slopes, moved, first, second):
    for turn, room in product((1, -1, world[moved][1], -world[moved][0]), ROOM):
        about = (room - turn * (slopes[moved] - slopes[second])) / (slopes[first] - slopes[second])
        for given in {floor(about), ceil(about), -turn, 0}:
            changes = {moved: turn, first: given, second: -turn - given}
            other = world | {one: _turned(world[one], by) for one, by in changes.items()}
            if all(number >= 0 for line in other.values() for number in line):
                yield other


def _near(world):
    """Yield the countings where ballots were exchanged between two colleges, nearest first: turnouts and sums stay."""
    seen, waiting = {tuple(world.values())}, deque([world])
    while waiting:
        for other in _exchanged(waiting.popleft()):
            if tuple(other.values()) not in seen:
                seen.add(tuple(other.values()))
                waiting.append(other)
                yield other


def _exchanged(world):
    """Yield the countings where one college gave a ballot to another one, which gave it one that says otherwise."""
    for giver, taker in permutations(world, 2):
        for gives, takes in permutations(range(3), 2):
            if world[giver][gives] and world[taker][takes]:
                yield world | {
                    giver: _moved(world[giver], less=gives, more=takes),
                    taker: _moved(world[taker], less=takes, more=gives),
                }


def _moved(line, *, less, more):
    return tuple(number - (place == less) + (place == more) for place, number in enumerate(line))


def _plus(line, other, *, by=1):
    return tuple(one + by * more for one, more in zip(line, other, strict=True))


def _turned(line, by):
    """The same ballots, `by` of them for rather than against."""
    return line[0] + by, line[1] - by, line[2]
