"""One registration: read, change, place, cancel, present; and entering one by hand or at the door."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from events import erasing, registering
from events.forms.organising.registration import (
    ChangeRegistrationForm,
    CompanionForm,
    NewRegistrationForm,
    PlaceForm,
    WalkInForm,
)
from events.models import Authorisation, Need, Registration
from events.models.attendance import mark_present, undo_present
from events.views.organising import registrations
from events.views.organising.opening import evening_required
from foundation import qr
from foundation.codes import spaced
from foundation.folding import fold
from foundation.refusals import attempt
from outbox.models import Message

MOST_STEPS, MOST_MAILS, MOST_COMPANIONS = 50, 50, 50


def _find(event, code):
    people = event.registrations.with_presence().select_related("table__workshop", "commune", "brought_by", "person")
    registration = get_object_or_404(people, code=code)
    registration.event = event
    return registration


def _page(registration):
    return redirect("events:registration", registration.event.slug, registration.code)


def _mails(found):
    about = Message.objects.about_one(found.event.subject, found.code, address=found.email or "")
    return about.order_by("-pk").without_text()[:MOST_MAILS]


@evening_required
@require_GET
def registration(request, event, code):
    found = _find(event, code)
    context = {
        "event": event,
        "tab": "registrations",
        "registration": found,
        "code": spaced(found.code),
        "profiles": found.profiles.all(),
        "companions": found.companions.select_related("table__workshop").with_presence()[:MOST_COMPANIONS],
        "steps": found.steps.select_related("by")[:MOST_STEPS],
        "mails": _mails(found),
        "need": Need.objects.filter(registration=found).prefetch_related("ticks").first(),
        "authorisation": Authorisation.objects.filter(registration=found).first(),
        "place_form": PlaceForm(event=event),
        "companion_form": CompanionForm(),
    }
    return render(request, "events/organiser/registration.html", context)


@evening_required
def registration_new(request, event):
    form = NewRegistrationForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        made = _register(request, event, form, registering.register, source=Registration.Source.TEAM)
        if made:
            messages.success(request, _("%(name)s is registered.") % {"name": made})
            return _page(made)
    context = {"event": event, "tab": "registrations", "form": form}
    return render(request, "events/organiser/registration_new.html", context)


@evening_required
def walk_in(request, event):
    form = WalkInForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        made = _register(request, event, form, registering.welcome)
        if made and made.lacks_authorisation:
            return redirect("events:door_minor", event.slug, made.code)
        if made:
            where = f" · {made.table} · {made.table.workshop}" if made.table else ""
            messages.success(request, _("%(name)s is present. Welcome!") % {"name": made} + where)
            return redirect("events:walk_in", event.slug)
    return render(request, "events/organiser/walk_in.html", {"event": event, "tab": "registrations", "form": form})


def _register(request, event, form, verb, **options):
    """Register who the form describes and return the registration, or None with the reason on the form."""
    try:
        return verb(event, form.newcomer(), workshop=form.cleaned_data["workshop"], by=request.user, **options)
    except registering.AlreadyKnown:
        known = event.registrations.live().of_address(form.cleaned_data["email"]).first()
        form.known = known
        form.add_error(
            "email", _("This address is already registered: %(name)s. Nothing was changed.") % {"name": known or ""}
        )
    except ValidationError as refusal:
        form.add_error("workshop" if refusal.code == "full" else None, refusal)
    return None


@evening_required
def registration_change(request, event, code):
    found = _find(event, code)
    if found.erased_at:
        return _page(found)
    form = ChangeRegistrationForm(request.POST or None, instance=found, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            found.change(
                form.changed_fields(), by=request.user, seen=form.cleaned_data["seen"], profiles=form.changed_profiles()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            form.data = {**form.data.dict(), "seen": found.last_step(), "profiles": form.cleaned_data["profiles"]}
        else:
            messages.success(request, _("Saved."))
            return _page(found)
    context = {"event": event, "tab": "registrations", "form": form, "registration": found}
    return render(request, "events/organiser/registration_change.html", context)


@evening_required
@require_POST
def registration_place(request, event, code):
    found = _find(event, code)
    form = PlaceForm(request.POST, event=event)
    if form.is_valid():
        workshop = form.cleaned_data["workshop"]
        done = _("%(name)s has a seat at “%(workshop)s”.") % {"name": found, "workshop": workshop}
        attempt(request, lambda: found.move(workshop=workshop, by=request.user), done=done)
    else:
        messages.error(request, _("Choose a workshop of the list: nothing was changed."))
    return _page(found)


@evening_required
@require_POST
def registration_companion(request, event, code):
    """Register someone who comes with this person, at the same workshop."""
    found = _find(event, code)
    form = CompanionForm(request.POST)
    if form.is_valid():
        companion = registering.Companion(**form.cleaned_data)
        workshop = found.table.workshop if found.table else None
        done = _("%(name)s is registered.") % {"name": companion.given_name}
        attempt(request, lambda: registering.bring(found, companion, workshop=workshop, by=request.user), done=done)
    else:
        messages.error(request, _("Write at least a given name: nobody was registered."))
    return _page(found)


@evening_required
@require_POST
def registration_cancel(request, event, code):
    found = _find(event, code)
    done = _("%(name)s is no longer registered; the seat is free again.") % {"name": found}
    attempt(request, lambda: found.cancel(by=request.user), done=done)
    return _page(found)


@evening_required
@require_POST
def registration_erase(request, event, code):
    """Erase on the person's request (D58), confirmed with their name; the step that stays names nobody."""
    found = _find(event, code)
    if fold(request.POST.get("name", "")) != fold(found.full_name):
        messages.error(request, _("The name typed is not that of this registration: nothing was erased."))
        return _page(found)
    attempt(request, lambda: erasing.erase(found, by=request.user), done=_("The data are erased. The count stays."))
    return _page(found)


