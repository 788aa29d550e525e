"""All the sheets of one project read at once: how far each is, and what it lacks."""

from dataclasses import dataclass

from django.urls import reverse

from projects.sheets.completeness import Progress, progress_of
from projects.sheets.definitions import DEFINITIONS


@dataclass(frozen=True)
class SheetState:
    """One sheet as the workspace shows it: its title, its address, its `Progress`."""

    kind: str
    title: str
    url: str
    progress: Progress


def sheets(project):
    """Return {kind: SheetState} of every sheet, in the order of the way; one statement, whatever is written."""
    contents = {kind: {} for kind in DEFINITIONS}
    written = project.sheets.filter(entries__isnull=False).values_list("kind", "entries__name", "entries__text")
    for kind, name, text in written:
        contents[kind][name] = text
    return {
        kind: SheetState(
            kind,
            definition.title,
            reverse("projects:sheet", args=[project.slug, definition.slug]),
            progress_of(kind, contents[kind]),
        )
        for kind, definition in DEFINITIONS.items()
    }
