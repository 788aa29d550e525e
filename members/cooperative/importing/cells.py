"""What stands in the cells of a register kept by hand: days, euros, whole numbers, names; pure functions, no clock.

Each returns None for what it cannot read, so that the line says so with the words of the file.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from foundation.folding import fold

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_MONTHS_EN = {"feb": 2, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8}
_WRITTEN_DAY = re.compile(r"(?:\w+ )?(\d{1,2})(?:er)? ([a-z]{3,9})\.? (\d{4})")
_SERIAL = range(20_000, 80_000)  # days since 1899 that a spreadsheet shows when it forgot that they are dates
_YES = re.compile(r"(?:oui|yes|true|vrai|1|x|ok|✓|✔)(?:\b|$)")
_NO = re.compile(r"(?:non|no|false|faux|0|-)?$")


def day(text, *, today):
    """Return the date that `text` says, the day before the month as in France; « 03/09/18 » is of this century.

    A two-figure year that would lie ahead of `today` is of the last century.
    """
    said = fold(text).removesuffix(" 00:00:00").removesuffix(" 00:00")
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t00:00:00)?", said):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", said):
        year = int(match[3])
        if year < 100:
            year += 2000 if year + 2000 <= today.year else 1900
        return _date(year, int(match[2]), int(match[1]))
    if match := _WRITTEN_DAY.fullmatch(said):
        return _date(int(match[3]), _month(match[2]), int(match[1]))
    if said.isascii() and said.isdigit() and len(said) == 5 and int(said) in _SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(said))
    return None


def euros(text):
    """Return the amount as a Decimal with two places: « 1 250,00 € », « 1.250,00 », « 1,250.00 », « 1250 »."""
    said = re.sub(r"\s|€|eur(?:os?)?", "", fold(text)).replace("'", "")
    if not re.fullmatch(r"-?\d[\d.,]*", said):
        return None
    cut = max(said.rfind("."), said.rfind(","))
    if cut >= 0 and len(said) - cut - 1 == 3 and said.count(said[cut]) >= 1 and not _mixed(said):
        cut = -1  # « 1.250 » and « 1,250,000 »: three figures after a mark are thousands
    whole = re.sub(r"[.,]", "", said if cut < 0 else said[:cut])
    cents = "" if cut < 0 else said[cut + 1 :]
    if len(cents) > 2:
        return None
    return Decimal(f"{whole}.{cents or '0'}").quantize(Decimal("0.01"))


def whole(text):
    """Return the one whole number of a text (« 12 », « n° 012 », « 10 parts », « 1 250 », « 10,00 »)."""
    said = re.sub(r"(?<=\d)\s(?=\d{3}(?:\D|$))", "", fold(text).replace("\u202f", " "))
    said = re.sub(r"(?<=\d)[.,]0+$", "", said)
    found = re.findall(r"\d+", said)
    if len(found) != 1 or len(found[0]) > 9 or "-" in said or re.search(r"\d[.,]\d", said):
        return None
    return int(found[0])


def yes(text):
    """Return True for yes, False for no or nothing, None for what is neither."""
    said = fold(text)
    if _YES.match(said):
        return True
    return False if _NO.match(said) else None


def names(text, *, reversed_order=False):
    """Return (given name, family name) of one cell: words in capitals are the family name, wherever they stand."""
    words = text.split()
    capitals = [word for word in words if len(word) > 1 and word.upper() == word and word.lower() != word]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    if len(words) < 2:
        return "", text
    return (" ".join(words[1:]), words[0]) if reversed_order else (words[0], " ".join(words[1:]))


def _mixed(said):
    return "." in said and "," in said


def _month(word):
    for number, start in enumerate(_MONTHS, start=1):
        if word.startswith(start):
            return number
    return _MONTHS_EN.get(word[:3], 0)


def _date(year, month, number):
    try:
        return date(year, month, number)
    except ValueError:
        return None
