"""All the sheets of a project as one frozen text: what the printed file shows, and what experts will judge (D24)."""

from django.db.models import F

from projects.forecast import YEARS
from projects.sheets.definitions import DEFINITIONS
from projects.sheets.projections import read, years_of
from projects.sheets.shapes import filled_slots

FIGURES = (
    "sales grants income purchases wages costs depreciation interest expenses result "
    "opening receipts payments closing owed"
).split()


def texts_of(project):
    """{kind: {name: text}} of what is written; one statement."""
    found = {kind: {} for kind in DEFINITIONS}
    rows = project.sheets.filter(entries__name__isnull=False).annotate(
        field=F("entries__name"), text=F("entries__text")
    )
    for kind, name, text in rows.values_list("kind", "field", "text"):
        if text and kind in found:
            found[kind][name] = text
    return found


def content_of(project):
    """Return a dict that JSON can say, always in the same order: what the sheets hold at this moment.

    {"project": {...}, "sheets": {kind: {section: {"fields": {name: text}, "blocks": [{part: text}]}}}, "forecast":
    [{figure: "1234.50"}] for each year, "photos": [{"key", "alt"}]}. Amounts are euros as text.
    """
    texts = texts_of(project)
    years = years_of(read(texts["forecast"]))
    return {
        "project": {"name": project.name, "slug": project.slug, "summary": project.summary, "stage": project.stage},
        "sheets": {kind: _sheet(definition, texts[kind]) for kind, definition in DEFINITIONS.items()},
        "forecast": [_year(years[number - 1]) for number in YEARS],
        "photos": list(project.photos.order_by("pk").values("key", "alt")),
    }


def _sheet(definition, content):
    return {section.name: _section(section, content) for section in definition.sections}


def _section(section, content):
    found = {"fields": {one.name: content.get(one.name, "") for one in section.fields}, "blocks": []}
    if section.repeat:
        repeat = section.repeat
        found["blocks"] = [
            {part.name: content.get(repeat.name_of(slot, part), "") for part in repeat.fields}
            for slot in filled_slots(repeat, content)
        ]
    return found


def _year(year):
    figures = {name: f"{getattr(year, name):.2f}" for name in FIGURES}
    figures["break_even"] = f"{year.break_even:.2f}" if year.break_even is not None else ""
    figures["subsidies"] = str(year.subsidies) if year.subsidies is not None else ""
    return figures
