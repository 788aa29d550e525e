"""Attendance sheets: 25 rows a page to sign, at the door from A to Z or per table, and blank pages for who just comes.

Signed, they are kept as they are: an erasure request does not reach them (D51).
"""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.organising.printing import AttendanceForm
from events.models import Registration
from events.printing import Document, sheets
from events.printing.rooms import room_of, rooms_of

ROWS = 25
BLANK = {"name": "", "table": ""}


def count(event, options):
    return len(_plan(event, options))


def data(event, options, wanted):
    """The pages `wanted`; each knows its number and that of the whole list."""
    plan = _plan(event, options)
    chosen = plan[wanted.start : wanted.stop]
    rows = _rows_of_tables(event, chosen) if options["par"] == AttendanceForm.TABLES else _rows_of_door(event, chosen)
    rooms = rooms_of(event)
    pages = [
        {
            "number": wanted.start + index + 1,
            "of": len(plan),
            "table": table.number if table else "",
            "workshop": str(table.workshop) if table else "",
            "room": room_of(table, rooms),
            "rows": (rows.get((table and table.pk, turn), []) + [BLANK] * ROWS)[:ROWS],
        }
        for index, (table, turn) in enumerate(chosen)
    ]
    return {"pages": pages, "words": _words()}


def _plan(event, options):
    """Return (table or None, which page of its list) of every page; a blank page is (None, -1)."""
    blank = [(None, -1)] * options["vierges"]
    if options["par"] == AttendanceForm.DOOR:
        return [(None, turn) for turn in range(sheets(_people(event).count(), ROWS))] + blank
    tables = event.tables.open().select_related("workshop").order_by("number")
    if options["table"]:
        tables = tables.filter(number=int(options["table"]))
    live = Q(registrations__status=Registration.Status.REGISTERED, registrations__erased_at=None)
    counted = tables.annotate(people=Count("registrations", filter=live))
    return [(table, turn) for table in counted for turn in range(max(1, sheets(table.people, ROWS)))] + blank


def _people(event):
    return event.registrations.live().filter(erased_at=None).order_by("folded", "pk")


def _rows_of_door(event, chosen):
    turns = [turn for _table, turn in chosen if turn >= 0]
    if not turns:
        return {}
    span = slice(turns[0] * ROWS, (turns[-1] + 1) * ROWS)
    rows = [_row(one) for one in _people(event).select_related("table")[span]]
    return {(None, turn): rows[index * ROWS : (index + 1) * ROWS] for index, turn in enumerate(turns)}


def _rows_of_tables(event, chosen):
    wanted = {table.pk for table, _turn in chosen if table}
    seated = {}
    for one in _people(event).filter(table__in=wanted).select_related("table"):
        seated.setdefault(one.table_id, []).append(_row(one))
    return {
        (table.pk, turn): seated.get(table.pk, [])[turn * ROWS : (turn + 1) * ROWS] for table, turn in chosen if table
    }


def _row(one):
    return {"name": one.full_name, "table": str(one.table.number) if one.table else ""}


def _words():
    return {
        "title": _("Attendance sheet"),
        "number": _("No."),
        "name": _("Given name and name"),
        "table": _("Table"),
        "signature": _("Signature"),
        "door": _("At the door"),
        "page": _("page"),
        "kept": _("Kept by the organisers as a proof of attendance; it holds nothing else about you."),
    }


DOCUMENT = Document(
    name="emargement",
    label=gettext_lazy("Attendance sheets"),
    what=gettext_lazy("To sign at the door or at each table: 25 rows a page, and blank pages for who just comes."),
    template="events/print/attendance.typ",
    page="events/print/attendance.html",
    form=AttendanceForm,
    count=count,
    data=data,
)
