"""Signs of tables: a number read from the door, the question, and the code that opens the page of ideas."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.printing import Document
from events.printing.rooms import room_of, rooms_of
from foundation import qr
from foundation.codes import spaced
from ideas.evening.forms.printing import SignForm
from ideas.evening.places import address_of_code


def count(event, options):
    """One sheet per table, after that of the whole hall."""
    return 1 if options["table"] else 1 + event.tables.open().count()


def data(event, options, wanted):
    """The signs `wanted`, in two statements whatever the evening gathers."""
    tables = event.tables.open().select_related("workshop").order_by("number")
    rooms, pages = rooms_of(event), []
    if options["table"]:
        tables = tables.filter(number=int(options["table"]))
    elif wanted.start == 0:
        pages = [_hall(event)]
    hall = 0 if options["table"] else 1
    found = tables[max(0, wanted.start - hall) : max(0, wanted.stop - hall)]
    pages += [_sign(table, rooms) for table in found]
    return {"format": options["format"], "pages": pages, "words": _words()}


def _sign(table, rooms):
    return {
        "number": str(table.number),
        "title": table.workshop.title,
        "question": table.workshop.question,
        "room": room_of(table, rooms),
        **_code(table.code),
    }


def _hall(event):
    question = _("For those who sit nowhere: an idea without a table.")
    return {"number": "", "title": event.brand, "question": question, "room": None, **_code(event.code)}


def _code(code):
    address = address_of_code(code)
    return {
        "qr": qr.drawing(address),
        "alt": _("Code that opens %(address)s") % {"address": address},
        "code": spaced(code),
    }


def _words():
    return {
        "table": _("Table"),
        "scan": _("An idea? Scan and write."),
        "typed": _("Without a camera, type this code at"),
        "site": f"{urlsplit(settings.PUBLIC_URL).netloc}/a/",
        "fold": _("fold here"),
    }


DOCUMENT = Document(
    name="chevalets",
    label=gettext_lazy("Table signs"),
    what=gettext_lazy(
        "A large number, the question, the room, and the code that phones read; the first is for the hall."
    ),
    template="evening/print/signs.typ",
    page="evening/print/signs.html",
    form=SignForm,
    count=count,
    data=data,
    has_codes=True,
)
