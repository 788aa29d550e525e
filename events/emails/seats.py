"""Every mail about seats that come free, are given or move: waiting list (D4), wishes (D3), merged tables (D6).

Keys end with the ticket's code, as those of `emails`: cancelling a registration withdraws what waits for it.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from events.emails import notice, ticket_mail
from foundation import links
from foundation.clocks import after_night
from outbox.models import Message

OFFER = "seat-offer"  # the purpose of the link by which an offer is answered


def waiting_confirmed(registration):
    """In the list, without any seat yet: for which workshops, and how a seat is offered."""
    return notice(
        registration,
        "waiting_confirmed",
        key=f"waiting-confirmed:{registration.code}",
        context={"waits": _waits(registration), "access_url": registration.ticket_link()},
    )


def seat_offered(offer):
    """A seat is held: accept or decline until the moment written; made at night, it leaves at 8:00."""
    registration = offer.registration
    registration.event = offer.event
    lasts = max(offer.event.starts_at - timezone.now(), timedelta(0)) + timedelta(days=1)
    link = links.act(OFFER, offer.pk, lasts=lasts)  # it outlives the offer, so that being late is said kindly
    return notice(
        registration,
        "seat_offered",
        key=_offer_key(offer),
        context={
            "offer": offer,
            "workshop": offer.workshop,
            "keeps": registration.table and registration.table.workshop,
            "offer_url": settings.PUBLIC_URL + reverse("events:offer", args=[links.token(link)]),
            "access_url": registration.ticket_link(),
        },
        due_at=after_night(timezone.now()),
    )


def withdraw_offer(offer):
    """Hold back an offer that is no longer true, if it has not left."""
    Message.objects.about(offer.event.subject).filter(key=_offer_key(offer)).withdraw()


def offer_ended(offer, *, still_waits):
    """Nobody answered in time: what was kept, and what can be done."""
    return notice(
        offer.registration,
        "offer_ended",
        key=f"offer-ended:{offer.pk}:{offer.registration.code}",
        context={
            "workshop": offer.workshop,
            "still_waits": still_waits,
            "keeps": offer.registration.table and offer.registration.table.workshop,
            "access_url": offer.registration.ticket_link(),
        },
        due_at=after_night(timezone.now()),
    )


def seat_accepted(offer, registration, party):
    """The ticket of the seat accepted, and of those who come along."""
    return ticket_mail(registration, tickets=party, name="seat_accepted", key=f"seat-accepted:{offer.pk}")


def left_list(wait, *, by_team=False):
    """Out of the list of one workshop; a seat held elsewhere stays."""
    registration = wait.registration
    return notice(
        registration,
        "left_list",
        key=f"left-list:{wait.pk}:{registration.code}",
        context={
            "workshop": wait.workshop,
            "by_team": by_team,
            "keeps": registration.table and registration.table.workshop,
            "waits": _waits(registration),
            "access_url": registration.ticket_link(),
        },
    )


def seats_announced(registration, *, tickets, unmet):
    """The table of each person of one address, told once; `unmet` when none of their wishes could be given."""
    return ticket_mail(
        registration,
        tickets=tickets,
        name="seats_announced",
        key=f"seats-announced:{registration.event.pk}",
        context={"unmet": unmet},
    )


def table_merged(merge, people):
    """Their table was too small and joined another one: where they sit now, and how to choose otherwise."""
    first = people[0]
    move_url = settings.PUBLIC_URL + reverse("events:move", args=[first.code])
    return ticket_mail(
        first,
        tickets=people,
        name="table_merged",
        key=f"table-merged:{merge.pk}",
        context={"merge": merge, "move_url": move_url},
    )


def withdraw_merge(merge, people):
    """Hold back what `table_merged` said, if it has not left; return how many mails."""
    about = Message.objects.about(merge.event.subject)
    return about.filter(key=f"table-merged:{merge.pk}:{people[0].code}").withdraw()


def table_given_back(merge, people):
    """The merge is taken back: their first table is theirs again."""
    return ticket_mail(
        people[0], tickets=people, name="table_given_back", key=f"table-given-back:{merge.pk}", context={"merge": merge}
    )


def _offer_key(offer):
    return f"seat-offered:{offer.pk}:{offer.registration.code}"


def _waits(registration):
    return list(registration.waits.standing().with_rank().select_related("workshop").in_order())
