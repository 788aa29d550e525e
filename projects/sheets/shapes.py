"""How a sheet is described: fields that people fill in, some of them repeated (several trials, several segments).

A repeated block has numbered slots, so that every field has one name known beforehand ("trials-2-learned"): two people
who write at once never invent two names for one thing, and a sheet has an end.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

LINE, TEXT, LINK, DAY, MONEY, NUMBER, RATE, CHOICE = "line", "text", "link", "day", "money", "number", "rate", "choice"
NUMBERS = (MONEY, NUMBER, RATE)  # read by `numbers.py`, kept as they were typed
YEARS = (1, 2, 3)


@dataclass(frozen=True)
class Field:
    """One question in plain French; `example` is what someone might answer, `rows` the height of its box."""

    name: str
    question: str | Promise
    example: str | Promise = ""
    kind: str = TEXT
    max_length: int = 2000
    rows: int = 3
    needed: bool = True  # counts in the progress of the sheet
    choices: tuple = ()  # of a CHOICE: (value, words)
    year: int = 0  # of a number asked for each year, by `yearly`


@dataclass(frozen=True)
class Repeat:
    """A block asked up to `slots` times; `one` names it ("Trial"), `add` is the button of the next."""

    name: str
    one: str | Promise
    add: str | Promise
    fields: tuple[Field, ...]
    slots: int

    def name_of(self, slot, part):
        return f"{self.name}-{slot}-{part.name}"

    def names_of(self, slot):
        return [self.name_of(slot, part) for part in self.fields]


@dataclass(frozen=True)
class Section:
    """A part of a sheet: a title, a word of advice, then fields or one repeated block."""

    name: str
    title: str | Promise
    advice: str | Promise = ""
    fields: tuple[Field, ...] = ()
    repeat: Repeat | None = None


@dataclass(frozen=True)
class Definition:
    """One kind of sheet: `kind` in code and files, `slug` in addresses."""

    kind: str
    slug: str
    title: str | Promise
    purpose: str | Promise
    sections: tuple[Section, ...] = field(default_factory=tuple)

    @cached_property
    def fields(self):
        """{name: Field} of everything that can be written in this sheet, in order."""
        found = {}
        for section in self.sections:
            found |= {one.name: one for one in section.fields}
            if section.repeat:
                for slot in range(1, section.repeat.slots + 1):
                    found |= {section.repeat.name_of(slot, part): part for part in section.repeat.fields}
        return found

    @cached_property
    def repeats(self):
        """{name: Repeat}."""
        return {section.repeat.name: section.repeat for section in self.sections if section.repeat}


def yearly(name, question, example="", *, kind=MONEY):
    """Three fields, one per year: "<name>1", "<name>2", "<name>3"."""
    return tuple(
        Field(f"{name}{year}", question, example, kind=kind, max_length=40, needed=False, year=year) for year in YEARS
    )


def filled_slots(repeat, content):
    """The numbers of the slots of `repeat` where something is written, in order."""
    return [
        slot
        for slot in range(1, repeat.slots + 1)
        if any(content.get(name, "").strip() for name in repeat.names_of(slot))
    ]
