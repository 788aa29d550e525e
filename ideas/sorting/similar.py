"""Which ideas say the same thing: a score from 0 to 1 and the words that explain it; pure functions, no database (D17).

Each idea is a vector over the roots and the families of its words: what is rare among the ideas compared weighs more,
verbs of action, places and proper names weigh less, the title more than the texts. The score is the cosine of two.
"""

from dataclasses import dataclass, replace
from math import log, sqrt

from ideas.sorting.similar_words import FAMILY, word_weights

LEAST = 0.35  # below, two ideas are not proposed
TEXTS = 0.5  # of the need and the solution together, beside the title
NEIGHBOURS = 15  # of one idea, the nearest: more is a theme
FREQUENT = 0.08  # a word said by more ideas than this share finds no pair by itself, it only counts
FREQUENT_FROM = 60  # …and by more ideas than this
BLOCK = 500  # ideas compared with all the others at once: bounds the memory
MOST = 8  # ideas of one group
SHOWN_WORDS = 6
PRIOR = 50  # ideas that everyone is supposed to have read already: an evening of ten says little about what is rare


@dataclass(frozen=True)
class Text:
    """What is compared of one idea; `key` sorts and tells ideas apart."""

    key: int
    title: str
    need: str = ""
    solution: str = ""


@dataclass(frozen=True)
class Pair:
    """Two ideas, `low` < `high`, their score from 0 to 1, and the words they share, the weightiest first."""

    low: int
    high: int
    score: float
    words: tuple = ()


@dataclass(frozen=True)
class Group:
    """Keys of 2 to 8 ideas in order, the mean score of the pairs that hold them together, the words they share."""

    keys: tuple
    score: float
    words: tuple = ()


@dataclass
class Count:
    """How much work was done, for measures."""

    products: int = 0  # multiplications of the search
    candidates: int = 0  # pairs that were then scored exactly


def vectors(texts):
    """Return ([{key of a word: weight}] of length 1 each, {key of a word: in how many texts}); the order is kept."""
    raw, said = [], {}
    for text in texts:
        weights = _raw(text)
        raw.append(weights)
        for key in weights:
            said[key] = said.get(key, 0) + 1
    total = len(raw)
    return [_unit(weights, said, total) for weights in raw], said


def score(one, other):
    """Return the cosine of two `vectors`, from 0 to 1, rounded so that it is the same both ways."""
    if len(one) > len(other):
        one, other = other, one
    return min(1.0, round(sum(weight * other.get(key, 0) for key, weight in sorted(one.items())), 6))


def pairs(texts, *, least=LEAST, refused=(), watch=None, count=None):
    """Return every `Pair` scoring `least` or more among the nearest neighbours, but the `refused` ones ((low, high)).

    The best first. `watch(done)` is called after each block with the number of ideas done. The order of `texts` never
    matters. About 10 000 ideas take some seconds: scipy is imported here, late.
    """
    texts = sorted(texts, key=lambda text: text.key)
    units, said = vectors(texts)
    by_key = {text.key: (text, unit) for text, unit in zip(texts, units, strict=True)}
    found = _pairs(texts, units, said, least, set(refused), watch, count or Count())
    return [replace(pair, words=shared_words(*zip(by_key[pair.low], by_key[pair.high], strict=True))) for pair in found]


def groups(texts, *, least=LEAST, refused=(), watch=None):
    """Return disjoint `Group`s of 2 to 8 ideas, the best first; no refused pair is ever in one of them.

    Pairs are taken from the nearest on; two groups become one only when their ideas are near one another on average,
    so that a chain of likenesses does not gather a whole theme.
    """
    texts = sorted(texts, key=lambda text: text.key)
    units, said = vectors(texts)
    found = _pairs(texts, units, said, least, set(refused), watch, Count())
    gathered = gather(found, least=least, refused=refused)
    by_key = {text.key: (text, unit) for text, unit in zip(texts, units, strict=True)}
    explained = [
        Group(keys, value, shared_words(*zip(*map(by_key.get, keys), strict=True))) for keys, value in gathered
    ]
    return sorted(explained, key=lambda group: (-group.score, group.keys))


def _pairs(texts, units, said, least, refused, watch, count):
    """The `Pair`s without their words, which take longer to tell than the scores."""
    near = ((texts[a].key, texts[b].key, value) for a, b, value in _near(units, said, least, watch, count))
    found = [Pair(low, high, value) for low, high, value in near if (low, high) not in refused]
    return sorted(found, key=lambda pair: (-pair.score, pair.low, pair.high))


def gather(found, *, least=LEAST, refused=()):
    """Return [(keys in order, mean score)] of the disjoint groups that these `Pair`s hold together."""
    refused = set(refused)
    scores = {(pair.low, pair.high): pair.score for pair in found}
    group_of = {}
    for pair in found:
        one = group_of.get(pair.low, (pair.low,))
        other = group_of.get(pair.high, (pair.high,))
        if one == other or len(one) + len(other) > MOST:
            continue
        between = [(min(a, b), max(a, b)) for a in one for b in other]
        if refused.intersection(between):
            continue
        if sum(scores.get(keys, 0) for keys in between) / len(between) < least * 0.85:
            continue
        together = tuple(sorted(one + other))
        group_of.update(dict.fromkeys(together, together))
    return [(keys, _mean(keys, scores)) for keys in sorted(set(group_of.values()))]


