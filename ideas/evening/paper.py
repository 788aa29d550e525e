"""The paper of an evening or of a stall: makes its sheets, finds one, counts how far they are (D13)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from foundation.codes import clean_code
from ideas.evening.models.paper import CODE_LENGTH, PaperSheet, new_sheet_code
from ideas.models import Idea

MOST_SHEETS = 200  # of one table or gathering at once; a table of twelve writes thirty
LOOSE = "L"  # the series of sheets that we did not print: « L-4 »
MOST_TRIES = 5  # several people printing at the same instant


def sheets_for(event, *, table=None, gathering=None, count, first=1):
    """Return `count` sheets of a place from number `first` on, in order; those not made yet are made, once.

    Asked again with the same numbers, the same sheets come back with the same codes: a lost stack is printed anew, but
    leave out those that `is_typed`. With `first` = `next_number(…)` all are new. No number is left out, whoever prints
    at the same time.
    """
    if not 1 <= count <= MOST_SHEETS or first < 1:
        raise ValidationError(_("Print between 1 and %(most)s sheets at once.") % {"most": MOST_SHEETS}, code="count")
    place = _place(event, table, gathering)
    last = first + count - 1
    for _attempt in range(MOST_TRIES):
        known = set(_of(place).filter(number__lte=last).values_list("number", flat=True))
        missing = [number for number in range(1, last + 1) if number not in known]
        if not missing:
            break
        codes = _new_codes(len(missing))
        made = (PaperSheet(**place, number=number, code=code) for number, code in zip(missing, codes, strict=True))
        with transaction.atomic():
            PaperSheet.objects.bulk_create(made, ignore_conflicts=True)
    return list(_of(place).filter(number__range=(first, last)).order_by("number"))


def next_number(event, *, table=None, gathering=None):
    """Return the number of the first sheet of this place that was never printed."""
    newest = _of(_place(event, table, gathering)).order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def find_sheet(typed, *, event=None):
    """Return the sheet of a code, or of a number of `event` (« 12-3 »), as people type them, or None."""
    code = clean_code(typed)
    if len(code) == CODE_LENGTH:
        found = PaperSheet.objects.select_related("event__territory", "table__workshop", "gathering__event__territory")
        return found.filter(code=code).first()
    series, dash, number = "".join(typed.split()).rpartition("-")
    if event is None or not number.isdecimal() or len(number) > 4:
        return None
    found = PaperSheet.objects.filter(event=event, gathering=None, series=series.upper() if dash else "")
    return found.select_related("table__workshop").filter(number=int(number)).first()


@dataclass(frozen=True)
class Stack:
    """How far the sheets of one place are; `name` for people, `number` of the table or None."""

    name: str
    printed: int  # all that were made
    photographed: int
    waiting: int  # photographed, to be typed
    typed: int
    illegible: int
    blank: int


def progress(event):
    """Return ([Stack] of each table in their order, then of each gathering; the Stack of all): one statement."""
    state = PaperSheet.Status
    counts = {
        "printed_count": Count("pk"),
        "photographed_count": Count("pk", filter=Q(photographed_at__isnull=False)),
        "waiting_count": Count("pk", filter=Q(status=state.WAITING)),
        "typed_count": Count("pk", filter=Q(status=state.TYPED)),
        "illegible_count": Count("pk", filter=Q(status=state.ILLEGIBLE)),
        "blank_count": Count("pk", filter=Q(status=state.BLANK)),
    }
    rows = PaperSheet.objects.of(event).order_by().values("series", "gathering", "gathering__name").annotate(**counts)
    stacks = [_stack(row) for row in sorted(rows, key=_rank)]
    return stacks, _sum(stacks)


def _rank(row):
    series = row["series"]
    return (row["gathering"] or 0, series == LOOSE, int(series) if series.isdecimal() else 0)


def _stack(row):
    name, series = row["gathering__name"], row["series"]
    if series == LOOSE:
        name = _("Other sheets")
    elif name is None:
        name = _("Table %(number)s") % {"number": series} if series else _("The whole evening")
    return Stack(name, *(row[f"{kind}_count"] for kind in _KINDS))


_KINDS = ("printed", "photographed", "waiting", "typed", "illegible", "blank")


def _sum(stacks):
    return Stack(_("In all"), *(sum(getattr(stack, kind) for stack in stacks) for kind in _KINDS))


def _place(event, table, gathering):
    if gathering:
        return {"event": gathering.event, "gathering": gathering, "table": None, "series": ""}
    return {"event": event, "gathering": None, "table": table, "series": str(table.number) if table else ""}


def _of(place):
    if place["gathering"]:
        return PaperSheet.objects.filter(gathering=place["gathering"])
    return PaperSheet.objects.filter(event=place["event"], gathering=None, series=place["series"])


def _new_codes(count):
    """Return `count` codes that are no idea's receipt: each is the receipt of the idea to come."""
    codes = set()
    while len(codes) < count:
        drawn = {new_sheet_code() for _number in range(count - len(codes))}
        codes |= drawn - set(Idea.objects.filter(receipt__in=drawn).values_list("receipt", flat=True))
    return sorted(codes)
