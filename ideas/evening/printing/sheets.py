"""Idea sheets on paper, two per A4: each has its number, its code and the same rights as a phone (D13)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.printing import Document, in_pages, sheets
from foundation import qr
from ideas.evening.forms.printing import SheetForm
from ideas.evening.models import PaperSheet
from ideas.evening.paper import next_number, sheets_for
from ideas.models import Gathering

PER_PAGE = 2


def make(event, options, *, anew=False):
    """Make the sheets that `options` choose and that are not made yet; return the number of the first.

    `anew` goes on after the last number of each place instead: a second printing never bears a code of the first.
    """
    places = _places(event, options)
    first = max([next_number(event, **place) for place in places], default=1) if anew else options["de"]
    for place in places:
        sheets_for(event, **place, count=options["combien"], first=first)
    return first


def count(event, options):
    return sheets(_found(event, options).count(), PER_PAGE)


def data(event, options, wanted):
    """The pages `wanted` of what is made; one statement."""
    span = slice(wanted.start * PER_PAGE, wanted.stop * PER_PAGE)
    found = _found(event, options).select_related("table__workshop", "gathering")[span]
    return {"pages": in_pages([_sheet(sheet) for sheet in found], PER_PAGE), "words": _words()}


def _found(event, options):
    """Those made and not typed yet: what was typed is never printed again."""
    last = options["de"] + options["combien"] - 1
    made = PaperSheet.objects.untyped().filter(number__range=(options["de"], last))
    place = options["lieu"]
    if place.startswith("g"):
        return made.filter(gathering=int(place[1:])).order_by("number")
    made = made.filter(event=event, gathering=None)
    if place == SheetForm.EVENING:
        return made.filter(series="").order_by("number")
    if place.startswith("t") and place != SheetForm.TABLES:
        made = made.filter(series=place[1:])
    return made.exclude(table=None).order_by("table__number", "number")


def _places(event, options):
    place = options["lieu"]
    if place == SheetForm.EVENING:
        return [{}]
    if place == SheetForm.TABLES:
        return [{"table": table} for table in event.tables.open().order_by("number")]
    if place.startswith("g"):
        return [{"gathering": get_object_or_404(Gathering, event=event, pk=int(place[1:]))}]
    return [{"table": get_object_or_404(event.tables, number=int(place[1:]))}]


def _sheet(sheet):
    table = sheet.table
    return {
        "number": sheet.series,
        "title": str(table.workshop) if table else str(sheet.gathering or sheet.event),
        "question": table.workshop.question if table else "",
        "reference": sheet.reference,
        "code": sheet.spaced_code,
        "qr": qr.drawing(sheet.address),
        "alt": _("Code of sheet %(reference)s") % {"reference": sheet.reference},
    }


def _words():
    """Labels, and how many lines each has to be written on."""
    return {
        "kind": _("Idea sheet"),
        "table": _("Table"),
        "sheet": _("sheet"),
        "fields": [
            {"label": _("Title, in a few words"), "lines": 1},
            {"label": _("The need: who lacks what, here?"), "lines": 2},
            {"label": _("The solution"), "lines": 2},
            {"label": _("For whom?"), "lines": 1},
            {"label": _("A first step within 30 days"), "lines": 1},
        ],
        "name": _("My given name"),
        "consent": _("I accept that my given name is shown with the idea"),
        "keep": _("Note this code: it finds your idea again."),
    }


DOCUMENT = Document(
    name="fiches",
    label=gettext_lazy("Idea sheets"),
    what=gettext_lazy(
        "Two per A4, to be cut: for who would rather write than type. Photographed, they are typed later."
    ),
    template="evening/print/sheets.typ",
    page="evening/print/sheets.html",
    form=SheetForm,
    count=count,
    data=data,
    has_codes=True,
    before="evening/print/_sheets_make.html",
)
