"""Who helps the evening: facilitators at the tables, partner structures."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events.forms.organising.programme import FacilitatorForm, PartnerForm
from events.models import Facilitator, Partner, Table
from events.views.organising.opening import evening_required

MOST_SHOWN = 300


@evening_required
@require_GET
def team(request, event):
    facilitators = event.facilitators.select_related("table__workshop", "structure")
    context = {
        "event": event,
        "tab": "team",
        "facilitators": facilitators[:MOST_SHOWN],
        "partners": event.partners.select_related("structure")[:MOST_SHOWN],
        "alone": Table.objects.filter(event=event).without_facilitator().select_related("workshop")[:MOST_SHOWN],
    }
    return render(request, "events/organiser/team.html", context)


@evening_required
def facilitator_new(request, event):
    table = request.GET.get("table", "")
    initial = {"table": table if table.isdecimal() else None}
    return _person(request, event, FacilitatorForm, Facilitator(event=event), initial=initial)


@evening_required
def facilitator_edit(request, event, pk):
    return _person(request, event, FacilitatorForm, get_object_or_404(Facilitator, event=event, pk=pk))


@evening_required
def partner_new(request, event):
    return _person(request, event, PartnerForm, Partner(event=event))


@evening_required
def partner_edit(request, event, pk):
    return _person(request, event, PartnerForm, get_object_or_404(Partner, event=event, pk=pk))


def _person(request, event, form_class, row, *, initial=None):
    form = form_class(request.POST or None, instance=row, event=event, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row.settle(form.structure)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(name)s is in the team.") % {"name": row})
            return redirect("events:team", event.slug)
    context = {"event": event, "tab": "team", "form": form, "is_partner": form_class is PartnerForm}
    return render(request, "events/organiser/helper.html", context)


@evening_required
@require_POST
def facilitator_remove(request, event, pk):
    return _remove(request, event, get_object_or_404(Facilitator, event=event, pk=pk))


@evening_required
@require_POST
def partner_remove(request, event, pk):
    return _remove(request, event, get_object_or_404(Partner, event=event, pk=pk))


def _remove(request, event, row):
    name = str(row)
    row.delete()
    messages.success(request, _("%(name)s is no longer in the team.") % {"name": name})
    return redirect("events:team", event.slug)
