"""Needs and counts for the caterer, shared cars, minors and their parents, the door (D59, D68)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events.catering import counts
from events.forms.care import NeedsForm, ParentForm, SettingsForm
from events.models import Authorisation, CareSettings, Need, Ride
from events.models.attendance import mark_present
from events.views.organising.opening import evening_required
from foundation import spreadsheets
from foundation.keyset import paginate
from foundation.refusals import attempt

PAGE = 50


def _tab(event, subtab, **context):
    return {"event": event, "tab": "registrations", "subtab": subtab, **context}


def _person(event, code):
    found = get_object_or_404(event.registrations.select_related("brought_by", "table__workshop"), code=code)
    found.event = event
    return found


@evening_required
@require_GET
def needs(request, event):
    """Totals by diet and access, the words apart, without names on paper."""
    settings = CareSettings.of(event)
    context = _tab(event, "needs", counts=counts(event), settings=settings, form=SettingsForm(instance=settings))
    return render(request, "events/organiser/needs.html", context)


@evening_required
@require_POST
def care_settings(request, event):
    """What this evening asks about and offers."""
    form = SettingsForm(request.POST, instance=CareSettings.of(event))
    form.save()
    messages.success(request, _("Kept: the registration form asks accordingly from now on."))
    return redirect("events:needs_list", event.slug)


@evening_required
@require_GET
def needs_csv(request, event):
    """The caterer's list: totals and words, nobody's name."""
    found = counts(event)
    rows = [[group, label, number] for group, label, number in found.lines]
    rows += [[_("In words: access"), words.text, ""] for words in found.access_words]
    rows += [[_("In words: food"), words.text, ""] for words in found.diet_words]
    content = spreadsheets.write([_("What"), _("Detail"), _("Number")], rows)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"besoins-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@evening_required
def registration_needs(request, event, code):
    """Write down what someone said by phone or at the desk, with their agreement (D63)."""
    found = _person(event, code)
    if found.erased_at or not found.is_live:
        return redirect("events:registration", event.slug, code)
    need = Need.objects.filter(registration=found).first()
    if "withdraw" in request.POST:
        Need.forget(found)
        messages.success(request, _("The needs are erased."))
        return redirect("events:registration", event.slug, code)
    asks = CareSettings(event=event, asks_access=True, serves_meal=True, has_childcare=True)
    form = NeedsForm(request.POST, settings=asks) if request.method == "POST" else NeedsForm.of(need, settings=asks)
    if form.is_bound and form.is_valid():
        Need.record(found, **form.needs(), by=request.user)
        messages.success(request, _("Noted: the team will know it."))
        return redirect("events:registration", event.slug, code)
    context = _tab(event, "list", registration=found, form=form, need=need)
    return render(request, "events/organiser/registration_needs.html", context, status=422 if form.errors else 200)


@evening_required
@require_GET
def rides(request, event):
    """Offers and searches by commune: figures only, what people agree on is theirs."""
    lines = Ride.objects.counts(event)
    totals = {name: sum(line[name] for line in lines) for name in ("offers", "seats", "searches")}
    context = _tab(event, "rides", lines=lines, totals=totals, settings=CareSettings.of(event))
    return render(request, "events/organiser/rides.html", context)


@evening_required
@require_GET
def minors(request, event):
    """Every minor and where their parent's authorisation stands."""
    only_missing = request.GET.get("manque") == "oui"
    people = event.registrations.without_authorisation() if only_missing else event.registrations.live().minors()
    people = people.select_related("authorisation", "table__workshop", "brought_by")
    page = paginate(people, order=("folded", "pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    missing = event.registrations.without_authorisation().count()
    kept = "manque=oui&" if only_missing else ""
    next_page = f"{kept}suite={page.next}" if page.next else ""
    context = _tab(event, "minors", page=page, missing=missing, only_missing=only_missing, next=next_page)
    return render(request, "events/organiser/minors.html", context)


@evening_required
def parent_ask(request, event, code):
    """Write to a parent, or write again."""
    found = _person(event, code)
    known = Authorisation.objects.filter(registration=found).first()
    initial = {"parent_name": known.parent_name, "parent_email": known.parent_email} if known else None
    form = ParentForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            Authorisation.ask(found, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("A message leaves for this parent, who answers in a minute."))
            return redirect("events:registration", event.slug, code)
    context = _tab(event, "minors", registration=found, form=form)
    return render(request, "events/organiser/parent_ask.html", context, status=422 if form.errors else 200)


@evening_required
def door_minor(request, event, code):
    """A minor at the door without authorisation: whom to call, what to sign, and what was decided (D59)."""
    found = _person(event, code)
    if not found.lacks_authorisation or not found.is_live:
        return redirect("events:registration", event.slug, code)
    act = request.POST.get("act")
    if act == "paper":
        Authorisation.receive(found, by=request.user, at_door=True)
        found.refresh_from_db()
        done = _("Paper seen. %(name)s is present.") % {"name": found}
        attempt(request, lambda: mark_present(found, by=request.user), done=done)
        return redirect("events:registration_list", event.slug)
    if act == "away":
        Authorisation.turn_away(found, by=request.user)
        messages.success(request, _("Noted: %(name)s did not come in.") % {"name": found})
        return redirect("events:registration_list", event.slug)
    known = Authorisation.objects.filter(registration=found).first()
    return render(request, "events/organiser/door_minor.html", _tab(event, "list", registration=found, known=known))
