"""The register of members: on a page, as a spreadsheet, on paper."""

import codecs

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from foundation import spreadsheets
from foundation.keyset import paginate, turning
from members.cooperative import register
from members.cooperative.forms.register import RegisterFilter
from members.cooperative.opening import board_required

PAGE = 50
CSV_BATCH = 500


@board_required
@require_safe
def register_list(request, cooperative):
    filters, found = _filtered(request, cooperative)
    rows = found.with_holdings(filters.day).select_related("category", "college")
    page = paginate(rows, order=filters.order, cursor=request.GET.get("suite", ""), size=PAGE)
    kept = request.GET.copy()
    kept.pop("suite", None)
    context = {
        "cooperative": cooperative,
        "tab": "members",
        "filters": filters,
        "page": page,
        "totals": register.totals_of(found, filters.day),
        "whole": register.totals_of(cooperative.members.ever_registered(filters.day), filters.day),
        "query": kept.urlencode(),
        "is_empty": not cooperative.members.ever_registered().exists(),
        **turning(request.GET, page),
    }
    template = "cooperative/register.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


@board_required
@require_safe
def register_csv(request, cooperative):
    """Those whom the filters keep, as a French spreadsheet that an import recognises, written little by little."""
    filters, found = _filtered(request, cooperative)
    rows = found.with_holdings(filters.day).select_related("category", "college").order_by(*filters.order)
    response = StreamingHttpResponse(
        _lines(rows.iterator(chunk_size=CSV_BATCH)), content_type="text/csv; charset=utf-8"
    )
    return _named(response, cooperative, filters, "csv")


@board_required
@require_safe
def register_pdf(request, cooperative):
    """Those whom the filters keep, on paper; the paper says when they are not all."""
    filters, found = _filtered(request, cooperative)
    rows = found.with_holdings(filters.day).select_related("category", "college").order_by(*filters.order)
    content = register.pdf(
        cooperative, rows, day=filters.day, narrowed=filters.is_narrow, language=get_language() or "fr"
    )
    return _named(HttpResponse(content, content_type="application/pdf"), cooperative, filters, "pdf")


def _filtered(request, cooperative):
    filters = RegisterFilter(request.GET, cooperative=cooperative)
    return filters, filters.filter(cooperative.members.all())


def _lines(members):
    yield spreadsheets.write(register.heads(), [])
    for member in members:
        yield spreadsheets.write(register.cells(member), []).removeprefix(codecs.BOM_UTF8)


def _named(response, cooperative, filters, ending):
    name = f"registre-{cooperative.territory.slug}-{filters.day:%Y-%m-%d}.{ending}"
    kind = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}"'
    return response
