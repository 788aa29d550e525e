"""Registration on the public page: a minute on a phone, nothing typed is lost, a known address reveals nothing."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events import registering
from events.changing import ask_for_change
from events.forms.party import Party
from events.models import Event
from events.standing import Standing, seats_left, standing
from foundation import throttling

# One hall registers 300 people behind one address in a quarter of an hour; a machine tries thousands.
MOST_PER_ADDRESS, ADDRESS_WINDOW = 600, 15 * 60


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request, slug):
    """The form (`?atelier=7` chooses a workshop); « add someone » and « take away » only show it again.

    When everything is taken it offers to wait: nobody is refused silently (D4).
    """
    event = get_object_or_404(Event.objects.public().select_related("territory"), slug=slug)
    workshops = list(event.workshops.published().for_cards())
    stands = standing(event, now=timezone.now(), seats_left=seats_left(event, workshops))
    if stands not in (Standing.OPEN, Standing.FULL):
        return _closed(request, event, stands)
    seats = {"event": event, "workshops": workshops, "is_full": stands == Standing.FULL}
    if request.method != "POST":
        asked = request.GET.get("atelier", "")
        return _page(request, event, Party(initial={"workshop": asked, "waits": [asked]}, **seats))
    if "add" in request.POST or "remove" in request.POST:
        return _page(request, event, _reshaped(seats, request.POST))
    party = Party(data=request.POST, bound=True, **seats)
    if not party.is_valid():
        return _page(request, event, party, status=422)
    if not throttling.allow(f"register:{throttling.address(request)}", limit=MOST_PER_ADDRESS, per=ADDRESS_WINDOW):
        party.person.add_error(
            None, _("Too many registrations come from your network. Try again in a quarter of an hour.")
        )
        return _page(request, event, party, status=429)
    return _register(request, event, party)


def _register(request, event, party):
    newcomer = party.person.newcomer(language=get_language())
    workshop, companions, asked = party.person.cleaned_data.get("workshop"), party.written(), party.asked()
    try:
        with transaction.atomic():
            made = registering.register(event, newcomer, workshop=workshop, companions=companions, asked=asked)
            party.care.save(made)
    except registering.AlreadyKnown:
        ask_for_change(event, newcomer.email, workshop=workshop, companions=companions, waits=asked.waits)
    except ValidationError as refusal:
        party.refuse(workshop, refusal)
        return _page(request, event, party, status=409)
    return redirect("events:thanks", slug=event.slug)


@login_not_required
@require_safe
def thanks(request, slug):
    """The same for everyone: whether the address was known is told by mail only (D3)."""
    event = get_object_or_404(Event.objects.public().select_related("territory"), slug=slug)
    return render(request, "events/thanks.html", {"event": event, "territory": event.territory})


def _reshaped(seats, data):
    party = Party(data=data, **seats)
    if "add" in data:
        party.grow()
    elif data["remove"].isdecimal() and len(data["remove"]) < 4:
        party.shrink(int(data["remove"]))
    return party


def _page(request, event, party, *, status=200):
    context = {"event": event, "territory": event.territory, "party": party, "form": party.person}
    return render(request, "events/register.html", context, status=status)


def _closed(request, event, stands):
    status = 200 if request.method != "POST" else 409
    context = {"event": event, "territory": event.territory, "standing": stands}
    return render(request, "events/register_closed.html", context, status=status)
