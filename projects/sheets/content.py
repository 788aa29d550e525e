"""What is written in the sheets of a project."""

from django.db.models import F

from projects.sheets.definitions import DEFINITIONS


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
