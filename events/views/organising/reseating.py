"""The tables as they would be, and one person's seat: moved, kept or let go of by hand (D3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events import reseating
from events.arriving import offered
from events.explaining import explain
from events.forms.organising.reseating import ReseatForm
from events.models import Table
from events.models.placement import set_locked
from events.views.organising.opening import evening_required
from foundation.codes import clean_code
from foundation.keyset import paginate, turning
from foundation.refusals import attempt

PAGE = 12  # tables: a hundred and fifty names at most
MOST_NEAREST = 3


@evening_required
@require_GET
def seating_tables(request, event):
    """Each table with its people; `?atelier=` keeps one workshop, `?peu=1` tables with too few people."""
    people = event.registrations.live().with_granted_wish().with_wheelchair().select_related("placement")
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published()).open()
    number, few = request.GET.get("atelier", ""), request.GET.get("peu") == "1"
    if number.isdecimal():
        tables = tables.filter(workshop__number=min(int(number), 32767))
    if few:
        tables = tables.underfilled()
    tables = tables.with_facilitator_count().select_related("workshop", "event")
    seated = people.order_by("folded", "pk").prefetch_related("profiles")
    page = paginate(
        tables.prefetch_related(Prefetch("registrations", queryset=seated, to_attr="people")),
        order=("number", "pk"), cursor=request.GET.get("suite", ""), size=PAGE,
    )  # fmt: skip
    context = {
        "event": event, "tab": "registrations", "subtab": "seating", "page": page, "few": few, "chosen": number,
        "workshops": event.workshops.published()[:200], **turning(request.GET, page),
    }  # fmt: skip
    return render(request, "events/organiser/seating_tables.html", context)


@evening_required
def seat(request, event, code):
    """One person: their wishes, why they sit there, and another table for them or for all who come together."""
    found = _find(event, code)
    party = list(reseating.party_of(found).select_related("table"))
    tables = list(reseating.tables_for([found]))
    posted = request.POST if request.method == "POST" else None
    form = ReseatForm(posted, registration=found, party=party, tables=tables)
    if request.method == "POST" and form.is_valid():
        table, people = form.cleaned_data["table"], form.people()
        try:
            reseating.seat(people, table, by=request.user)
        except ValidationError as refusal:
            form.add_error("table", _refusal(refusal, table, people))
        else:
            messages.success(request, _("Seated at table %(number)s, and kept there.") % {"number": table.number})
            return redirect("events:seat", event.slug, found.code)
    explain([found])
    context = {
        "event": event, "tab": "registrations", "subtab": "seating", "one": found, "form": form,
        "party": [one for one in party if one.pk != found.pk],
    }  # fmt: skip
    return render(request, "events/organiser/seat.html", context, status=422 if form.errors else 200)


@evening_required
@require_POST
def seat_lock(request, event, code):
    """Keep this seat in the proposals to come, or let go of it."""
    found, keep = _find(event, code), request.POST.get("keep") == "1"
    done = _("This seat is kept: proposals no longer change it.") if keep else _("The next proposal may change it.")
    attempt(request, lambda: set_locked(found, locked=keep, by=request.user), done=done)
    return redirect("events:seat", event.slug, found.code)


def _find(event, code):
    people = event.registrations.live().with_granted_wish().with_wheelchair()
    people = people.select_related("event__territory", "table__workshop", "placement").prefetch_related(
        "wishes__workshop", "profiles"
    )
    return get_object_or_404(people, code=clean_code(code))


def _refusal(refusal, table, people):
    """Why it was refused and, when a table cannot take them, the nearest ones that can."""
    said = " ".join(refusal.messages)
    if refusal.code not in ("full", "wheelchair"):
        return said
    fitting = [one for one in reseating.tables_for(people) if one.pk != table.pk]
    near = sorted(fitting, key=lambda one: (one.workshop_id != table.workshop_id, abs(one.number - table.number)))
    return f"{said} {offered(near[:MOST_NEAREST])}"
