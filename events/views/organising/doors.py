"""The doors of an evening: one link per volunteer, shown as a code to scan, closed at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events.forms.door import NewDoorForm
from events.models import Door
from events.views.organising.opening import evening_required
from foundation import origins, qr
from foundation.keyset import paginate, turning
from foundation.refusals import attempt

PAGE = 50


@evening_required
def door_list(request, event):
    """The doors, how many people each welcomed, and a line to open one more."""
    form = NewDoorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = Door.make(event, name=form.cleaned_data["name"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The door of %(name)s is open. Its link is below.") % {"name": made})
            return redirect("events:door_show", event.slug, made.pk)
    welcomed = Count("attendances", filter=Q(attendances__undone_at=None))
    doors = paginate(
        event.doors.annotate(welcomed=welcomed), order=("pk",), cursor=request.GET.get("suite", ""), size=PAGE
    )
    context = {"event": event, "tab": "night", "doors": doors, "pages": turning(request.GET, doors), "form": form}
    return render(request, "events/organiser/door_list.html", context, status=422 if form.errors else 200)


@evening_required
@require_GET
def door_show(request, event, pk):
    """One door's link, as an address and as a code for the volunteer's phone."""
    found = _find(event, pk)
    link = found.access_link()
    context = {"event": event, "tab": "night", "door": found, "link": link, "qr": qr.svg(link) if link else ""}
    context["only_here"] = origins.only_here()
    return render(request, "events/organiser/door_show.html", context)


@evening_required
@require_POST
def door_close(request, event, pk):
    found = _find(event, pk)
    done = _("The door of %(name)s is closed: its phone marks nobody present any more.") % {"name": found}
    attempt(request, found.revoke, done=done)
    return redirect("events:door_show", event.slug, pk)


@evening_required
@require_POST
def door_reopen(request, event, pk):
    """A new link: the phone that opens it sends what it had kept."""
    found = _find(event, pk)
    done = _("The door of %(name)s is open again, with the link below.") % {"name": found}
    attempt(request, found.reopen, done=done)
    return redirect("events:door_show", event.slug, pk)


def _find(event, pk):
    found = get_object_or_404(event.doors, pk=pk)
    found.event = event
    return found
