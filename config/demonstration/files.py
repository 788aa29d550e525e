"""Reads the demonstration's files: tables separated by `;`, and documents."""

import csv
import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def rows(name):
    """The lines of `<name>.csv`, as dicts of texts; an empty text means that nobody told us."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


@cache
def people():
    """The cast, the facilitators, the structures, and the names that registrations are drawn from."""
    return json.loads((FOLDER / "people.json").read_text(encoding="utf-8"))


@cache
def evenings():
    """The living evenings: tonight's, the coming one, then the one where seats follow wishes."""
    return json.loads((FOLDER / "evenings.json").read_text(encoding="utf-8"))


def cast():
    """The people who can be signed in as at `/demo/`."""
    return people()["cast"]


def cast_addresses():
    return [person["email"] for person in cast()]


def resident():
    """The one of the cast who holds no role, only a ticket."""
    return next(person for person in cast() if not person["role"])