def near(text, others, *, limit=3, least=LEAST, refused=()):
    """Return at most `limit` `Pair`s of one `Text` with `others`, the best first; without scipy, for one page."""
    texts = sorted([text, *(other for other in others if other.key != text.key)], key=lambda known: known.key)
    units, _said = vectors(texts)
    here = next(index for index, known in enumerate(texts) if known.key == text.key)
    found, refused = [], set(refused)
    for index, other in enumerate(texts):
        low, high = min(text.key, other.key), max(text.key, other.key)
        value = score(units[here], units[index])
        if index != here and value >= least and (low, high) not in refused:
            found.append(Pair(low, high, value, shared_words([text, other], [units[here], units[index]])))
    return sorted(found, key=lambda pair: (-pair.score, pair.low, pair.high))[:limit]


def shared_words(texts, units):
    """Return the words, as the first text writes them, whose root or family is in all (or else most) of the `units`."""
    counts = {}
    for unit in units:
        for key in unit:
            counts[key] = counts.get(key, 0) + 1
    enough = max(2, (len(units) + 1) // 2)
    written, weights = {}, {}
    for text, unit in zip(texts, units, strict=True):
        said = {**_written(text.need), **_written(text.solution), **_written(text.title)}
        for key, word in said.items():
            if counts.get(key, 0) >= enough and key in unit:
                weights[key] = weights.get(key, 0) + unit[key]
                written.setdefault(key, word)
    words = []
    for key in sorted(written, key=lambda key: (-weights[key], key)):
        if written[key].lower() not in (word.lower() for word in words):
            words.append(written[key])
    return tuple(words[:SHOWN_WORDS])


def _written(text):
    return {key: word for key, (_weight, word) in word_weights(text).items()} if text else {}


def _raw(text):
    """Weights of one text before what is rare is known."""
    weights = {key: weight for key, (weight, _word) in word_weights(text.title).items()}
    for body in (text.need, text.solution):
        for key, (weight, _word) in (word_weights(body) if body else {}).items():
            weights[key] = max(weights.get(key, 0), TEXTS * weight)
    return weights


def _unit(weights, said, total):
    valued = {key: weight * _rarity(key, said[key], total) for key, weight in weights.items()}
    length = sqrt(sum(value * value for value in valued.values()))
    return {key: value / length for key, value in valued.items()} if length else {}


def _rarity(key, said, total):
    value = log((total + PRIOR) / (said + 1)) + 0.3
    return value * (0.9 if key.startswith(FAMILY) else 1)


def _mean(keys, scores):
    known = [scores[one, other] for one in keys for other in keys if (one, other) in scores]
    return round(sum(known) / len(known), 6)


def _near(units, said, least, watch, count):
    """Yield (index, greater index, score) of near pairs, found by sparse products, block after block."""
    from scipy.sparse import csr_matrix  # late: not in the memory of public pages

    total = len(units)
    columns = {key: number for number, key in enumerate(sorted(said))}
    rows = [(index, columns[key], weight) for index, unit in enumerate(units) for key, weight in unit.items()]
    if not rows:
        return
    line, column, weight = zip(*rows, strict=True)
    whole = csr_matrix((weight, (line, column)), shape=(total, len(columns)))
    finding = [key for key in sorted(said) if said[key] <= max(FREQUENT_FROM, FREQUENT * total)]
    kept = whole[:, [columns[key] for key in finding]]
    turned = kept.T.tocsr()
    seen = set()
    for start in range(0, total, BLOCK):
        product = kept[start : start + BLOCK] @ turned
        count.products += int(product.nnz)
        for index, other in _nearest(product, start, least / 2):
            seen.add((min(index, other), max(index, other)))
        if watch:
            watch(min(start + BLOCK, total))
    count.candidates = len(seen)
    yield from _scored(whole, sorted(seen), least)


def _scored(whole, pairs, least):
    """Yield (index, greater index, score) of the pairs of indexes whose cosine is `least` or more."""
    for start in range(0, len(pairs), BLOCK * 20):
        part = pairs[start : start + BLOCK * 20]
        ones, others = zip(*part, strict=True)
        values = whole[list(ones)].multiply(whole[list(others)]).sum(axis=1)
        for (one, other), value in zip(part, values.flat, strict=True):
            value = min(1.0, round(float(value), 6))
            if value >= least:
                yield one, other, value


def _nearest(product, start, least):
    """Yield (index, other) of the `NEIGHBOURS` best of each row of a block, the row itself left out."""
    for row in range(product.shape[0]):
        index = start + row
        places = slice(product.indptr[row], product.indptr[row + 1])
        values, others = product.data[places], product.indices[places]
        strong = [
            (-round(float(v), 6), int(o)) for v, o in zip(values[values >= least], others[values >= least], strict=True)
        ]
        for _value, other in sorted(found for found in strong if found[1] != index)[:NEIGHBOURS]:
            yield index, other
