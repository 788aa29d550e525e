"""Sheets of projects: complete on one fictional project, begun on others. Nothing here tells of a real one."""

import functools
import json
from datetime import timedelta
from pathlib import Path

from projects.models import Sheet, SheetChange, SheetEntry, SheetVersion
from projects.sheets.definitions import DEFINITIONS

ABOUT = "Conserverie solidaire des fruits non récoltés"  # the invented idea that `sheets.json` is written about
BURST = timedelta(minutes=40)
AGO = timedelta(days=4)


def fill(project, *, membership, now, kinds=tuple(DEFINITIONS), texts=None):
    """Write the sheets `kinds` of `project` as its group would have, one version each, a few days before `now`."""
    texts = texts or _read("sheets")
    for place, kind in enumerate(kinds):
        at = now - timedelta(days=3 * (len(kinds) - place), hours=2)
        _write(project, kind, texts[kind], membership=membership, at=at)


@functools.cache
def complete():
    """{title of an invented idea: its seven sheets} of the files that the committee reads."""
    return _read("committee_sheets")


def begin(project, *, membership, now):
    """Begin the sheets of `project`: the need of its first idea, then what `begun_sheets.json` knows of that idea."""
    idea = project.ideas().first()
    told = _read("begun_sheets").get(idea.title, {})
    told = {**told, "documentation": {"need_told": idea.need, **told.get("documentation", {})}}
    for kind, texts in told.items():
        _write(project, kind, {name: text for name, text in texts.items() if text}, membership=membership, at=now - AGO)


def outline(project, *, membership, now, kinds):
    """Write the sheets `kinds` of `project` in a few general words, as a group that goes quickly would."""
    texts = json.loads(Path(__file__).with_name("outlines.json").read_text())
    idea = project.ideas().first()
    for place, kind in enumerate(kinds):
        told = {"need_told": idea.need or idea.title} if kind == "documentation" else {}
        at = now - timedelta(days=12 * (len(kinds) - place), hours=3)
        _write(project, kind, {**told, **texts[kind]}, membership=membership, at=at)


def _read(name):
    return json.loads(Path(__file__).with_name(f"{name}.json").read_text())


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
