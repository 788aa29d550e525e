"""Reads the tables that organisers have (CSV of any maker, XLSX) and writes CSV as French spreadsheets expect it."""

import codecs
import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.folding import fold

MOST_ROWS = 20_000  # twice the largest file that we promise to import; a longer one is a mistake
LINES_ABOVE = 9  # a form may write its title and its sections above the names of its columns
MOST_COLUMNS = 300  # an online form rarely has over 60 questions
MOST_UNPACKED = 150 * 1024 * 1024  # bytes of an XLSX once unpacked: a small zip can hide gigabytes
SEPARATORS = ";,\t|"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet may run as a formula
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER_SIGN = re.compile(r"\b(?:n°|no\b\.?|numero|nr\b\.?|id\b)|#")
_NOISE = re.compile(r"[^\w#@ ]+")


@dataclass(frozen=True)
class Row:
    """One line of data: `number` as a spreadsheet shows it (the header is 1), `cells` as long as the header."""

    number: int
    cells: tuple


@dataclass(frozen=True)
class Sheet:
    """A table read: `header` and `rows` of texts, without blanks around; `encoding` and `separator` as detected."""

    header: tuple
    rows: tuple
    encoding: str
    separator: str


def read(content, *, most_rows=MOST_ROWS, is_header=None):
    """Return the `Sheet` in `content` (bytes of a CSV or XLSX file); ValidationError with a sentence when it cannot be.

    Lines without any text are left out. Cells after the last column of the header are dropped. The header is the first
    line, or the first among ten of which `is_header(cells)` says so: what stands above gives a name to its empty cells.
    """
    if content[:4] == b"PK\x03\x04":
        return _sheet(_xlsx_records(content, most_rows), most_rows, is_header, encoding="xlsx", separator="")
    encoding, text = decode(content)
    separator, text = _separator(text)
    return _sheet(_csv_records(text, separator), most_rows, is_header, encoding=encoding, separator=separator)


def column_key(header):
    """Return a header as compared: « N° de commande » and « Numéro de commande » are both « # de commande »."""
    text = fold(_NUMBER_SIGN.sub("#", fold(header)))
    return " ".join(_NOISE.sub(" ", text).split())


def decode(content):
    """Return (encoding, text) of the bytes of a text file: UTF-8 with or without mark, UTF-16, else cp1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, _decoded(content, encoding)
    if b"\x00" in content[:2000]:
        # Half of the bytes of Latin text are zero in UTF-16; on which side tells the order.
        encoding = "utf-16-be" if content[:1] == b"\x00" else "utf-16-le"
        return encoding, _decoded(content, encoding)
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", _decoded(content, "cp1252")


def write(header, rows):
    """Return the bytes of a French CSV: `;`, UTF-8 with its mark, CRLF, decimal comma, cells that cannot run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([written(value) for value in header])
    for row in rows:
        writer.writerow([written(value) for value in row])
    return codecs.BOM_UTF8 + out.getvalue().encode()


def written(value):
    """Return one cell as written in a French CSV; a number stays a number, even below zero."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    text = str(value)
    return "'" + text if _DANGEROUS.match(text) else text


def _decoded(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise ValidationError(
            _("We cannot read the letters of this file. Save it again as “CSV UTF-8” and send it once more."),
            code="encoding",
        ) from None


def _separator(text):
    """Return (separator, text without Excel's own “sep=” line): the one that splits most lines evenly."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told[1], text[told.end() :]
    sample = text[:50_000]
    scores = {}
    for separator in SEPARATORS:
        try:
            lengths = [len(record) for record in _csv_records(sample, separator, most=30) if any(record)]
        except ValidationError:
            continue
        if lengths:  # the usual one: a title may stand above the table, without any separator
            usual, times = Counter(lengths).most_common(1)[0]
            scores[separator] = (usual > 1, times / len(lengths) * min(usual, 6), usual)
    best = max(SEPARATORS, key=lambda separator: scores.get(separator, (False, 0, 0)))
    return best, text


def _csv_records(text, separator, most=None):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, record in enumerate(reader):
            if most is not None and number >= most:
                return
            yield record
    except csv.Error:
        raise ValidationError(
            _(
                "This file is not a table that we can read: a quotation mark is probably never closed. "
                "Export it once more from its source, without opening it in between."
            ),
            code="csv",
        ) from None


def _xlsx_records(content, most_rows):
    from openpyxl import load_workbook  # 15 MB that public pages need not carry

    book = None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise too_long(most_rows)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for record in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield [_shown(value) for value in record]
    except ValidationError:
        raise
    except Exception:  # a broken workbook fails in as many ways as it has parts
        raise ValidationError(
            _("This spreadsheet cannot be opened. Save it again as XLSX or as CSV and send it once more."), code="xlsx"
        ) from None
    finally:
        if book:
            book.close()


def _shown(value):
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return str(value)


def _sheet(records, most_rows, is_header, *, encoding, separator):
    lines = (
        (number, [_clean(cell) for cell in record[:MOST_COLUMNS]]) for number, record in enumerate(records, start=1)
    )
    filled = ((number, cells) for number, cells in lines if any(cells))
    first = list(islice(filled, LINES_ABOVE + 1))
    if not first:
        raise ValidationError(
            _("This file is empty: nothing was read. Export the list once more from its source."), code="empty"
        )
    place = next((place for place, (_n, cells) in enumerate(first) if is_header and is_header(cells)), 0)
    header = _header([cells for _number, cells in first[: place + 1]])
    width, rows = len(header), []
    for number, cells in chain(first[place + 1 :], filled):
        if len(rows) >= most_rows:
            raise too_long(most_rows)
        rows.append(Row(number, tuple((cells + [""] * width)[:width])))
    return Sheet(header, tuple(rows), encoding, separator)


def _header(lines):
    """The names of the last line; an empty one takes what stands above it."""
    *above, last = lines
    width = max(map(len, lines)) if above else len(last)
    named = list(last) + [""] * (width - len(last))
    for line in reversed(above):
        named = [name or (line[index] if index < len(line) else "") for index, name in enumerate(named)]
    while named and not named[-1]:
        named.pop()
    return tuple(named)


def _clean(cell):
    """Text without blanks around, without the zero byte that PostgreSQL refuses, without the guard that we write."""
    text = cell.replace("\x00", "").strip(" \r\n\xa0\u202f\ufeff")
    return text[1:] if _GUARDED.match(text) else text


def too_long(most_rows):
    return ValidationError(
        _("This table has more than %(most)s lines. Cut it into several files and send them one after the other."),
        code="too_long",
        params={"most": f"{most_rows:,}".replace(",", "\u202f")},
    )
