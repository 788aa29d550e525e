"""An edition made from another, and editions from before the platform."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from events.duplicating import duplicate
from events.forms.organising.edition import DuplicateForm, HistoricalForm
from events.models import EditionCopy, Event
from events.views.organising.opening import evening_required
from members.access import organiser_required

MOST_COPIES = 5  # shown before another is made


@evening_required
def evening_duplicate(request, event):
    """Everything but people, into a draft; copies that exist already are shown, none is refused."""
    form = DuplicateForm(request.POST if request.method == "POST" else None, source=event)
    if request.method == "POST" and form.is_valid():
        chosen, data = form.instance, form.cleaned_data
        copy, new = duplicate(
            event, brand=chosen.brand, starts_at=chosen.starts_at, ends_at=chosen.ends_at, key=data["key"],
            by=request.user,
        )  # fmt: skip
        done = _("The copy is a draft: nobody sees it yet. Look at its timetable first.")
        messages.success(request, done if new else _("This copy was already made: here it is."))
        return redirect("events:desk", copy.slug)
    context = {"event": event, "tab": "desk", "form": form, "copies": EditionCopy.objects.of(event)[:MOST_COPIES]}
    return render(request, "events/organiser/duplicate.html", context, status=422 if form.errors else 200)


@organiser_required
def historical_new(request):
    return _historical(request, Event(status=Event.Status.HISTORICAL))


@organiser_required
def historical_edit(request, slug):
    mine = Event.objects.managed_by(request.user).historical()
    return _historical(request, get_object_or_404(mine, slug=slug))


def _historical(request, event):
    """What is known of an edition held before the platform (D1); its page is public at once."""
    form = HistoricalForm(request.POST if request.method == "POST" else None, instance=event, person=request.user)
    if request.method == "POST" and form.is_valid():
        form.instance.record(by=request.user)
        messages.success(request, _("Saved: everyone can read it among the past editions."))
        return redirect("events:desk", form.instance.slug)
    context = {"form": form, "event": event if event.pk else None}
    return render(request, "events/organiser/historical.html", context, status=422 if form.errors else 200)
