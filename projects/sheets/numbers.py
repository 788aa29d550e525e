"""Numbers as people type them: comma or dot, spaces, “€”, “%”; read exactly, or refused with a sentence."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from projects.sheets.shapes import MONEY, RATE

MOST = Decimal(100_000_000)  # beyond a hundred million nobody plans a young enterprise here: a key was held down
DECIMALS = {MONEY: 2, RATE: 3}
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
_SHAPE = re.compile(r"\d+(\.\d+)?\Z")


def read_number(text, kind):
    """Return the Decimal of `text`, None when it is empty; a RATE is in percent, MONEY in euros to the cent.

    ValidationError when it is no number, negative, too precise ("1.234": euros or thousands?) or too large.
    """
    bare = _SPACES.sub("", text).removesuffix("%" if kind == RATE else "€").removesuffix("euros")
    if not bare:
        return None
    bare = _one_point(bare)
    if bare.startswith(("-", "−")):
        raise ValidationError(_("Write a number without a minus sign."), code="negative")
    if not bare.isascii() or not _SHAPE.match(bare):
        raise ValidationError(_("This is not a number: write for example 1 250 or 12,50."), code="number")
    decimals, most = len(bare.partition(".")[2]), DECIMALS.get(kind, 2)
    if decimals > most:
        raise ValidationError(
            _("Too many figures after the comma: write thousands without a dot, as 1 250."), code="precise"
        )
    value = Decimal(bare)
    if value > (100 if kind == RATE else MOST):
        raise ValidationError(_("This number is too large: check the zeros."), code="large")
    return value


def _one_point(bare):
    """Keep the last mark as the decimal one when both are used ("1.234,50"); a comma is a point."""
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        bare = bare.replace(thousands, "")
    return bare.replace(",", ".")
