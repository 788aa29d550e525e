"""The waiting list as the team sees it (D4): order, offers and their ends, offering by hand, taking someone out."""

import codecs

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events.forms.organising.filters import WaitFilter
from events.models import Offer
from events.views.organising.opening import evening_required
from foundation import spreadsheets
from foundation.keyset import paginate
from foundation.refusals import attempt

PAGE = 50
CSV_BATCH = 200


@evening_required
@require_GET
def waiting_list(request, event):
    filters = WaitFilter(request.GET, event=event)
    found = filters.filter(event.waits.all())
    page = paginate(found.for_list(), order=("list", "since", "pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    offers = Offer.objects.pending().filter(wait__in=[wait.pk for wait in page.rows])
    ends = {offer.wait_id: offer.ends_at for offer in offers}
    query = request.GET.copy()
    query.pop("suite", None)
    following = query.copy()
    following["suite"] = page.next
    context = {
        "event": event,
        "tab": "registrations",
        "subtab": "waiting",
        "filters": filters,
        "page": page,
        "lines": [(wait, ends.get(wait.pk)) for wait in page.rows],
        "count": found.count(),
        "query": query.urlencode(),
        "next": following.urlencode() if page.next else "",
        "previous": query.urlencode() or "q=" if request.GET.get("suite") else "",
    }
    return render(request, "events/organiser/waiting_list.html", context)


@evening_required
@require_GET
def waiting_csv(request, event):
    """Everyone who waits, in order, as a French spreadsheet, written little by little."""
    waits = WaitFilter(request.GET, event=event).filter(event.waits.all()).for_list().order_by("list", "since", "pk")
    response = StreamingHttpResponse(_lines(waits), content_type="text/csv; charset=utf-8")
    name = f"attente-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(waits):
    heads = [
        _("Workshop no."), _("Workshop"), _("Rank"), _("Family name"), _("Given name"), _("E-mail"), _("Phone"),
        _("People"), _("Waits since"), _("State"), _("Seat meanwhile"),
    ]  # fmt: skip
    yield spreadsheets.write(heads, [])
    for wait in waits.iterator(chunk_size=CSV_BATCH):
        one, table = wait.registration, wait.registration.table
        cells = [
            wait.workshop.number if wait.workshop else "", wait.where, wait.rank, one.family_name, one.given_name,
            one.email or "", one.spoken_phone, 1 + wait.companion_count,
            timezone.localtime(wait.since).strftime("%d/%m/%Y %H:%M"), wait.get_status_display(),
            table.workshop.title if table else "",
        ]  # fmt: skip
        yield spreadsheets.write(cells, []).removeprefix(codecs.BOM_UTF8)


@evening_required
@require_POST
def waiting_offer(request, event, pk):
    """Offer a free seat to this person now, before those who came first."""
    wait = get_object_or_404(event.waits.select_related("registration", "workshop"), pk=pk)
    wait.event = event
    done = _("A seat is kept for %(name)s; the mail says until when.") % {"name": wait.registration}
    attempt(request, lambda: wait.offer_by_hand(by=request.user), done=done)
    return redirect("events:waiting_list", event.slug)


@evening_required
@require_POST
def waiting_remove(request, event, pk):
    wait = get_object_or_404(event.waits.select_related("registration__table__workshop", "workshop"), pk=pk)
    wait.event = wait.registration.event = event
    done = _("%(name)s is out of this list and is told by mail.") % {"name": wait.registration}
    attempt(request, lambda: wait.leave(by=request.user), done=done)
    return redirect("events:waiting_list", event.slug)


@evening_required
@require_POST
def waiting_answer(request, event, pk):
    """Answer for someone who was called: whoever has no e-mail has no link (D63)."""
    offer = get_object_or_404(event.offers.pending().select_related("wait__workshop", "registration"), wait=pk)
    offer.event = offer.wait.event = event
    if request.POST.get("answer") == "accept":
        verb, done = (lambda: offer.accept(now=timezone.now(), by=request.user)), _("%(name)s takes the seat.")
    else:
        verb, done = (lambda: offer.decline(by=request.user)), _("The seat goes to the next person after %(name)s.")
    attempt(request, verb, done=done % {"name": offer.registration})
    return redirect("events:waiting_list", event.slug)
