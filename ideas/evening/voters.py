"""Who sticks on this phone: a ticket, whatever its phones, else the phone itself at the table of its code (D16)."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from events.models import Registration
from events.models.registration import TICKET
from foundation import links
from foundation.codes import clean_code
from foundation.throttling import address, allow
from foundation.typography import long_date
from ideas.models import Hand

COOKIE, SALT, PATH = "gommettes", "ideas.evening.voters", "/a/"
KEPT = timedelta(days=2)
# A ticket's code is guessed by nobody (25**10); a hall that lost its mails types three hundred.
TRIES_PER_ADDRESS = {"limit": 600, "per": 600}


@dataclass(frozen=True)
class Voter:
    """`hand` is None for who must first show a ticket; `tickets` are those this phone opens at this evening."""

    phone: str  # the phone's own key, kept in its cookie
    is_new: bool  # whether that cookie was not there yet
    hand: Hand | None = None
    ticket: Registration | None = None
    tickets: list = field(default_factory=list)
    typed: int | None = None  # the ticket whose code was typed here

    @property
    def seed(self):
        """What shuffles the list, always the same for one person."""
        return self.hand.key if self.hand else self.phone

    def bring_over(self, vote):
        """What this phone had put at a table without its ticket follows it to the ticket."""
        before = Hand.of_phone(vote, None, self.phone) if self.ticket and not self.is_new else None
        if before and before.used:
            self.hand.take_over(before)


def voter_of(request, place, vote, *, wanted=""):
    """Return the `Voter` of this request at `place`; `wanted` is the code of one of several tickets."""
    kept = _read(request)
    phone = kept.get("phone") or get_random_string(22)
    tickets = _tickets(request, place.event, kept.get("ticket"))
    known = {"phone": phone, "is_new": "phone" not in kept, "tickets": tickets, "typed": kept.get("ticket")}
    if tickets:
        ticket = next((one for one in tickets if one.code == clean_code(wanted)), tickets[0])
        return Voter(hand=Hand.of_ticket(vote, ticket), ticket=ticket, **known)
    hand = Hand.of_phone(vote, place.table, phone) if place.table else None
    return Voter(hand=hand, **known)


def keep(response, voter, *, ticket=None):
    """Put the phone's key, and the ticket whose code was typed, in the cookie of the pages of tables."""
    words = {"phone": voter.phone}
    if ticket or voter.typed:
        words["ticket"] = ticket.pk if ticket else voter.typed
    response.set_cookie(
        COOKIE,
        signing.dumps(words, salt=SALT),
        max_age=KEPT,
        path=PATH,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return response


def typed_ticket(request, event, code):
    """Return the registration whose code was typed; ValidationError says why it does not vote here."""
    if not allow(f"stickers:ticket:{address(request)}", **TRIES_PER_ADDRESS):
        raise ValidationError(
            _("Too many codes were typed from here. Wait ten minutes, or use the code of your table.")
        )
    code = clean_code(code)
    ticket = Registration.objects.live().filter(code=code).select_related("event").first() if code else None
    if ticket is None:
        raise ValidationError(
            _("No ticket has this code. Look under the QR code of your mail: ten letters and figures, never 0 or 1.")
        )
    if ticket.event_id != event.pk:
        words = {"evening": ticket.event, "day": long_date(ticket.event.starts_at)}
        raise ValidationError(
            _("This ticket is for another evening: %(evening)s, %(day)s. It cannot vote here.") % words
        )
    return ticket


def _tickets(request, event, typed):
    """The tickets of this evening that the visitor's links, address or typed code open; the typed one first."""
    opened = Registration.objects.open_to(request.user, links.granted(request, purpose=TICKET))
    found = list(opened.live().filter(event=event).select_related("event").order_by("pk")[:15])
    if typed and all(one.pk != typed for one in found):
        found = [*Registration.objects.live().filter(pk=typed, event=event), *found]
    return sorted(found, key=lambda one: one.pk != typed)


def _read(request):
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return kept if isinstance(kept, dict) else {}
