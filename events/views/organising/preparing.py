"""What prepares facilitation: calls to partners, briefings, kits to print."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events import kits
from events.forms.organising.team import BriefingForm, CallForm
from events.models import Briefing, FacilitatorCall
from events.views.facilitator import pdf_response
from events.views.organising.opening import evening_required
from foundation.keyset import paginate, turning
from foundation.refusals import attempt

MOST_SHOWN = 200
PAGE = 50


@evening_required
@require_GET
def call_list(request, event):
    calls = event.calls.select_related("structure").annotate(named=Count("people"))
    page = paginate(calls, order=("structure__name", "pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {"event": event, "tab": "team", "subtab": "calls", "calls": page, **turning(request.GET, page)}
    return render(request, "events/organiser/call_list.html", context)


@evening_required
def call_new(request, event):
    call = FacilitatorCall(event=event)
    form = CallForm(request.POST or None, instance=call, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            call.launch(form.structure, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The call to %(name)s leaves.") % {"name": call.contact_name})
            return redirect("events:call_list", event.slug)
    context = {"event": event, "tab": "team", "subtab": "calls", "form": form}
    return render(request, "events/organiser/call_new.html", context, status=422 if request.method == "POST" else 200)


@evening_required
@require_POST
def call_close(request, event, pk):
    call = get_object_or_404(event.calls, pk=pk)
    attempt(request, call.close, done=_("The call to %(name)s is closed.") % {"name": call.structure})
    return redirect("events:call_list", event.slug)


@evening_required
@require_GET
def briefing_list(request, event):
    briefings = event.briefings.annotate(people_count=Count("people"))
    context = {"event": event, "tab": "team", "subtab": "briefings", "briefings": briefings[:MOST_SHOWN]}
    return render(request, "events/organiser/briefing_list.html", context)


@evening_required
def briefing_new(request, event):
    return _briefing(request, event, Briefing(event=event))


@evening_required
def briefing_edit(request, event, pk):
    return _briefing(request, event, get_object_or_404(event.briefings, pk=pk))


def _briefing(request, event, briefing):
    form = BriefingForm(request.POST or None, instance=briefing, event=event)
    if request.method == "POST" and form.is_valid():
        told = briefing.people.accepted().count() if briefing.pk else 0
        briefing.settle()
        done = _("The briefing is saved; those who chose it are told of any change.") if told else _("Saved.")
        messages.success(request, done)
        return redirect("events:briefing_list", event.slug)
    context = {"event": event, "tab": "team", "subtab": "briefings", "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/organiser/briefing_edit.html", context, status=status)


@evening_required
@require_POST
def briefing_remove(request, event, pk):
    briefing = get_object_or_404(event.briefings, pk=pk)
    attempt(request, briefing.remove, done=_("The briefing was taken away."))
    return redirect("events:briefing_list", event.slug)


@evening_required
@require_GET
def kit(request, event):
    """Every kit on one page that the browser prints; `?table=7` keeps one table."""
    tables, number = _chosen(request, event)
    context = {
        "event": event, "tab": "team", "subtab": "kits", "number": number,
        "kit": kits.kit(event, tables=tables),
        "numbers": event.tables.order_by("number").values_list("number", flat=True),
    }  # fmt: skip
    return render(request, "events/organiser/kit.html", context)


@evening_required
@require_GET
def kit_pdf(request, event):
    tables, number = _chosen(request, event)
    name = f"livret-table-{number}.pdf" if number else f"livrets-{event.slug}.pdf"
    return pdf_response(kits.kit_pdf(event, tables=tables), name=name)


def _chosen(request, event):
    """Return (tables, number of the only one or None) that the address asks for."""
    number, tables = request.GET.get("table", ""), kits.whole_tables(event)
    if number.isdecimal() and len(number) < 5:
        return tables.filter(number=int(number)), int(number)
    return tables, None
