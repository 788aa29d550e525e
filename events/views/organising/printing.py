"""« À imprimer »: every document of the evening, its page that the browser prints, its PDF."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from events import printing
from events.printing import making
from events.views.facilitator import pdf_response
from events.views.organising.opening import evening_required

SHOWN = 20  # sheets on one page: a browser prints them without a pause
ONLY_HERE = ("localhost", "127.0.0.1", "::1")


@evening_required
@require_GET
def print_list(request, event):
    found = [(document, document.form(event=event)) for document in printing.documents()]
    context = _around(event, documents=[(one, form, one.count(event, form.options)) for one, form in found])
    return render(request, "events/organiser/print_list.html", context)


@evening_required
@require_GET
def print_page(request, event, document):
    """The sheets as a page, twenty at a time; `?feuille=21` begins there."""
    document, form = _chosen(request, event, document)
    count = document.count(event, form.options)
    first = _first(request, count)
    shown = range(first, min(count, first + SHOWN))
    context = _around(
        event, document=document, form=form, count=count, first=first + 1, last=shown.stop,
        said=printing.said(document, event, form.options, shown),
        piles=[(start + 1, min(count, start + SHOWN)) for start in range(0, count, SHOWN)] if count > SHOWN else [],
        is_short=making.is_short(count),
    )  # fmt: skip
    return render(request, "events/organiser/print_page.html", context)


@evening_required
@require_GET
def print_pdf(request, event, document):
    """The PDF at once when it is short, else the page where it is made."""
    document, form = _chosen(request, event, document)
    count = document.count(event, form.options)
    if not count:
        return redirect(_address("print_page", event, document.name, form.query))
    if not making.is_short(count):
        return redirect(_address("print_made", event, document.name, form.query))
    content = making.pdf(document, event, form.options, range(count))
    return pdf_response(content, name=f"{document.name}-{event.slug}.pdf")


@evening_required
def print_made(request, event, document):
    """Where a long document, or all of them, is made and fetched; POST begins."""
    order = _order(request, event, document)
    if request.method == "POST":
        order.start()
        return redirect(_address("print_made", event, order.name, order.query))
    job = order.job()
    neglected = job is not None and job.is_neglected(now=timezone.now())
    context = _around(
        event, order=order, job=job, neglected=neglected, ready=job and not job.is_live and order.is_there
    )
    page = "events/organiser/print_made.html"
    return render(request, f"{page}#progress" if request.htmx else page, context)


@evening_required
@require_GET
def print_file(request, event, document):
    order = _order(request, event, document)
    try:
        content = order.path.open("rb")  # the answer closes it
    except FileNotFoundError:
        return redirect(_address("print_made", event, order.name, order.query))
    name = f"{order.name}-{event.slug}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")


def _chosen(request, event, name):
    document = printing.find(name)
    if document is None:
        raise Http404
    return document, document.form(request.GET, event=event)


def _order(request, event, name):
    language = translation.get_language()
    if name == making.ALL:
        return making.Order(event, name, "", language)
    document, form = _chosen(request, event, name)
    return making.Order(event, document.name, form.query, language)


def _first(request, count):
    """The first sheet to show, from 0; an address that says nonsense begins at the beginning."""
    typed = request.GET.get("feuille", "")
    first = int(typed) - 1 if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
    return first if 0 <= first < count else 0


def _address(name, event, document, query):
    path = reverse(f"events:{name}", args=[event.slug, document])
    return f"{path}?{query}" if query else path


def _around(event, **context):
    only_here = urlsplit(settings.PUBLIC_URL).hostname in ONLY_HERE
    return {"event": event, "tab": "night", "only_here": only_here, **context}
