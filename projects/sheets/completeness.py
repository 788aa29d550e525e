"""What a sheet still lacks, in sentences that lead to the place where it is said (D21)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.sheets.definitions import DEFINITIONS
from projects.sheets.shapes import filled_slots

ENOUGH = {"prototype": ("who", "learned"), "targets": ("evidence",)}  # what one repeated block at least has to say


@dataclass(frozen=True)
class Missing:
    """One thing that a sheet lacks; `anchor` is the field, in the page `url` of the sheet."""

    sentence: str | Promise
    anchor: str
    url: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a sheet is: `done` answers out of `total`."""

    done: int
    total: int
    missing: list

    @property
    def complete(self):
        return not self.missing

    @property
    def started(self):
        return self.done > 0


def missing(project, kind):
    """Return what the sheet `kind` of `project` lacks, a list of `Missing`; empty when it is complete."""
    entries = dict(project.sheets.filter(kind=kind).values_list("entries__name", "entries__text"))
    content = {name: text for name, text in entries.items() if name}
    page = reverse("projects:sheet", args=[project.slug, DEFINITIONS[kind].slug])
    return [Missing(one.sentence, one.anchor, f"{page}#{one.anchor}") for one in missing_in(kind, content)]


def missing_in(kind, content):
    """The same over `content` ({name: text}): pure, without the address of the page."""
    found = [] if kind == "forecast" else _unanswered(kind, content)
    rule = _RULES.get(kind)
    return found + (rule(content) if rule else [])


def progress_of(kind, content):
    """Return the `Progress` of a sheet: its plain questions, and one repeated block."""
    definition, lacking = DEFINITIONS[kind], missing_in(kind, content)
    plain = [one.name for section in definition.sections for one in section.fields if one.needed]
    done = sum(bool(content.get(name, "").strip()) for name in plain)
    blocks = [] if kind == "forecast" else list(definition.repeats.values())
    for repeat in blocks:
        done += _best_slot(repeat, content)[1]
    total = len(plain) + sum(sum(part.needed for part in repeat.fields) for repeat in blocks)
    if kind == "forecast":
        from projects.sheets.projections import read

        parts = read(content)
        said = [parts.offers, parts.purchases or parts.costs, parts.wages, parts.owns or parts.loans or parts.grants]
        done, total = done + sum(bool(part) for part in said), total + len(said)
    return Progress(done, total, lacking)


def _unanswered(kind, content):
    fields = [one for section in DEFINITIONS[kind].sections for one in section.fields if one.needed]
    return [
        Missing(_("Not answered yet: “%(question)s”") % {"question": one.question}, f"f-{one.name}")
        for one in fields
        if not content.get(one.name, "").strip()
    ]


def _best_slot(repeat, content):
    """(number, answers) of the slot with most answers to what is needed; the first one when all are empty."""
    counted = [
        (sum(bool(content.get(repeat.name_of(slot, part), "").strip()) for part in repeat.fields if part.needed), -slot)
        for slot in range(1, repeat.slots + 1)
    ]
    answers, slot = max(counted)
    return -slot, answers


def _sources(content):
    repeat = DEFINITIONS["documentation"].repeats["sources"]
    for slot in filled_slots(repeat, content):
        if all(content.get(f"sources-{slot}-{part}", "").strip() for part in ("title", "says")):
            return []
    return [Missing(_("One source at least is needed: its title, and what it says."), "f-sources-1-title")]


def _trials(content):
    return _one_full(
        "prototype",
        "trials",
        content,
        _("One trial at least is needed, with what was tried, with whom, and what was learned."),
    )


def _segments(content):
    return _one_full(
        "targets",
        "segments",
        content,
        _("One group of customers at least is needed, with what shows that they would buy."),
    )


_ASKED = {"trials": ("what", "who", "learned"), "segments": ("who", "need", "evidence")}


def _one_full(kind, name, content, sentence):
    """Nothing when one slot says all that is asked of it; otherwise `sentence`, at the first empty answer."""
    repeat = DEFINITIONS[kind].repeats[name]
    for slot in filled_slots(repeat, content):
        if all(content.get(f"{name}-{slot}-{part}", "").strip() for part in _ASKED[name]):
            return []
    slot, _answers = _best_slot(repeat, content)
    empty = [part for part in _ASKED[name] if not content.get(f"{name}-{slot}-{part}", "").strip()]
    return [Missing(sentence, f"f-{name}-{slot}-{empty[0]}")]


def _forecast(content):
    from projects.sheets.projections import read, years_of

    reading = read(content)
    if reading.errors:
        name = next(iter(reading.errors))
        return [Missing(_("A figure cannot be read: %(sentence)s") % {"sentence": reading.errors[name]}, f"f-{name}")]
    lacking = []
    if not any(year.sales for year in years_of(reading)):
        lacking.append(Missing(_("Sales are needed: something sold, its price, and how many."), "f-offers-1-label"))
    if not content.get("assumptions", "").strip():
        lacking.append(Missing(_("Say where the figures come from."), "f-assumptions"))
    return lacking


_RULES = {"documentation": _sources, "prototype": _trials, "targets": _segments, "forecast": _forecast}
