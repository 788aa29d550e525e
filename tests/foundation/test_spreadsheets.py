import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from foundation import spreadsheets

pytestmark = pytest.mark.once

TABLE = "Nom;Prénom\r\nBérard;Zoé\r\n"


@pytest.mark.parametrize(
    ("encoding", "detected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_read_knows_the_encoding(encoding, detected):
    sheet = spreadsheets.read(TABLE.encode(encoding))
    assert (sheet.header, sheet.rows[0].cells, sheet.encoding) == (("Nom", "Prénom"), ("Bérard", "Zoé"), detected)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_read_knows_the_separator(separator):
    text = separator.join(["Nom", "Question, ou ; remarque"]).replace("Question, ou ; remarque", '"Question, ou ; là"')
    text += f"\nBérard{separator}oui\nMuyard{separator}non\n"
    sheet = spreadsheets.read(text.encode())
    assert (sheet.separator, sheet.header) == (separator, ("Nom", "Question, ou ; là"))


def test_read_knows_the_separator_below_a_title():
    text = "Registre des sociétaires\nN°;Nom;Parts\n1;Abry;2,5\n2;Roy;1,5\n"
    assert spreadsheets.read(text.encode()).separator == ";"


def test_read_obeys_the_separator_that_excel_writes_first():
    assert spreadsheets.read(b"sep=,\r\nNom,Age\r\nZoe,3\r\n").header == ("Nom", "Age")


def test_read_keeps_line_breaks_within_quotes_and_numbers_as_a_spreadsheet_does():
    sheet = spreadsheets.read('Nom;Mot\n"Bérard";"un\ndeux"\n\nMuyard;trois\n'.encode())
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("Bérard", "un\ndeux")), (4, ("Muyard", "trois"))]


def test_read_fills_short_lines_and_drops_what_is_beyond_the_header():
    sheet = spreadsheets.read(b"a;b;c\n1\n1;2;3;4\n")
    assert [row.cells for row in sheet.rows] == [("1", "", ""), ("1", "2", "3")]


def test_read_takes_a_header_without_rows():
    assert spreadsheets.read(b"Nom;Mot\n").rows == ()


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b" ; ; \n"])
def test_read_refuses_an_empty_file_with_a_sentence(content):
    with pytest.raises(ValidationError) as refusal:
        spreadsheets.read(content)
    assert refusal.value.code == "empty"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a;b\n" + b'"' + b"x" * 200_000, "csv"),
        (b"Nom;\x81\x8d", "encoding"),
        (b"PK\x03\x04 but not a zip", "xlsx"),
        (b"a\n" + b"1\n" * 21, "too_long"),
    ],
)
def test_read_refuses_what_it_cannot_read_with_a_sentence(content, code):
    with pytest.raises(ValidationError) as refusal:
        spreadsheets.read(content, most_rows=20)
    assert refusal.value.code == code


def test_read_takes_a_workbook():
    book = Workbook()
    book.active.append(["Nom", "Numéro", "Prix"])
    book.active.append(["Bérard", 12.0, 1.5])
    out = io.BytesIO()
    book.save(out)
    sheet = spreadsheets.read(out.getvalue())
    assert (sheet.header, sheet.rows[0].cells) == (("Nom", "Numéro", "Prix"), ("Bérard", "12", "1.5"))


def test_read_refuses_a_workbook_that_unpacks_into_too_much(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_UNPACKED", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 2000)
    with pytest.raises(ValidationError) as refusal:
        spreadsheets.read(out.getvalue())
    assert refusal.value.code == "too_long"


def test_write_speaks_to_french_spreadsheets():
    written = spreadsheets.write(["Nom", "Part"], [["=cmd|' /C calc'!A0", 1.5], ["+33 6", -2], ["a;b\nc", None]])
    assert written == (b"\xef\xbb\xbfNom;Part\r\n'=cmd|' /C calc'!A0;1,5\r\n'+33 6;-2\r\n" + b'"a;b\nc";\r\n')


@given(st.text(max_size=40))
def test_no_written_text_begins_as_a_formula(text):
    assert spreadsheets.written(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), max_size=12).map(
    lambda text: text.strip(" \r\n\xa0\u202f")
)


@given(st.lists(st.tuples(cell, cell, cell), max_size=5))
def test_what_was_written_is_read_back_unchanged(rows):
    rows = [row for row in rows if any(row)]
    sheet = spreadsheets.read(spreadsheets.write(["un", "deux", "trois"], rows))
    assert [row.cells for row in sheet.rows] == rows


@given(st.binary(max_size=400))
def test_read_answers_any_bytes_with_a_sheet_or_a_sentence(content):
    try:
        sheet = spreadsheets.read(content)
    except ValidationError:
        return
    assert all(len(row.cells) == len(sheet.header) for row in sheet.rows)
