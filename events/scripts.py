"""The script of a workshop, step by step, fitted to the minutes that the programme gives it; pure arithmetic."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

ROUND = 5  # minutes: nobody keeps time more finely at a table
# Shares of the whole, in hundredths, in the order of the steps.
SHARES = (10, 20, 25, 15, 20, 10)


@dataclass(frozen=True)
class ScriptStep:
    """One step at a table: when it begins, how many minutes, what it is and what the facilitator does."""

    begins_at: datetime
    minutes: int
    title: str
    words: str


def lengths(minutes):
    """Return the minutes of each step: they sum to `minutes`, and follow SHARES as nearly as rounding allows.

    Under half an hour minutes are not rounded to five: each step keeps what it can.
    """
    unit = ROUND if minutes >= ROUND * len(SHARES) else 1
    ends, gone = [], 0
    for share in SHARES:
        gone += share
        ends.append(round(minutes * gone / 100 / unit) * unit)
    ends[-1] = minutes
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def script(begins_at, minutes, *, boosts, written=None):
    """Return the `ScriptStep` list of a workshop that begins then; `boosts` when a project's bearer is there (D2).

    `written`, steps in a team's own words as `ready_made` returns them, counts instead of ours when there is one.
    """
    found, moment = [], begins_at
    for step in written or ready_made(minutes, boosts=boosts):
        found.append(ScriptStep(moment, step["minutes"], step["title"], step["words"]))
        moment += timedelta(minutes=step["minutes"])
    return found


def ready_made(minutes, *, boosts):
    """Return our own steps, fitted to `minutes`: [{"minutes": int, "title": str, "words": str}, …]."""
    steps = zip(_words(boosts), lengths(minutes), strict=True)
    return [{"minutes": length, "title": title, "words": words} for (title, words), length in steps if length]


def position(steps, moment):
    """Return the index in `ScriptStep`s of what goes on at `moment`, None before the first and after the last."""
    for index, step in enumerate(steps):
        if step.begins_at <= moment < step.begins_at + timedelta(minutes=step.minutes):
            return index
    return None


def _words(boosts):
    yield (
        _("Everyone says who they are"),
        _(
            "One minute each: given name, where from, why this table. Write given names on a card. Choose who "
            "keeps time."
        ),
    )
    if boosts:
        yield (
            _("The project, as it stands"),
            _("The bearer tells the project and where it is stuck. The table asks questions, without judging yet."),
        )
    else:
        yield (
            _("The need, as people live it"),
            _("Read the question aloud. Each tells a fact seen or lived here. Write the needs, not the solutions."),
        )
    yield (
        _("Ideas, many of them"),
        _("Five minutes alone in silence, one idea per note. Then each reads theirs; nobody says “yes, but”."),
    )
    yield _("Choose"), _("Bring together what looks alike. Each has three marks to give. Keep one idea, two at most.")
    yield (
        _("Write the idea sheet"),
        _(
            "Title, need, solution: three lines that a neighbour understands. Who could begin, with what, within "
            "30 days?"
        ),
    )
    yield (
        _("Send it and get ready to tell it"),
        _(
            "Send the idea from a phone with the code of the table, or on the paper sheet. One person tells it "
            "in a minute."
        ),
    )
