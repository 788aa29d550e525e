"""Workshops with their tables: list, form, publication."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from events.forms.organising.workshop import WorkshopForm, table_set
from events.merging import PROPOSED_BEFORE
from events.models import Workshop
from events.views.organising.opening import evening_required
from foundation.refusals import attempt

MOST_SHOWN = 200


@evening_required
@require_GET
def workshop_list(request, event):
    workshops = event.workshops.with_seats().with_facilitators().with_waits().select_related("theme", "event")
    workshops = list(workshops.prefetch_related("tables__facilitators")[:MOST_SHOWN])
    drafts = [workshop for workshop in workshops if not workshop.is_published]
    ready = [workshop for workshop in drafts if workshop.is_ready]
    context = {"event": event, "tab": "workshops", "workshops": workshops, "drafts": len(drafts), "ready": len(ready)}
    tables = [table for one in workshops if one.is_published for table in one.tables.all()]
    near = event.is_living and event.starts_at and timezone.now() < event.starts_at <= timezone.now() + PROPOSED_BEFORE
    few = [table for table in tables if table.seats > 0 and table.seats_taken < event.least_seats]
    context["small_tables"] = len(few) if near else 0
    return render(request, "events/organiser/workshop_list.html", context)


@evening_required
def workshop_new(request, event):
    return _workshop(request, event, Workshop(event=event))


@evening_required
def workshop_edit(request, event, pk):
    return _workshop(request, event, get_object_or_404(event.workshops, pk=pk))


def _workshop(request, event, workshop):
    data = request.POST or None
    form, tables = WorkshopForm(data, instance=workshop, event=event), table_set(event, workshop, data)
    if request.method == "POST" and form.is_valid() and tables.is_valid():
        kept, removed = tables.tables(workshop)
        try:
            workshop.arrange(kept, removed=removed, seen=form.cleaned_data["seen"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            form.data = {**form.data.dict(), "seen": form.initial.get("seen", "")}
        else:
            messages.success(request, _("“%(workshop)s” is saved.") % {"workshop": workshop})
            for table in kept:
                if table.is_small:
                    text = _("%(table)s has %(seats)s seats: under %(least)s, people talk less well.")
                    messages.warning(request, text % {"table": table, "seats": table.seats, "least": event.least_seats})
            return redirect("events:workshop_list", event.slug)
    context = {"event": event, "tab": "workshops", "form": form, "tables": tables, "workshop": workshop}
    return render(request, "events/organiser/workshop.html", context)


@evening_required
@require_POST
def workshop_publish(request, event, pk):
    workshop = get_object_or_404(event.workshops, pk=pk)
    attempt(request, workshop.publish, done=_("“%(workshop)s” is published.") % {"workshop": workshop})
    return redirect("events:workshop_list", event.slug)


@evening_required
@require_POST
def workshop_unpublish(request, event, pk):
    workshop = get_object_or_404(event.workshops, pk=pk)
    attempt(request, workshop.unpublish, done=_("“%(workshop)s” is a draft again.") % {"workshop": workshop})
    return redirect("events:workshop_list", event.slug)


@evening_required
@require_POST
def workshop_publish_ready(request, event):
    """Publish every workshop that lacks nothing."""
    number = event.publish_ready_workshops()
    text = ngettext("%(count)s workshop is published.", "%(count)s workshops are published.", number)
    if number:
        messages.success(request, text % {"count": number})
    else:
        messages.warning(request, _("No workshop is ready: each one says below what it lacks."))
    return redirect("events:workshop_list", event.slug)


@evening_required
@require_POST
def workshop_remove(request, event, pk):
    workshop = get_object_or_404(event.workshops, pk=pk)
    if request.POST.get("name", "").strip().casefold() != workshop.title.strip().casefold():
        messages.error(request, _("The title was not the same: nothing was deleted."))
        return redirect("events:workshop_edit", event.slug, pk)
    if attempt(request, workshop.remove, done=_("“%(workshop)s” is deleted.") % {"workshop": workshop.title}):
        return redirect("events:workshop_list", event.slug)
    return redirect("events:workshop_edit", event.slug, pk)
