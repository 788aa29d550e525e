"""What a text says, as weights of the roots of its words and of the families they belong to; no database here."""

import csv
import re
from functools import cache
from pathlib import Path

from foundation.folding import fold

DATA = Path(__file__).parent / "data"
WEAK = 0.4  # verbs of action and words of place: every project has them
NAME = 0.25  # proper names: two ideas about one square are two ideas
ORDINAL = 0.1  # « 12e »
KIN = 1  # of the family of a word, beside its own root, so that the same word is more than a near one
MOST_KNOWN = 50_000  # words whose root is remembered: slow to find, and words come again
LONG_ROOT = 5  # letters: « garer » and « gare » have the same short root
FAMILY = "="  # begins the key of a family, so that it is never taken for a root
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ORDINAL = re.compile(r"\d+(e|er|eme|ème|ème|ieme|nd|nde)?|[ivx]{2,}e?", re.IGNORECASE)


def word_weights(text):
    """Return {key: (weight, word as written)} of a short text: roots, and families behind `FAMILY`.

    A word counts once, however often it is said; its weight says what kind of word it is, not how rare.
    """
    found = {}
    shouting = text.isupper()
    for match in _WORD.finditer(text):
        word = match.group()
        weight, keys = _facts(word.lower())
        if not weight:
            continue
        if weight == 1 and len(keys) == 1 and word[0].isupper() and not shouting and not _starts(text, match.start()):
            weight = NAME
        for key, share in keys:
            if share * weight > found.get(key, (0, ""))[0]:
                found[key] = (share * weight, word)
    return found


def keys_of(word):
    """Return the keys of one word: its root and its families; none when it is too small a word to say anything."""
    weight, keys = _facts(word.lower())
    return {key for key, _share in keys} if weight else set()


def marked(text, keys):
    """Return [(part of `text`, whether it is a word of these `keys`)], which put together give `text` again."""
    parts, last = [], 0
    for match in _WORD.finditer(text):
        if keys_of(match.group()) & keys:
            parts += [(text[last : match.start()], False), (match.group(), True)]
            last = match.end()
    return [(part, is_shared) for part, is_shared in [*parts, (text[last:], False)] if part]


def _starts(text, position):
    """Whether the word at `position` opens a sentence, where a capital says nothing."""
    before = text[max(0, position - 12) : position].rstrip(" \u00a0\u202f«\"“'’(#+-–")
    return not before or before[-1] in ".!?…:;\n"


def _facts(lowered):
    """(weight, ((key, share), …)) of a word wherever it stands; what is kept is bounded by forgetting all of it."""
    known = _known()
    if lowered not in known:
        if len(known) > MOST_KNOWN:
            known.clear()
        known[lowered] = _looked_at(lowered)
    return known[lowered]


@cache
def _known():
    return {}


def _looked_at(lowered):
    folded = fold(lowered)
    if folded in _small_words() or (len(folded) < 3 and not folded.isdigit()):
        return 0, ()
    own = _root(lowered)
    keys = ((own, 1), *((family, KIN) for family in _families_of(folded, own)))
    if _ORDINAL.fullmatch(lowered):
        return ORDINAL, keys
    return (WEAK if own in _weak_roots() else 1), keys


def _families_of(folded, own):
    """Families of a word as it is listed, else of its root when that is long enough to be one word's alone."""
    families = _families()
    return families.get(folded) or (families.get(own, ()) if len(own) >= LONG_ROOT else ())


@cache
def _stemmer():
    import snowballstemmer  # late: pages that compare nothing do without

    return snowballstemmer.stemmer("french")


def _root(lowered):
    """The root of a French word, without accents: « végétalisons » and « végétalisation » have the same."""
    return _infinitive(lowered) or _stem(lowered)


def _stem(lowered):
    return fold(_stemmer().stemWord(lowered))


def _infinitive(lowered):
    """The root of « rénover » for « rénovons », which the stemmer takes for a noun; None unless the verb is listed."""
    if len(lowered) < 6 or not lowered.endswith(("ons", "ez")) or lowered.endswith("ions"):
        return None
    own = _stem(lowered.removesuffix("ons").removesuffix("ez") + "er")
    return own if own in _listed() else None


@cache
def _listed():
    rows = [*_lines("mots_faibles.csv"), *_lines("familles.csv")]
    return {_stem(word) for row in rows for word in row if word.endswith("er")}


@cache
def _families():
    """{word or root: keys of its families}; entries of several words are left out."""
    families = {}
    for number, line in enumerate(_lines("familles.csv")):
        for word in line:
            if _WORD.fullmatch(word):
                for form in {fold(word), _root(word)}:
                    families.setdefault(form, set()).add(f"{FAMILY}{number}")
    return {own: tuple(sorted(keys)) for own, keys in families.items()}


@cache
def _weak_roots():
    return {_root(word) for line in _lines("mots_faibles.csv") for word in line}


@cache
def _small_words():
    return {fold(word) for line in _lines("mots_vides.csv") for word in line}


def _lines(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [line for line in csv.reader(file, delimiter=";") if line]
