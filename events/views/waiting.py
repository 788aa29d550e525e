"""The waiting list as those who wait see it: answer an offer, wait for more, leave, wish otherwise (D3, D4)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.emails.seats import OFFER
from events.forms.ticket import WaitForm
from events.forms.wishes import WishesForm
from events.models import Offer
from events.models.registration import TICKET, TICKET_KEPT
from events.models.serving import join
from events.models.wish import change_wishes
from events.views.ticket import about, lost, opened
from foundation import links
from foundation.models import Link


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request, token):
    """GET shows the seat that is held and until when; POST accepts it or passes it on (D4, D64)."""
    link = links.find(token, purpose=OFFER, kind=Link.Kind.ACT)
    known = Offer.objects.select_related("registration__table__workshop", "wait__workshop", "event__territory")
    offer = known.filter(pk=link.subject).first() if link else None
    if offer is None:
        return lost(request, _("This offer is over. Your page says where you stand: have its link sent."), status=410)
    until = offer.event.ends_at + TICKET_KEPT
    access = links.access(TICKET, offer.registration_id, until=until)
    if request.method == "POST" and _answer(request, offer):
        return links.grant(request, redirect(offer.registration), access)
    offer.refresh_from_db(fields=["status", "ends_at"])
    stands = offer.stands(now=timezone.now())
    context = {**about(offer.registration), "offer": offer, "stands": stands}
    context["still_waits"] = offer.wait.is_standing
    return links.grant(request, render(request, "events/offer.html", context, status=200 if stands else 410), access)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def wait(request, code):
    """One's places in the lists: join others, leave one, answer the offer that stands."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if not registration.can_change(now=timezone.now()):
        return redirect(registration)
    waits = registration.waits.standing().with_rank().select_related("workshop", "event").in_order()
    pending = registration.offers.pending().select_related("wait__workshop", "event__territory", "registration").first()
    if "answer" in request.POST and pending:
        _answer(request, pending)
        return redirect(registration)
    if "leave" in request.POST:
        _leave(request, waits, request.POST["leave"])
        return redirect(registration)
    workshops = [] if registration.event.takes_wishes else list(registration.event.workshops.published().for_cards())
    full = WaitForm.of(registration, workshops=workshops, waits=waits, data=request.POST or None)
    if request.method == "POST" and full.is_valid():
        join(registration, full.cleaned_data["workshops"])
        messages.success(request, _("You are on the list. We write to you as soon as a seat comes free."))
        return redirect("events:wait", code=registration.code)
    context = {**about(registration), "waits": waits, "pending": pending, "form": full}
    return render(request, "events/wait.html", context, status=422 if full.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request, code):
    """Other wishes, until the team tells the tables (D3)."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if not (registration.event.takes_wishes and registration.can_change(now=timezone.now())):
        messages.info(request, _("Wishes can no longer be changed: your table is given, or the evening has begun."))
        return redirect(registration)
    workshops = list(registration.event.workshops.published())
    form = WishesForm.of(registration, workshops=workshops, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_wishes(registration, form.wishes())
        except ValidationError as refusal:
            messages.info(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Your new wishes are kept, for you and for those who come with you."))
        return redirect(registration)
    return render(
        request, "events/wishes.html", {**about(registration), "form": form}, status=422 if form.errors else 200
    )


def _answer(request, offer):
    """Accept or pass on, and tell how it went; whether it was done."""
    accepts = request.POST.get("answer") == "accept"
    if not accepts and request.POST.get("answer") != "decline":
        return False
    try:
        if accepts:
            offer.accept(now=timezone.now())
        else:
            offer.decline()
    except ValidationError:
        return False
    if accepts:
        messages.success(request, _("The seat is yours. The ticket below is the one that counts; a mail carries it."))
    else:
        messages.success(request, _("Thank you: the seat is offered to the next person. You keep what you had."))
    return True


def _leave(request, waits, typed):
    wait = waits.filter(pk=typed).first() if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None
    if wait is None:
        messages.info(request, _("This place in the list was already given up: nothing was done."))
        return
    try:
        wait.leave()
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("You left this list: the next person moves up."))
