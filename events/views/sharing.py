"""The board of shared cars, from one's ticket: offer, look for, ask, answer (D68)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.forms.care import RideForm
from events.models import CareSettings, Ride, RideRequest
from events.models.sharing import RIDE_ANSWER, can_share
from events.views.ticket import about, lost, opened
from foundation import links, throttling
from foundation.models import Link
from foundation.refusals import attempt

MOST_SHOWN = 60
MOST_ASKED, ASKED_WINDOW = 12, 60 * 60 * 24  # a day's requests, those withdrawn included


def _board(request, code):
    """(registration, refusal): the holder's registration when it may see the board, else the answer to give."""
    registration = opened(request, code)
    if registration is None:
        sentence = _("To see this ticket, open the link of your mail, or ask for it again.")
        return None, lost(request, sentence, status=404)
    if not can_share(registration, now=timezone.now()) or not CareSettings.of(registration.event).shares_rides:
        return None, redirect(registration)
    return registration, None


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def rides(request, code):
    """Who leaves from where: given names and communes only; POST puts one's own line on the board."""
    registration, refusal = _board(request, code)
    if refusal:
        return refusal
    mine = registration.rides.select_related("commune").first()
    form = RideForm(request.POST) if request.method == "POST" else RideForm.of(mine, registration)
    if form.is_bound and form.is_valid():
        try:
            Ride.publish(registration, **form.ride())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your line is on the board. See who matches below."))
            return redirect("events:rides", code=registration.code)
    context = {**about(registration), "form": form, "mine": mine, **_lines(request, registration, mine)}
    return render(request, "events/rides.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def ride_remove(request, code):
    registration, refusal = _board(request, code)
    if refusal:
        return refusal
    registration.rides.all().withdraw()
    messages.success(request, _("Your line is off the board. Whoever travelled with you is told."))
    return redirect("events:rides", code=registration.code)


@login_not_required
@require_POST
def ride_ask(request, code, pk):
    """Ask the person of ride `pk` to travel together: they receive a mail, no address is given yet."""
    registration, refusal = _board(request, code)
    if refusal:
        return refusal
    other = get_object_or_404(Ride.objects.on_board(registration.event), pk=pk)
    mine = registration.rides.first()
    if mine is None:
        messages.info(request, _("First say above what you offer or look for."))
    elif not throttling.allow(f"ride:{registration.pk}", limit=MOST_ASKED, per=ASKED_WINDOW):
        messages.error(request, _("That is many requests for one day: wait for the answers."))
    else:
        said = _("%(name)s receives your request by e-mail.") % {"name": other.registration.given_name}
        attempt(request, lambda: mine.ask(other), done=said)
    return redirect("events:rides", code=registration.code)


@login_not_required
@require_POST
def ride_reply(request, code, pk):
    """Accept, decline or take back a request, from one's own board."""
    registration, refusal = _board(request, code)
    if refusal:
        return refusal
    mine = registration.rides.first()
    asked = RideRequest.objects.standing().with_people().filter(Q(asked=mine) | Q(asker=mine))
    found = get_object_or_404(asked, pk=pk)
    if "withdraw" in request.POST:
        found.take_back(told_by=mine)
        messages.success(request, _("It is taken back, and the other person is told."))
    elif found.asked_id == mine.pk:
        _reply(request, found)
    return redirect("events:rides", code=registration.code)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ride_answer(request, token):
    """The link of a mail: GET shows who asks, POST accepts or declines, once (D64)."""
    link = links.find(token, purpose=RIDE_ANSWER, kind=Link.Kind.ACT)
    found = RideRequest.objects.pending().with_people().filter(pk=link.subject).first() if link else None
    if found is None:
        return lost(
            request, _("This request was answered already, or withdrawn. Your ticket shows your rides."), status=410
        )
    if request.method == "POST" and request.POST.get("answer") in ("yes", "no"):
        _reply(request, found)
        links.spend(link)
    event = found.asked.registration.event
    context = {"asked": found, "event": event, "territory": event.territory}
    return render(request, "events/ride_answer.html", context)


def _reply(request, found):
    if request.POST.get("answer") == "yes":
        attempt(request, found.accept, done=_("Agreed: you both receive how to reach each other."))
    else:
        attempt(request, found.decline, done=_("Your answer is sent. No address was given."))


def _lines(request, registration, mine):
    board = Ride.objects.on_board(registration.event).exclude(registration=registration)
    place = request.GET.get("commune", "").replace("\x00", "")[:80]
    if place:
        board = board.of_commune(place)
    wanted = board.searches() if mine and mine.is_offer else board.offers().with_room()
    standing = RideRequest.objects.standing().with_people()
    return {
        "place": place,
        "counts": Ride.objects.counts(registration.event),
        "lines": wanted[:MOST_SHOWN],
        "received": standing.filter(asked=mine).order_by("-pk") if mine else [],
        "sent": standing.filter(asker=mine).order_by("-pk") if mine else [],
        "busy": set(standing.filter(asker=mine).values_list("asked", flat=True)) if mine else set(),
    }
