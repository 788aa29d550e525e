"""« Je suis là »: one's own arrival, said from the code of a table with a ticket; no account, no JavaScript (D7)."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events import arriving
from events.models import Attendance, Registration
from events.models.registration import TICKET
from foundation import links, origins, throttling, typography
from foundation.codes import clean_code
from ideas.evening.places import find_place

DOORS_OPEN = timedelta(hours=4)  # before the beginning: who helps comes early, nobody comes the day before
TRIES = {"limit": 600, "per": 600}  # of one network: a whole hall shares it, and a code is guessed by nobody (25**10)
MOST_TICKETS = 6  # a family's, shown on the phone that holds them


@csrf_exempt  # a table has no session to bind a token to: the origin is checked instead
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request, code):
    place = find_place(code)
    if place is None or place.gathering:
        return render(request, "evening/unknown.html", {"code": code}, status=404)
    if request.method != "POST":
        return _page(request, place)
    try:
        ticket = _ticket(request, place)
        answer = arriving.welcome_ticket(ticket, device_key=uuid4().hex, place=Attendance.Place.TABLE)
        if answer.outcome not in ("done", "already"):
            raise ValidationError(_refusal(answer))
        if request.POST.get("sit") and place.table:
            _sit(ticket, place.table)
    except ValidationError as refusal:
        return _page(request, place, error=refusal.messages[0], status=422)
    return _page(request, place, answer=answer)


def _ticket(request, place):
    """The ticket typed, or touched; ValidationError says why it is of no use here."""
    event, now = place.event, timezone.now()
    if not origins.is_own(request):
        raise ValidationError(_("This did not come from this page, so nothing was done. Touch the button again."))
    if not throttling.allow(f"arrival:{throttling.address(request)}", **TRIES):
        raise ValidationError(_("Too many codes were typed from here. Wait ten minutes, or go to the door."))
    opens = event.starts_at - DOORS_OPEN if event.is_living else None
    if opens and now < opens and timezone.localdate(opens) == timezone.localdate(now):
        words = {"hour": typography.hour(timezone.localtime(opens), language=get_language())}
        raise ValidationError(_("Arrivals are noted here from %(hour)s. Open this page again then.") % words)
    if opens is None or opens > now or event.ends_at < now:
        raise ValidationError(_("Arrivals are noted on the evening itself, not today."))
    code = clean_code(request.POST.get("ticket", ""))
    known = Registration.objects.filter(code=code, erased_at=None).select_related("event", "table__workshop")
    ticket = known.first() if code else None
    if ticket is None:
        raise ValidationError(
            _("No ticket has this code. Look under the QR code of your mail: ten letters and figures, never 0 or 1.")
        )
    if ticket.event_id != event.pk:
        raise ValidationError(arriving.of_another_evening(ticket.event))
    return ticket


def _sit(ticket, table):
    """Take the seat asked for; at a full table the arrival stands, and the page says both."""
    try:
        arriving.sit(ticket, table)
    except ValidationError as refusal:
        if refusal.code != "full":
            raise


def _refusal(answer):
    return {
        "waiting": _("This ticket is on the waiting list, without a seat yet. Go to the door: they look for one."),
        "cancelled": _("This registration was cancelled. Go to the door: they register you again in a moment."),
        "authorisation": _("Under 18, a parent’s authorisation is needed, and we do not have it. Go to the door."),
    }.get(answer.outcome, answer.text)


def _page(request, place, *, answer=None, error="", status=200):
    ticket = answer and answer.registration
    own = ticket and ticket.told_table
    elsewhere = bool(ticket and place.table and own != place.table)
    is_full = elsewhere and place.table.seats_left < 1
    context = {
        "place": place,
        "event": place.event,
        "territory": place.event.territory,
        "answer": answer,
        "ticket": ticket,
        "own": own,
        "elsewhere": elsewhere,
        "is_full": is_full,
        "near": arriving.nearest_with_room(place.table) if is_full else [],
        "error": error,
        "typed": request.POST.get("ticket", "")[:20],
        "mine": [] if answer else _mine(request, place.event),
    }
    return render(request, "evening/arrival.html", context, status=status)


def _mine(request, event):
    """The tickets that this phone holds, not noted yet."""
    opened = Registration.objects.open_to(request.user, links.granted(request, purpose=TICKET))
    return opened.absent().filter(event=event).order_by("pk")[:MOST_TICKETS]
