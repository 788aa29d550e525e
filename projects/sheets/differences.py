"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
MOST_WORDS = 1500  # of one text: beyond, comparing words would take seconds, and the whole text is shown twice
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Some words: kept, taken away, or added."""

    kind: str
    text: str


def differences(before, after):
    """Return the `Piece` that lead from `before` to `after`; joined without the gone ones they are `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > 2 * MOST_WORDS:
        return [Piece(kind, text) for kind, text in ((GONE, before), (NEW, after)) if text]
    found = []
    for act, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Piece(SAME, "".join(old[i:j])))
            continue
        found += [Piece(kind, "".join(part)) for kind, part in ((GONE, old[i:j]), (NEW, new[k:n])) if part]
    return found
