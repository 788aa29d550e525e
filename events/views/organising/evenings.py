"""Evenings of my territories: the list, a new one, its description, and calling it off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from events import preparing
from events.forms.organising.evening import CancelEveningForm, EveningForm, NewEveningForm
from events.models import Event
from events.views.organising.opening import evening_required
from members.access import organiser_required

MOST_SHOWN = 40  # evenings of one kind: decades of a territory


@organiser_required
@require_GET
def evening_list(request):
    now = timezone.now()
    mine = Event.objects.managed_by(request.user).select_related("territory").with_seats()
    context = {
        "drafts": mine.drafts().order_by("starts_at", "pk")[:MOST_SHOWN],
        "coming": mine.upcoming(now)[:MOST_SHOWN],
        "unfinished": mine.unfinished(now).order_by("starts_at")[:MOST_SHOWN],
        "past": mine.past()[:MOST_SHOWN],
        "called_off": mine.called_off().order_by("-starts_at")[:MOST_SHOWN],
    }
    return render(request, "events/organiser/evening_list.html", context)


@organiser_required
def evening_new(request):
    form = NewEveningForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = preparing.PATTERNS.get(form.cleaned_data["pattern"], preparing.STANDARD)
        preparing.begin(form.instance, by=request.user, pattern=chosen, workshops=form.cleaned_data["workshops"])
        messages.success(
            request,
            _("The evening is a draft: nobody sees it yet. Its programme and its timetable are ready to be edited."),
        )
        return redirect("events:desk", form.instance.slug)
    return render(request, "events/organiser/evening_new.html", {"form": form})


@evening_required
def evening_edit(request, event):
    form = EveningForm(request.POST or None, instance=event)
    if request.method == "POST" and form.is_valid():
        try:
            told = event.change(form.changed_fields(), by=request.user, seen=form.cleaned_data["seen"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            form.data = {**form.data.dict(), "seen": event.last_step()}
        else:
            messages.success(request, _("Saved. The people registered are being told.") if told else _("Saved."))
            return redirect("events:desk", event.slug)
    registered = event.registrations.live().count() if event.is_living else 0
    warning = ngettext(
        "%(count)s person is registered: if you move the date, the hours or the place, they are told by e-mail.",
        "%(count)s people are registered: if you move the date, the hours or the place, they are told by e-mail.",
        registered,
    ) % {"count": registered}
    context = {"event": event, "form": form, "warning": warning if registered else "", "tab": "edit"}
    return render(request, "events/organiser/evening_edit.html", context)


@evening_required
def evening_cancel(request, event):
    form = CancelEveningForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            event.cancel(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The evening is cancelled. The people registered are being told."))
            return redirect("events:desk", event.slug)
    context = {"event": event, "form": form, "registered": event.registrations.live().count()}
    return render(request, "events/organiser/evening_cancel.html", context)
