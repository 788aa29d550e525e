"""The codes of an evening to print: one sheet per table, which phones read, and one for the whole hall."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from events.models import Table
from events.views.organising.opening import evening_required
from foundation import qr
from foundation.codes import spaced
from ideas.evening.places import address_of_code

MOST_TABLES = 200  # an evening has 28
ONLY_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its table (None for the whole evening), the picture, the code as it is typed."""

    table: Table | None
    picture: SafeString
    code: str


@evening_required
@require_GET
def codes(request, event):
    tables = event.tables.select_related("workshop").order_by("number")[:MOST_TABLES]
    context = {
        "event": event,
        "tab": "night",
        "sheets": [_sheet(event.code), *(_sheet(table.code, table) for table in tables)],
        "site": urlsplit(settings.PUBLIC_URL).netloc,
        "only_here": urlsplit(settings.PUBLIC_URL).hostname in ONLY_HERE,
    }
    return render(request, "evening/codes.html", context)


def _sheet(code, table=None):
    return Sheet(table, qr.svg(address_of_code(code)), spaced(code))
