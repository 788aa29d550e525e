"""Letters to print for who has no e-mail: the pile, its PDF, what was printed (D63)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from events import lettering
from events.forms.organising.evening import FIRST_YEAR, LAST_YEAR
from events.models import Letter, PostalAddress
from events.models.letter import MOST_AT_ONCE
from events.views.facilitator import pdf_response
from events.views.organising.opening import evening_required
from foundation.keyset import paginate, turning
from foundation.refusals import saying_why

PAGE = 50
ORDERS = {"attente": ("registration__folded", "pk"), "imprimees": ("-printed_at", "-pk")}


@evening_required
@require_GET
def letter_list(request, event):
    """What waits for the printer, and what was printed with who and when; all that waits is printed pile by pile."""
    letters = Letter.objects.of(event)
    box = "imprimees" if request.GET.get("boite") == "imprimees" else "attente"
    rows = (letters.waiting() if box == "attente" else letters.printed()).for_list()
    page = paginate(rows, order=ORDERS[box], cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "event": event,
        "tab": "messages",
        "subtab": "letters",
        "box": box,
        **letters.counts(),
        "letters": page.rows,
        "pile": letters.pile() if box == "attente" else [],
        **turning(request.GET, page),
    }
    return render(request, "events/organiser/letter_list.html", context)


@evening_required
@require_GET
def letter_pdf(request, event):
    content = lettering.letters_pdf(event, _chosen(request, event))
    return pdf_response(content, name=f"lettres-{event.slug}-{timezone.localdate():%Y-%m-%d}.pdf")


@evening_required
@require_GET
def letter_pages(request, event):
    """The same sheets as a page that the browser prints."""
    context = {"event": event, "sheets": lettering.sheets(_chosen(request, event))}
    return render(request, "events/organiser/letter_pages.html", context)


@evening_required
@require_POST
def letters_printed(request, event):
    """Only those of the pile that the page offered: a letter written meanwhile is not on paper."""
    offered = [int(pk) for pk in request.POST.getlist("letter")[:MOST_AT_ONCE] if pk.isdecimal() and len(pk) < 12]
    number = Letter.objects.of(event).filter(pk__in=offered).mark_printed(by=request.user, now=timezone.now())
    words = ngettext("%(count)s letter is noted as printed.", "%(count)s letters are noted as printed.", number)
    messages.success(request, words % {"count": number})
    return redirect("events:letter_list", event.slug)


@evening_required
@require_POST
def letters_put_back(request, event):
    """Undo: those printed at one moment, or one of them."""
    printed = Letter.objects.of(event).printed()
    chosen, moment = request.POST.get("letter", ""), _moment(request.POST.get("at", ""))
    found = (
        printed.filter(pk=int(chosen)) if chosen.isdecimal() and len(chosen) < 12 else printed.filter(printed_at=moment)
    )
    number = found.put_back()
    words = ngettext("%(count)s letter waits again.", "%(count)s letters wait again.", number)
    messages.success(request, words % {"count": number})
    return redirect("events:letter_list", event.slug)


@evening_required
@require_POST
def postal_address(request, event, code):
    """Where to post letters to one person; an empty address means that they are handed over."""
    registration = get_object_or_404(event.registrations, code=code)
    with saying_why(request):
        PostalAddress.keep(registration, request.POST.get("lines", "").replace("\x00", ""))
        messages.success(request, _("The address of %(name)s is saved.") % {"name": registration})
    return redirect("events:letter_list", event.slug)


def _chosen(request, event):
    """The next pile of waiting letters, or the only one that the address asks for."""
    letters, pk = Letter.objects.of(event), request.GET.get("lettre", "")
    return letters.filter(pk__in=[int(pk)] if pk.isdecimal() and len(pk) < 12 else letters.pile())


def _moment(typed):
    """The moment that the page's own button says; None for anything else."""
    try:
        moment = parse_datetime(typed)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo and FIRST_YEAR <= moment.year <= LAST_YEAR else None