@evening_required
@require_POST
def registration_reinstate(request, event, code):
    found = _find(event, code)
    done = _("%(name)s is registered again. Choose a workshop: the seat may have been taken.") % {"name": found}
    attempt(request, lambda: found.reinstate(by=request.user), done=done)
    return _page(found)


@evening_required
@require_POST
def registration_authorise(request, event, code):
    found = _find(event, code)
    Authorisation.receive(found, by=request.user)
    messages.success(request, _("The parent’s authorisation is recorded."))
    return _page(found)


@evening_required
@require_POST
def registration_presence(request, event, code):
    """One tap: present, or not after all; in the list the row alone comes back."""
    found = _find(event, code)
    wanted = request.POST.get("present") == "1"
    if wanted and found.is_live and found.lacks_authorisation:  # what to do is said on a page of its own (D59)
        door = reverse("events:door_minor", args=[event.slug, code])
        return HttpResponseClientRedirect(door) if request.htmx else redirect(door)
    verb = mark_present if wanted else undo_present
    if request.htmx:
        with suppress(ValidationError):  # the row that comes back shows the cancelled registration as it is
            verb(found, by=request.user)
        return registrations.row(request, event, found)
    done = _("%(name)s is present.") if wanted else _("%(name)s is marked as not arrived.")
    attempt(request, lambda: verb(found, by=request.user), done=done % {"name": found})
    if "query" in request.POST:
        filters = QueryDict(request.POST["query"]).urlencode()  # read again, so that only a query can come out
        return redirect(reverse("events:registration_list", args=[event.slug]) + (f"?{filters}" if filters else ""))
    return _page(found)


@evening_required
@require_POST
def registration_ticket(request, event, code):
    found = _find(event, code)
    done = _("The ticket leaves for %(address)s.") % {"address": found.address}
    attempt(request, lambda: found.send_ticket_again(by=request.user), done=done)
    return _page(found)


@evening_required
@require_GET
def registration_print(request, event, code):
    """A ticket on paper, for who has no e-mail (D63)."""
    found = _find(event, code)
    context = {"event": event, "registration": found, "code": spaced(found.code), "qr": qr.svg(found.public_url)}
    return render(request, "events/organiser/ticket_print.html", context)
