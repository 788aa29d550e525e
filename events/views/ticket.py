"""One's ticket, by access link: see, change workshop, cancel (D7, D64)."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import calendars, emails, erasing
from events.explaining import explain
from events.forms.ticket import AddressForm, CancelForm, MoveForm
from events.models import Authorisation, CareSettings, Need, Registration
from events.models.registration import TICKET
from events.models.sharing import can_share
from events.views.public import calendar_response
from foundation import links, throttling
from foundation.codes import clean_code
from foundation.models import Link
from members.models import ConsentRecord

MOST_PER_LETTERBOX, LETTERBOX_WINDOW = 3, 60 * 60
MOST_PER_NETWORK, NETWORK_WINDOW = 300, 60 * 60  # a hall that lost its tickets
STEADY = 0.2  # seconds: writing a mail takes time, by which a known address must not be told from another


@login_not_required
@require_safe
def open_link(request, token):
    """Exchange the token for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=TICKET, kind=Link.Kind.ACCESS)
    registration = Registration.objects.filter(pk=link.subject).first() if link else None
    if registration is None:
        return lost(request, _("This link does not work any more. Ask for a new one below."), status=410)
    return links.grant(request, redirect(registration), link)


@login_not_required
@require_safe
def ticket(request, code):
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    consents = set(registration.consents.standing().values_list("purpose", flat=True))
    companions = list(registration.companions.live().select_related("table__workshop", "event").order_by("pk"))
    if registration.event.seating_announced_at:
        explain([registration, *companions])
    context = {
        **about(registration),
        "steps": registration.steps.all()[:20],
        "companions": companions,
        **_lists(registration),
        "receives_news": ConsentRecord.Purpose.NEWSLETTER in consents,
        "is_pictured": ConsentRecord.Purpose.IMAGE in consents,
        "need": Need.objects.filter(registration=registration).prefetch_related("ticks").first(),
        "care": CareSettings.of(registration.event),
        "shares_rides": can_share(registration, now=timezone.now()),
        "authorisation": Authorisation.objects.filter(registration=registration).first(),
    }
    return render(request, "events/ticket.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, code):
    """Another workshop, as long as the evening has not begun."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if not registration.can_change(now=timezone.now()):
        return redirect(registration)
    if registration.awaits_seating:
        return redirect("events:wishes", code=registration.code)
    workshops = list(registration.event.workshops.published().for_cards())
    form = MoveForm(request.POST or None, workshops=workshops, initial={"workshop": registration.workshop_number})
    if request.method == "POST" and form.is_valid():
        try:
            registration.move(workshop=form.cleaned_data["workshop"])
        except ValidationError as refusal:
            form.cleaned_data["workshop"].refresh_seats()
            form.add_error("workshop", refusal)
        else:
            messages.success(request, _("Your new seat is kept. The ticket below is the one that counts."))
            return redirect(registration)
    status = 422 if form.errors else 200
    return render(request, "events/move.html", {**about(registration), "form": form}, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, code):
    """Give one's seat back, and those of one's companions if they do not come either (D7)."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if not registration.can_change(now=timezone.now()):
        return redirect(registration)
    companions = list(
        registration.companions.live().select_related("table__workshop", "event__territory", "brought_by")
    )
    form = CancelForm(request.POST or None, companions=companions)
    if request.method == "POST" and form.is_valid():
        try:
            registration.cancel_with(form.chosen())
        except ValidationError as refusal:
            messages.info(request, " ".join(refusal.messages))
        return redirect(registration)
    return render(request, "events/cancel.html", {**about(registration), "form": form, "companions": companions})


@login_not_required
@require_POST
def stop_news(request, code):
    """Withdraw the consent to the newsletter, or to pictures, as easily as it was given (D56)."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if request.POST.get("purpose") == ConsentRecord.Purpose.IMAGE:
        registration.withdraw_consent(ConsentRecord.Purpose.IMAGE, now=timezone.now())
        messages.success(request, _("Noted: you do not want to be seen on pictures. Your ticket stays."))
    else:
        registration.withdraw_consent(ConsentRecord.Purpose.NEWSLETTER, now=timezone.now())
        messages.success(request, _("You will not receive our news any more. Your ticket stays."))
    return redirect(registration)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, code):
    """Erase what is held of one registration, whenever its holder asks (D58); a coming seat is given back."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if request.method == "POST":
        try:
            erasing.erase(registration)
        except ValidationError as refusal:
            messages.info(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Your data are erased. Thank you for having come this far with us."))
        return redirect("home")
    context = {**about(registration), "carried": erasing.carried(registration)}
    context["gives_back"] = registration.is_live and not registration.event.has_begun(timezone.now())
    return render(request, "events/erase.html", context)


@login_not_required
@require_safe
def calendar(request, code):
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    tickets = [registration] if registration.is_live else []
    url = settings.PUBLIC_URL + registration.get_absolute_url()
    return calendar_response(calendars.event_file(registration.event, url=url, tickets=tickets), kept="no-store")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """Mail the links again to whoever lost them; the page says the same for every address."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        began = time.monotonic()
        _mail_links(request, form.cleaned_data["email"])
        time.sleep(max(0.0, STEADY - (time.monotonic() - began)))
        return render(request, "events/find_ticket.html", {"sent_to": form.cleaned_data["email"]})
    return render(request, "events/find_ticket.html", {"form": form}, status=422 if form.errors else 200)


def lost(request, sentence, *, status):
    """The page for whoever has no right to a ticket, or no longer: it sends the link again."""
    return render(request, "events/find_ticket.html", {"form": AddressForm(), "sentence": sentence}, status=status)


def _mail_links(request, email):
    network = throttling.allow(f"find:{throttling.address(request)}", limit=MOST_PER_NETWORK, per=NETWORK_WINDOW)
    letterbox = throttling.allow(f"find:{email.lower()}", limit=MOST_PER_LETTERBOX, per=LETTERBOX_WINDOW)
    tickets = list(Registration.objects.to_find_again(email, now=timezone.now())[:20])
    if network and letterbox and tickets:
        emails.ticket_links(tickets)


def opened(request, code):
    """The registration that this visitor's links or address open, or None."""
    mine = Registration.objects.open_to(request.user, links.granted(request, purpose=TICKET))
    return (
        mine.filter(code=clean_code(code)).select_related("event__territory", "table__workshop", "brought_by").first()
    )


def _lists(registration):
    """The places in the waiting lists, and the offer that stands (D4)."""
    pending = registration.offers.pending().select_related("wait__workshop", "event").first()
    waits = registration.waits.standing().with_rank().select_related("workshop", "event").in_order()
    return {"waits": waits, "pending": pending if pending and pending.stands(now=timezone.now()) else None}


def about(registration):
    return {
        "registration": registration,
        "event": registration.event,
        "territory": registration.event.territory,
        "can_change": registration.can_change(now=timezone.now()),
    }
