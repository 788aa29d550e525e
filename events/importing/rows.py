"""Reads the lines of a recognised list, one person each, without any database: what each says, and what is wrong.

The payer is not the participant. An address belongs to a participant when a column of the participant says so, or when
the payer has the same name; an address that stands beside several names is nobody's own: it only receives the tickets.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.folding import fold
from foundation.importing.lines import Judged, name_key
from members.phones import clean_phone

ACCEPTED, DOUBTFUL, SKIPPED, REJECTED = "accepted", "doubtful", "skipped", "rejected"
MOST_NAME = 80
MOST_REFERENCE = 80

# What the sources say of a ticket, as `fold` writes it.
_VALID = {"valide", "validee", "validated", "confirme", "confirmee", "confirmed", "paye", "payee", "processed",
          "traite", "traitee", "attending", "checked in", "participe", "participant", "present", "enregistre",
          "enregistree", "inscrit", "inscrite", "a participer", "va participer"}  # fmt: skip
_GONE = re.compile(
    r"not attending|ne participe|absent|refund|rembours|cancel|annul|delet|supprim|transfer|refus|contest|non valid"
    r"|attente|pending|unpaid|impaye|abandon"
)
_YES = re.compile(r"(?:oui|yes|true|vrai|1|x|ok|j'accepte|d'accord|je souhaite|✓|✔)(?:\b|$)")
_FORMULA = re.compile(r"[=+@\-\t|]")


@dataclass(frozen=True)
class ParsedRow(Judged):
    """One line: `number` as a spreadsheet shows it, `ref` unique per ticket in its source, `name_key` to compare names.

    `email` is the person's own address, `payer_email` the one that receives the ticket. `newsletter` is None when the
    file does not ask. `verdict` is one of ACCEPTED, DOUBTFUL, SKIPPED, REJECTED.
    """

    number: int
    ref: str
    order: str
    given_name: str
    family_name: str
    email: str = ""
    payer_email: str = ""
    payer_name: str = ""
    phone: str = ""
    commune: str = ""
    postal_code: str = ""
    workshop: str = ""
    newsletter: bool | None = None
    verdict: str = field(default=ACCEPTED, kw_only=True)

    @cached_property
    def name_key(self):
        return name_key(self.given_name, self.family_name)

    @cached_property
    def payer_key(self):
        return name_key(self.payer_name)

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip()


def parse(sheet, mapping):
    """Return the `ParsedRow`s of a `Sheet`, in its order, one per line."""
    rows = [_read(row, mapping) for row in sheet.rows]
    rows = _name_the_nameless(rows)
    rows = _number_tickets(rows)
    return tuple(_own_addresses(rows))


def _read(row, mapping):
    def text(field):
        index = mapping.columns.get(field)
        return " ".join(row.cells[index].split()) if index is not None else ""

    email = text("email").lower()
    given_name, family_name = _names(text)
    parsed = ParsedRow(
        number=row.number,
        ref=text("ticket"),
        # A file of one's own may number nothing: the address tells its lines apart, or the name alone.
        order=text("order") or ("" if mapping.is_certain else email or "-"),
        given_name=given_name,
        family_name=family_name,
        email=email,
        payer_email=text("payer_email").lower(),
        payer_name=f"{text('payer_given_name')} {text('payer_family_name')}".strip(),
        commune=text("commune")[:MOST_NAME],
        postal_code=text("postal_code")[:10],
        workshop=text("workshop")[:200],
        newsletter=bool(_YES.match(fold(text("newsletter")))) if "newsletter" in mapping.columns else None,
    )
    parsed = _judge_status(parsed, text("status"))
    if _YES.match(fold(text("draft"))):
        parsed = parsed.because(SKIPPED, "draft")
    if parsed.verdict != SKIPPED:
        parsed = _judge_quantity(_judge_texts(parsed), text("quantity"))
        parsed = _with_phone(parsed, text("phone"))
    return parsed


def _names(text):
    """Return (given name, family name), from one column that holds both when there is one."""
    if both := text("names"):
        given, _blank, family = both.partition(" ")
    elif both := text("names_reversed"):
        family, _blank, given = both.rpartition(" ")
    else:
        given, family = text("given_name"), text("family_name")
    return given, family


def _judge_status(row, status):
    folded = fold(status)
    if not folded or folded in _VALID:
        return row
    if _GONE.search(folded):
        return row.because(SKIPPED, "status", status=status[:40])
    return row.because(DOUBTFUL, "unknown_status", status=status[:40])


def _judge_texts(row):
    if not row.order:
        return row.because(REJECTED, "no_order")
    if len(f"{row.order}/{row.ref}") > MOST_REFERENCE:
        return row.because(REJECTED, "long_reference")
    for name in (row.given_name, row.family_name):
        if len(name) > MOST_NAME:
            return row.because(REJECTED, "long_name")
        if _FORMULA.match(name):
            return row.because(REJECTED, "formula", cell=name[:40])
    for address in (row.email, row.payer_email):
        if address and not is_address(address):
            return row.because(REJECTED, "bad_email", address=address[:80])
    return row


def _judge_quantity(row, quantity):
    if quantity.isdecimal() and int(quantity) > 1 and row.verdict == ACCEPTED:
        return row.because(DOUBTFUL, "several_on_a_line", count=int(quantity))
    return row


def _with_phone(row, phone):
    try:
        return replace(row, phone=clean_phone(phone))
    except ValidationError:
        return row.noting("bad_phone", phone=phone[:30])


def is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _name_the_nameless(rows):
    """A ticket without a name is its payer's when it is the only one of the order; else someone must say whose."""
    tickets = Counter(row.order for row in rows if row.verdict in (ACCEPTED, DOUBTFUL))
    named = []
    for row in rows:
        if row.full_name or row.verdict not in (ACCEPTED, DOUBTFUL):
            named.append(row)
        elif not row.payer_name:
            named.append(row.because(REJECTED, "no_name"))
        else:
            # The payer's given name stands first, as in all our names.
            given, _blank, family = row.payer_name.partition(" ")
            row = replace(row, given_name=given[:MOST_NAME], family_name=family[:MOST_NAME])
            named.append(row if tickets[row.order] == 1 else row.because(DOUBTFUL, "name_of_payer"))
    return named


def _number_tickets(rows):
    """Give each ticket its reference: order and ticket number, else order, name and how many of that name before."""
    seen, first = Counter(), {}
    numbered = []
    for row in rows:
        if row.ref:
            ref = f"{row.order}/{row.ref}"
        else:
            name = f"{row.order}/{row.name_key}"[: MOST_REFERENCE - 4]
            seen[name] += 1
            ref = f"{name}#{seen[name]}"
        row = replace(row, ref=ref)
        if ref in first and row.verdict != REJECTED:
            row = row.because(SKIPPED, "same_ticket", line=first[ref])
        first.setdefault(ref, row.number)
        numbered.append(row)
    return numbered


def _own_addresses(rows):
    """Decide whose each address is; see the module's first lines."""
    names = defaultdict(set)
    for row in rows:
        if row.email and row.verdict in (ACCEPTED, DOUBTFUL):
            names[row.email].add(row.name_key)
    payers = {row.payer_email: row.payer_key for row in rows if row.payer_email and row.payer_name}
    for row in rows:
        if row.email:
            owner = payers.get(row.email)
            shared = len(names[row.email]) > 1 or (owner is not None and owner != row.name_key)
            if shared and row.name_key != owner:
                row = replace(row, email="", payer_email=row.email)
        elif row.payer_email and row.payer_key == row.name_key:
            row = replace(row, email=row.payer_email)
        yield row
