"""The page of an opinion: what its form sends, and its lines as they are shown (D27)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from projects.committee import criteria
from projects.committee.opining import LONGEST, LONGEST_WHY, NAMES, Saved, texts_of, zeros_unexplained

NOTES = [str(note) for note in range(criteria.HIGHEST + 1)]


@dataclass(frozen=True)
class Shown:
    """One field of the page: what it holds, from what it began, what another tab saved, what is wrong."""

    name: str
    text: str
    base: str
    other: str
    error: str
    longest: int

    @property
    def met(self):
        """Whether another tab saved another text: "" is one too."""
        return self.other is not None


@dataclass(frozen=True)
class GridLine:
    line: criteria.Line
    score: Shown
    why: Shown


def read(data):
    """Return (typed, bases) of a sent form: {name: text} and {name: texts it was typed from}; unknown names go."""
    typed = {name: data[name] for name in NAMES if name in data}
    return typed, {name: data.getlist(f"base-{name}") or [""] for name in typed}


def shown(opinion, weights, *, typed=None, saved=None, ask_words=False):
    """Return {"grid": lines, "comment", "private_comment", "mark"} for the template.

    `typed` is shown in place of what is kept. `saved` tells what met another text or was refused; `ask_words` marks
    every 0 without a comment in red.
    """
    kept, typed, saved = texts_of(opinion), typed or {}, saved or Saved()
    texts = kept | typed
    errors = dict(saved.errors)
    if ask_words:
        errors |= {f"why-{code}": zero_sentence() for code in zeros_unexplained(texts)}

    def field(name):
        longest = LONGEST.get(name, LONGEST_WHY)
        return Shown(name, texts[name], kept[name], saved.others.get(name), errors.get(name, ""), longest)

    grid = [GridLine(line, field(f"score-{line.code}"), field(f"why-{line.code}")) for line in criteria.lines(weights)]
    return {
        "grid": grid,
        "comment": field("comment"),
        "private_comment": field("private_comment"),
        "mark": mark_of(kept, weights),
    }


def mark_of(texts, weights):
    """Return the mark out of 100 of the texts of an opinion, None until the grid is whole."""
    scores = {code: int(texts[f"score-{code}"]) if texts[f"score-{code}"] else None for code in weights}
    return criteria.mark(weights, scores)


def zero_sentence():
    return _("A 0 needs a comment: say in a few words what is missing.")
