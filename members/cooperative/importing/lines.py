"""Reads the lines of a register, one member each, without any database: what each says, and what is wrong with it."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.folding import fold
from foundation.importing.lines import Judged, name_key
from foundation.spreadsheets import column_key
from members.cooperative.importing import cells
from members.phones import clean_phone

READY, REFUSED, SKIPPED = "ready", "refused", "skipped"
MOST_NAME, MOST_ORGANISATION, MOST_ADDRESS = 80, 150, 300
_TOTAL = re.compile(r"(?:sous[- ])?total|solde|capital (?:social|total)|nombre de societaires")
_STRUCTURE = re.compile(r"moral|structure|pm\b|societe|association|collectivite|commune|entreprise|organis|company|"
                        r"sarl|\bsas\b|\bsa\b|etablissement")  # fmt: skip
_PERSON = re.compile(r"physique|pp\b|individu|particulier|salarie|person\b")
_GROUP = re.compile(r"^(?:(?:college|categorie)s?\b\s*:?\s*)?(?:(?:des?|du|de la|de l'|d')\s*)?")


@dataclass(frozen=True)
class Line(Judged):
    """One line: `place` as a spreadsheet shows it. `shares` and `amount` (euros) are None when the file does not say.

    `number` is None when the register's columns hold none. `category` and `college` are words of the file; `section`
    is the title that stands above the line, in a file cut into parts.
    """

    place: int
    number: int | None = None
    organisation: str = ""
    given_name: str = ""
    family_name: str = ""
    is_structure: bool = False
    is_authority: bool = False
    category: str = ""
    college: str = ""
    section: str = ""
    shares: int | None = None
    amount: Decimal | None = None
    joined_on: date | None = None
    left_on: date | None = None
    email: str = ""
    phone: str = ""
    address: str = ""
    mail_agreed_on: date | None = None
    verdict: str = field(default=READY, kw_only=True)

    @property
    def name(self):
        return self.organisation or f"{self.given_name} {self.family_name}".strip()

    @property
    def name_key(self):
        return name_key(self.name)

    @property
    def is_refused(self):
        return self.verdict == REFUSED

    def refusing(self, code, **details):
        return self.because(REFUSED, code, **details)


def word_key(word):
    """Return the word of a college or a category as compared: « Collège des salariés » and « salariée » are one."""
    return " ".join(
        re.sub(r"(?<=e)e$", "", part.removesuffix("s")) for part in _GROUP.sub("", fold(word)).strip(" :.-").split()
    )


def parse(sheet, columns, *, today):
    """Return the `Line`s of a `Sheet`, in its order; titles, totals and repeated headers are SKIPPED, with the reason.

    `columns` maps a field to the index of its column.
    """
    header = [column_key(name) for name in sheet.header]
    lines, section = [], ""
    for row in sheet.rows:
        filled = [cell for cell in row.cells if cell]
        if [column_key(cell) for cell in row.cells] == header:
            lines.append(Line(row.number, verdict=SKIPPED).noting("header"))
        elif any(_TOTAL.match(fold(cell)) for cell in filled[:2]):
            lines.append(Line(row.number, verdict=SKIPPED).noting("total"))
        elif len(filled) == 1 and not filled[0].isdigit():
            section = filled[0]
            lines.append(Line(row.number, verdict=SKIPPED).noting("title", title=section[:60]))
        else:
            lines.append(_read(row, columns, section=section, today=today))
    return lines


def _read(row, columns, *, section, today):
    def text(name):
        index = columns.get(name)
        return " ".join(row.cells[index].split()) if index is not None else ""

    line = Line(row.number, section=section, category=text("category"), college=text("college"))
    line = _numbered(line, text("number"), told="number" in columns)
    line = _named(line, text)
    line = _holding(line, text)
    line = _dated(line, text, today=today)
    return _reached(line, text, today=today)


def _numbered(line, typed, *, told):
    if not told:
        return line
    if not typed:
        return line.refusing("no_number")
    number = cells.whole(typed)
    return replace(line, number=number) if number else line.refusing("bad_number", typed=typed[:40])


def _named(line, text):
    organisation, kind = text("organisation"), fold(text("kind"))
    if both := text("names") or text("names_reversed"):
        given, family = cells.names(both, reversed_order=not text("names"))
    else:
        given, family = text("given_name"), text("family_name")
    structure = _is_structure(kind, organisation)
    if not structure:
        organisation = ""  # whom this person works for
    elif not organisation:
        organisation, given, family = text("names") or text("names_reversed") or f"{given} {family}".strip(), "", ""
    if not structure and family and not given and not _PERSON.search(kind):
        organisation, family, structure = text("names") or text("names_reversed") or family, "", True
        line = line.noting("read_as_structure")
    line = replace(
        line, is_structure=structure, organisation=organisation, given_name=given, family_name=family,
        is_authority=bool(cells.yes(text("authority"))),
    )  # fmt: skip
    words = fold(" ".join((kind, line.category, line.college, line.section)))
    if structure and not text("authority") and "collectivite" in words:
        line = replace(line, is_authority=True).noting("read_as_authority")
    if not line.name:
        return line.refusing("no_name")
    if max(len(given), len(family)) > MOST_NAME or len(organisation) > MOST_ORGANISATION:
        return line.refusing("long_name")
    if text("authority") and cells.yes(text("authority")) is None:
        return line.refusing("bad_yes", typed=text("authority")[:40])
    return line.noting("no_delegate") if structure and not (given or family) else line


def _is_structure(kind, organisation):
    if _STRUCTURE.search(kind):
        return True
    return bool(organisation) and not _PERSON.search(kind)


def _holding(line, text):
    shares, amount = text("shares"), text("amount")
    counted = cells.whole(shares) if shares else None
    paid = cells.euros(amount) if amount else None
    if shares and counted is None:
        line = line.refusing("bad_shares", typed=shares[:40])
    if amount and (paid is None or paid < 0):
        line = line.refusing("bad_amount", typed=amount[:40])
    if not shares and not amount:
        line = line.refusing("no_shares")
    return replace(line, shares=counted, amount=paid)


def _dated(line, text, *, today):
    typed = text("joined_on")
    joined = cells.day(typed, today=today) if typed else None
    left = cells.day(text("left_on"), today=today) if text("left_on") else None
    line = replace(line, joined_on=joined, left_on=left)
    if not typed:
        line = line.refusing("no_day")
    elif joined is None:
        line = line.refusing("bad_day", typed=typed[:40])
    elif joined > today:
        line = line.refusing("future_day", typed=typed[:40])
    if text("left_on") and left is None:
        line = line.refusing("bad_left", typed=text("left_on")[:40])
    elif left and (left > today or (joined and left < joined)):
        line = line.refusing("left_before", typed=text("left_on")[:40])
    return line


def _reached(line, text, *, today):
    email, phone, agreed = text("email").lower(), text("phone"), text("mail_agreed")
    try:
        if email:
            validate_email(email)
    except ValidationError:
        line, email = line.noting("bad_email", address=email[:80]), ""
    try:
        phone = clean_phone(phone)
    except ValidationError:
        line, phone = line.noting("bad_phone", phone=phone[:40]), ""
    place = " ".join(part for part in (text("postal_code"), text("commune")) if part)
    address = "\n".join(part for part in (text("address"), place) if part)
    agreed_on = cells.day(agreed, today=today) if agreed else None
    if agreed and agreed_on is None and cells.yes(agreed) is not False:
        line = line.noting("agreed_without_day")
    return replace(
        line, email=email, phone=phone, address=address[:MOST_ADDRESS],
        mail_agreed_on=agreed_on if email and agreed_on and agreed_on <= today else None,
    )  # fmt: skip
