"""Folds a text so that « Épicerie » is found by « epicerie »."""

import re
import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": "'", "\u2011": "-", "\u00ad": None}
)


def fold(text):
    """Return `text` in lower case without accents, ligatures or repeated blanks; folding twice changes nothing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", bare.casefold().translate(_LIGATURES)).strip()


def words(text):
    """Return the folded words of a search, at most eight: a longer search is a sentence pasted by mistake."""
    return re.findall(r"[a-z0-9@.+_-]+", fold(text))[:8]
