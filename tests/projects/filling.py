"""Sheets filled in at once, as far as each asks: what stages are tested over."""

from projects import handing, sentences
from projects.models import Project
from projects.models.sheet import Sheet, SheetEntry
from projects.models.stage import WAY, Stage
from projects.sheets.definitions import DEFINITIONS
from projects.sheets.shapes import DAY, LINK, NUMBERS

FORECAST = {
    "offers-1-label": "Panier",
    "offers-1-price": "20",
    **{f"offers-1-quantity{year}": "100" for year in (1, 2, 3)},
    "assumptions": "Essai du 12 octobre 2019",
}


def fill(project, *kinds):
    """Complete these sheets of `project`, all of them unless told."""
    for kind in kinds or DEFINITIONS:
        sheet = Sheet.of(project, kind)
        rows = [SheetEntry(sheet=sheet, name=name, text=text) for name, text in content_of(kind).items()]
        SheetEntry.objects.bulk_create(rows)


def content_of(kind):
    """{name: text} that makes a sheet complete."""
    if kind == "forecast":
        return FORECAST
    sections = DEFINITIONS[kind].sections
    found = {one.name: _text(one) for section in sections for one in section.fields}
    for section in sections:
        if section.repeat:
            found |= {section.repeat.name_of(1, part): _text(part) for part in section.repeat.fields}
    return found


def _text(field):
    if field.kind in NUMBERS:
        return "12"
    return {LINK: "https://example.org/", DAY: "12 octobre 2019"}.get(field.kind, "Dit par quatorze habitants.")


def make_complete(project):
    """Everything that the committee asks is there: sheets, sentences of every stage, someone who bears it (D24)."""
    fill(project)
    Project.objects.filter(pk=project.pk).update(stage=Stage.MODELLED)
    project.refresh_from_db()
    lead = project.group.leads().get()
    for stage in WAY[: WAY.index(Stage.IN_COMMITTEE) + 1]:
        for sentence in sentences.of(project, stage):
            sentences.agree(project, stage, sentence.key, membership=lead)
    handing.accept(handing.ask_to_bear(project, lead))
    return project
