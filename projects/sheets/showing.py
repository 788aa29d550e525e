"""A sheet as its page shows it: each question with what is written, from which version, and what was put aside."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from projects.models import SheetAside
from projects.models.sheet import token
from projects.sheets.projections import read
from projects.sheets.shapes import Field, Repeat, Section, filled_slots


@dataclass
class Asked:
    """One question of one sheet; `typed` is what could not be kept, shown again."""

    name: str
    field: Field
    text: str = ""
    token: str = ""
    asides: list = field(default_factory=list)
    error: str = ""

    @property
    def anchor(self):
        return f"f-{self.name}"


@dataclass
class Slot:
    """One of a repeated block: `number` as people count them; a blank one waits to be opened."""

    slot: int
    number: int
    asked: list
    blank: bool = False
    hidden: bool = False

    @property
    def is_next(self):
        """Filled, after another one: the examples were read above."""
        return not self.blank and self.number > 1


@dataclass
class Part:
    section: Section
    asked: list = field(default_factory=list)
    slots: list = field(default_factory=list)

    @property
    def repeat(self) -> Repeat:
        return self.section.repeat


def entries_of(sheet):
    """{name: SheetEntry} of what is written, each with its open `put_aside`; two statements."""
    waiting = SheetAside.objects.open().select_related("by", "membership").order_by("pk")
    found = sheet.entries.prefetch_related(Prefetch("asides", waiting, to_attr="put_aside"))
    return {entry.name: entry for entry in found}


def parts_of(sheet, entries, *, errors=None, typed=None):
    """Return the `Part` of `sheet` in order; `errors` and `typed` are {name: …} of what was just refused."""
    errors, typed = dict(errors or {}), typed or {}
    content = {name: entry.text for name, entry in entries.items()} | typed
    errors = number_errors(sheet, content) | errors

    def asked(name, part):
        entry = entries.get(name)
        kept = entry.text if entry else ""
        return Asked(
            name,
            part,
            typed.get(name, kept),
            entry.token if entry else token(0, ""),
            entry.put_aside if entry else [],
            errors.get(name, ""),
        )

    found = []
    for section in sheet.definition.sections:
        part = Part(section, [asked(one.name, one) for one in section.fields])
        if section.repeat:
            part.slots = _slots(section.repeat, content, asked)
        found.append(part)
    return found


def number_errors(sheet, content):
    """{name: sentence} of the figures that cannot be read; only the forecast has any."""
    return read(content).errors if sheet.kind == "forecast" else {}


def _slots(repeat, content, asked):
    """Those with words first, then the blank ones: the first can be opened, the script shows the next ones."""
    filled = filled_slots(repeat, content)
    blank = [slot for slot in range(1, repeat.slots + 1) if slot not in filled]
    return [
        Slot(
            slot,
            place,
            [asked(repeat.name_of(slot, part), part) for part in repeat.fields],
            blank=slot in blank,
            hidden=slot in blank[1:],
        )
        for place, slot in enumerate(filled + blank, start=1)
    ]
