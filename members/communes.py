"""Reads a list of communes as people have it: INSEE codes, names, names of intercommunalities (D61).

Five figures are an INSEE code: many are also someone else's postal code (39300 is Lons-le-Saunier, whose letters go to
39000), so that postal codes are for the search, where the answer is seen before it is taken.
"""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation import spreadsheets
from foundation.folding import fold
from members.models import Commune

MOST_LINES = 5_000  # a region has about as many communes
MOST_FOUND = 120  # of a search: the largest intercommunality of the Jura has under a hundred
_SHORT = re.compile(r"\b(st|ste)\b")


@dataclass
class Reading:
    """INSEE codes recognised in a list, and the pieces that name no commune, or name several, in their order."""

    insee: set = field(default_factory=set)
    unknown: list = field(default_factory=list)
    ambiguous: list = field(default_factory=list)


class Gazetteer:
    """The communes by each of their names; made for one reading."""

    def __init__(self):
        self.codes, self.names, self.groups = set(), {}, {}
        for commune in Commune.objects.all():
            self.codes.add(commune.insee)
            self.names.setdefault(plain(commune.name), set()).add(commune.insee)
            if commune.intercommunality:
                self.groups.setdefault(plain(commune.intercommunality), set()).add(commune.insee)

    def meant(self, piece):
        """Return the codes that a piece of a list names: one, all those of a group, several namesakes, or none."""
        code = piece.replace(" ", "").upper()
        return {code} if code in self.codes else self.names.get(plain(piece)) or self.groups.get(plain(piece), set())

    def is_group(self, piece):
        return plain(piece) in self.groups

    def pieces(self, lines):
        """Cut lines at their commas, unless the line is a name that holds some."""
        for line in lines:
            yield from [line] if self.meant(line) else line.split(",")


def plain(name):
    """Return a name as it is compared: « St-Amour » and « Saint Amour » are one."""
    bare = re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()
    return _SHORT.sub(lambda found: "saint" if found[0] == "st" else "sainte", bare)


def read(text):
    """Return the `Reading` of a pasted list: one commune a line, or between semicolons or commas."""
    return _read(re.split(r"[\r\n;\t]+", text))


def read_file(content):
    """Return the `Reading` of a CSV, XLSX or text file (bytes): of each line, the first cell that names a commune."""
    if not content.startswith(b"PK\x03\x04") and not re.search(rb"[;,\t|]", content):
        return read(spreadsheets.decode(content)[1])
    sheet, known = spreadsheets.read(content, most_rows=MOST_LINES), Gazetteer()
    lines = [_best(cells, known) for cells in (sheet.header, *(row.cells for row in sheet.rows))]
    return _read(lines if known.meant(lines[0]) else lines[1:])  # else the first line is the columns' names


def search(typed):
    """Return the communes whose name, postal code or intercommunality is like what was typed, at most MOST_FOUND."""
    words = plain(typed)
    if len(words) < 2:
        return []
    communes = Commune.objects.all()
    told = ((commune, f"{plain(commune.name)}|{plain(commune.intercommunality)}") for commune in communes)
    found = [commune for commune, names in told if words in names or words in commune.postal_codes.split()]
    return found[:MOST_FOUND]


def _best(cells, known):
    codes = (cell for cell in cells if cell.replace(" ", "").upper() in known.codes)
    names = (cell for cell in cells if known.meant(cell))
    return next(codes, None) or next(names, None) or next(filter(None, cells), "")


def _read(lines):
    if len(lines) > MOST_LINES:
        raise ValidationError(
            _("This list has more than %(most)s lines: cut it into several."),
            code="too_long",
            params={"most": MOST_LINES},
        )
    reading, known = Reading(), Gazetteer()
    pieces = (piece.strip(" .\"'«»\u00a0\u202f-–•") for piece in known.pieces(lines))
    for piece in dict.fromkeys(filter(None, pieces)):
        found = known.meant(piece)
        if not found:
            reading.unknown.append(piece)
        elif len(found) > 1 and not known.is_group(piece):
            reading.ambiguous.append(piece)
        else:
            reading.insee |= found
    return reading
