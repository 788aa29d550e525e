"""How votes make a result: exact fractions, compared before any rounding (D48, D49). Nothing here reads the database.

A college is any key (its number, its name); `weights` are percents that sum to 100, as `int`, `Decimal` or `Fraction`.
Abstentions, blank and void ballots are no votes cast (D48): they never enter here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral

HALF = Fraction(1, 2)
METHODS = ("proportional", "bloc", "none")
SILENT = ("renormalise", "zero")


@dataclass(frozen=True)
class Tally:
    """The result of one resolution: exact shares, of 1. What neither has is the weight of who gave it to nobody."""

    for_share: Fraction
    against_share: Fraction
    adopted: bool

    @property
    def rest(self):
        """What went to neither: bloc ties, and silent colleges when their weight is lost."""
        return 1 - self.for_share - self.against_share


@dataclass(frozen=True)
class Election:
    """Who is elected (by decreasing share), and who is tied for the last seats, which takes another ballot (D48).

    `shares` holds the exact share of every candidate; `seats_left` are those that nobody took.
    """

    shares: Mapping
    elected: tuple
    tied: tuple
    seats_left: int


def tally(counts, weights, *, method="proportional", silent="renormalise", threshold=HALF, strict=True):
    """Return the `Tally` of `counts`, {college: (for, against)} (D49).

    `method`: *proportional*, each college shares its weight as its votes; *bloc*, it gives all of it to its majority,
    and none on a tie; *none*, a plain count, whatever the weights. `silent` says what becomes of the weight of colleges
    that cast no vote: *renormalise* (shares are of those that did) or *zero* (of 100).

    Adopted when the share for is more than `threshold`, or as much when not `strict` (D48): equality rejects an
    ordinary resolution. Nothing cast is never adopted; both shares are then 0.

    ValueError for weights that do not sum to 100, a negative one, a college without weight, figures that are no counts,
    a threshold that is no part of 1, an unknown word; TypeError for a `float`, which is not exact.
    """
    _known(method, METHODS), _known(silent, SILENT)
    counts = {college: _pair(pair) for college, pair in counts.items()}
    if method == "none":
        for_share, against_share = _plain(counts.values())
    else:
        weights = _weights(weights, counts)
        for_share, against_share = _weighted(counts, weights, _given[method], silent)
    threshold = _share(threshold)
    enough = for_share > threshold if strict else for_share >= threshold
    return Tally(for_share, against_share, adopted=bool(enough and for_share))


def elect(votes, *, voters, seats, weights=None, method="none", silent="renormalise"):
    """Return the `Election` of `votes`, {candidate: {college: ballots that name them}} (D48).

    `voters` is {college: ballots cast}, blank and void left out. Who has strictly more than half is elected, by
    decreasing share, up to the `seats`; people tied across the last seat are not: another ballot decides between them.
    Shares are those of D49, candidate by candidate: a ballot that does not name someone is a vote against them.
    """
    if seats < 1:
        raise ValueError("at least one seat")
    shares = {}
    for candidate, named in votes.items():
        if not named.keys() <= voters.keys():
            raise ValueError("votes of a college that cast no ballot")
        pairs = {college: (named.get(college, 0), cast - named.get(college, 0)) for college, cast in voters.items()}
        shares[candidate] = tally(pairs, weights or {}, method=method, silent=silent).for_share
    ranked = sorted((one for one in shares if shares[one] > HALF), key=shares.get, reverse=True)
    elected, tied = ranked[:seats], []
    if len(ranked) > seats and shares[ranked[seats - 1]] == shares[ranked[seats]]:
        last = shares[ranked[seats]]
        tied = [one for one in ranked if shares[one] == last]
        elected = [one for one in ranked if shares[one] > last]
    return Election(shares, tuple(elected), tuple(tied), seats - len(elected))


def parts(for_share, against_share, *, digits=2):
    """Return the percents to show, (for, against, neither) as exact `Fraction`s that add up to exactly 100.

    Rounded half up, to `digits` decimals; equal shares are shown equal. What rounding leaves over goes to the part that
    went to nobody when there is one, else to the votes against: the share for is always the true one, rounded.
    """
    unit = Fraction(1, 10**digits)
    shown_for, shown_against = (_rounded(100 * share, unit) for share in (for_share, against_share))
    if for_share + against_share == 1 or shown_for + shown_against > 100:
        shown_against = 100 - shown_for
    return shown_for, shown_against, 100 - shown_for - shown_against


def spread(values, total, *, digits=2):
    """Return `values`, exact, each rounded down or up to `digits` decimals so that they add up to `total`.

    The largest remainders are rounded up, the first of equal ones; `total` is the sum of `values`, itself rounded.
    """
    unit = Fraction(1, 10**digits)
    shown = [(value / unit).__floor__() * unit for value in values]
    missing = int((Fraction(total) - sum(shown)) / unit)
    by_remainder = sorted(range(len(shown)), key=lambda place: shown[place] - values[place])
    for place in by_remainder[:missing]:
        shown[place] += unit
    return shown


def _rounded(value, unit):
    return (value / unit + HALF).__floor__() * unit


def _plain(pairs):
    pairs = list(pairs)
    voted_for, against = sum(one for one, _other in pairs), sum(other for _one, other in pairs)
    cast = voted_for + against
    return (Fraction(voted_for, cast), Fraction(against, cast)) if cast else (Fraction(0), Fraction(0))


def _weighted(counts, weights, given, silent):
    """The two shares: what each college gives, times its weight, over the weights that count."""
    voting = {college: pair for college, pair in counts.items() if any(pair)}
    base = 100 if silent == "zero" else sum(weights[college] for college in voting)
    if not base:  # nobody voted, or only colleges that weigh nothing
        return Fraction(0), Fraction(0)
    gifts = [(weights[college], given(*pair)) for college, pair in voting.items()]
    return tuple(sum((weight * gift[side] for weight, gift in gifts), Fraction(0)) / base for side in (0, 1))


def _proportional(voted_for, against):
    return Fraction(voted_for, voted_for + against), Fraction(against, voted_for + against)


def _bloc(voted_for, against):
    return int(voted_for > against), int(against > voted_for)


_given = {"proportional": _proportional, "bloc": _bloc}


def _known(word, words):
    if word not in words:
        raise ValueError(f"{word!r} is none of {', '.join(words)}")


def _pair(pair):
    voted_for, against = pair
    if not all(isinstance(one, Integral) and one >= 0 for one in (voted_for, against)):
        raise ValueError("votes for and against are counts: whole, never negative")
    return int(voted_for), int(against)


def _weights(weights, counts):
    weights = {college: _exact(weight) for college, weight in weights.items()}
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("a weight is never negative")
    if sum(weights.values()) != 100:
        raise ValueError(f"weights sum to {sum(weights.values())}, not to 100")
    if without := [college for college in counts if college not in weights]:
        raise ValueError(f"no weight for {', '.join(map(str, without))}")
    return weights


def _share(threshold):
    threshold = _exact(threshold)
    if not 0 <= threshold <= 1:
        raise ValueError(f"a threshold of {threshold}: it is a part of 1, as 1/2")
    return threshold


def _exact(number):
    if isinstance(number, float):
        raise TypeError("a float is not exact: give an int, a Decimal or a Fraction")
    return Fraction(number)
