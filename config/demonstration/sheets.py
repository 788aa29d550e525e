"""Sheets of projects: complete on one fictional project, begun on others. Nothing here tells of a real one."""

import json
from datetime import timedelta
from pathlib import Path

from projects.models import Sheet, SheetChange, SheetEntry, SheetVersion
from projects.sheets.definitions import DEFINITIONS

ABOUT = "Conserverie solidaire des fruits non récoltés"  # the invented idea that `sheets.json` is written about
BURST = timedelta(minutes=40)


def fill(project, *, membership, now, kinds=tuple(DEFINITIONS)):
    """Write the sheets `kinds` of `project` as its group would have, one version each, a few days before `now`."""
    texts = json.loads(Path(__file__).with_name("sheets.json").read_text())
    for place, kind in enumerate(kinds):
        at = now - timedelta(days=3 * (len(kinds) - place), hours=2)
        _write(project, kind, texts[kind], membership=membership, at=at)


def begin(project, *, membership, now):
    """Begin the documentation of `project` with the need of its first idea."""
    idea = project.ideas().first()
    if idea and idea.need:
        _write(project, "documentation", {"need_told": idea.need}, membership=membership, at=now - timedelta(days=4))


def _write(project, kind, texts, *, membership, at):
    sheet, made = Sheet.objects.get_or_create(
        project=project, kind=kind, defaults={"version": len(texts), "changed_at": at + BURST}
    )
    if not made:
        return
    version = SheetVersion.objects.create(sheet=sheet, membership=membership, at=at, until=at + BURST)
    SheetEntry.objects.bulk_create(
        SheetEntry(sheet=sheet, name=name, text=text, version=1, last=version) for name, text in texts.items()
    )
    SheetChange.objects.bulk_create(
        SheetChange(version=version, name=name, after=text, at=at) for name, text in texts.items()
    )
