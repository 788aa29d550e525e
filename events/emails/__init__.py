"""Every mail of an evening, one function per message (D7, D9); each key says what the mail is.

Keys end with the ticket's code, so that what waits for a registration can be found; news of the evening end with the
address, since a family that shares one is told once.
"""

from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from events import calendars
from events.emails.letters import on_paper
from events.wording import worded
from foundation import links, qr
from outbox.models import Message
from outbox.queueing import queue

AWAITED = ("ticket_links", "change_requested")  # someone asked a minute ago, and looks at their letterbox


def registration_confirmed(registration):
    """The ticket, with its calendar file and its links; companions' tickets are in one mail; None when too late."""
    if not registration.event.awaits_people(timezone.now()):
        return None
    return ticket_mail(
        registration, tickets=_tickets(registration), name="registration_confirmed", key="registration-confirmed"
    )


def ticket_sent_again(registration, *, step):
    """The ticket once more, to the address the registration has now; `step` (its number) makes the key."""
    return ticket_mail(
        registration, tickets=_tickets(registration), name="ticket_sent_again", key=f"ticket-sent-again:{step}"
    )


def workshop_changed(registration):
    """The new ticket of one person who sits elsewhere; None when the evening is over or called off."""
    if not registration.event.awaits_people(timezone.now()):
        return None
    key = f"workshop-changed:{registration.last_step()}"
    return ticket_mail(registration, tickets=[registration], name="workshop_changed", key=key)


def event_reminder(event, registrations, *, kind, number, now):
    """One reminder (D9) for the `registrations` that share an address; `number` makes the key."""
    first = registrations[0]
    today, day = timezone.localdate(now), timezone.localdate(event.starts_at)
    return ticket_mail(
        first,
        tickets=registrations,
        name="event_reminder",
        key=f"event-reminder:{event.pk}:{kind}:{number}",
        kind=f"event-reminder-{kind}",
        context={"days": (day - today).days},
    )


def registration_cancelled(registration, *, held_back=0, only_waited=False):
    """The seat, or the place in the waiting list, is given back; whoever did not want this can register again.

    When mails were held back (`held_back`, how many), those who still come receive the tickets that were in them.
    """
    if held_back:
        _send_companions_theirs(registration)
    return notice(
        registration,
        "registration_cancelled",
        key=f"registration-cancelled:{registration.last_step()}:{registration.code}",
        context={"only_waited": only_waited},
    )


def event_changed(registration, *, step):
    """The date or the place has changed; `step` (its number) makes the key, so that telling twice sends once."""
    event = registration.event
    return notice(
        registration,
        "event_changed",
        key=f"event-changed:{step}:{_digest(registration.address)}",
        context={"access_url": registration.ticket_link()},
        attachments=[_calendar(event, registration.language)],
    )


def event_cancelled(registration, *, reason):
    """The evening does not take place, and why."""
    event = registration.event
    return notice(
        registration,
        "event_cancelled",
        key=f"event-cancelled:{event.pk}:{_digest(registration.address)}",
        context={"reason": reason},
        attachments=[_calendar(event, registration.language)],
    )


def change_requested(registration, link, *, workshop, companions, waits=()):
    """Someone typed this known address: nothing has changed, the link shows what would and waits for a click (D3)."""
    url = settings.PUBLIC_URL + reverse("events:confirm_change", args=[links.token(link)]) if link else ""
    return notice(
        registration,
        "change_requested",
        key=f"change-requested:{link.pk if link else uuid4()}:{registration.code}",
        context={
            "confirm_url": url,
            "workshop": workshop,
            "companions": companions,
            "waits": waits,
            "access_url": registration.ticket_link(),
        },
    )


def ticket_links(registrations):
    """The links to every coming ticket of an address, asked for by whoever lost the mail."""
    first = registrations[0]
    tickets = [{"registration": registration, "url": registration.ticket_link()} for registration in registrations]
    return notice(first, "ticket_links", key=f"ticket-links:{uuid4()}:{first.code}", context={"links": tickets})


def withdraw_reminders(event):
    """Take back the reminders of an event that no longer takes place, or not then."""
    Message.objects.about(event.subject).filter(kind__startswith="event-reminder").withdraw()


def withdraw_for(registration):
    """Take back what was going to be sent to a registration that no longer exists; return how many."""
    about = Message.objects.about(registration.event.subject)
    return about.filter(key__endswith=f":{registration.code}").withdraw() + registration.letters.withdraw()


def _send_companions_theirs(registration):
    for companion in registration.companions.live().select_related("table__workshop", "event__territory", "brought_by"):
        ticket_sent_again(companion, step=f"left-by-{registration.last_step()}")


def withdraw_for_all(event, *, codes):
    """Take back what was going to be sent to the registrations of these ticket codes, in two statements."""
    waiting = Message.objects.about(event.subject).waiting().values_list("pk", "key")
    theirs = [pk for pk, key in waiting if key.rpartition(":")[2] in codes]
    Message.objects.filter(pk__in=theirs).withdraw()


def _tickets(registration):
    companions = registration.companions.live().select_related("table__workshop", "event").order_by("pk")
    return [registration, *companions]


def ticket_mail(registration, *, tickets, name, key, kind=None, context=None):
    """Queue a mail that carries `tickets` (registrations) with their pictures, and the evening for the calendar."""
    pictures = [
        (f"{ticket.code}.png", "image/png", qr.png(ticket.public_url, scale=5), _picture(ticket)) for ticket in tickets
    ]
    shown = [{"registration": ticket, "picture": f"cid:{_picture(ticket)}"} for ticket in tickets]
    access_url = registration.ticket_link()
    return notice(
        registration,
        name,
        key=f"{key}:{registration.code}",
        kind=kind,
        context={
            "tickets": shown,
            "access_url": access_url,
            "has_minor": any(ticket.lacks_authorisation for ticket in tickets),
            "has_child": any(ticket.is_child and ticket.lacks_authorisation for ticket in tickets),
            **(context or {}),
        },
        attachments=[*pictures, _calendar(registration.event, registration.language, tickets=tickets)],
    )


def _picture(ticket):
    return f"{ticket.code}@billet"


def _calendar(event, language, *, tickets=()):
    with translation.override(language):
        content = calendars.event_file(event, tickets=tickets)
    return (calendars.FILE_NAME, calendars.TYPE, content)


def _digest(address):
    return sha256(address.lower().encode()).hexdigest()[:20]


def notice(registration, name, *, key, kind=None, context=None, attachments=(), due_at=None):
    """Queue the mail `name` about the evening of `registration`, to its address; without one, a letter (D63)."""
    event, kind = registration.event, kind or key.partition(":")[0]
    context = {
        "event": event,
        "territory": event.territory,
        "registration": registration,
        "event_url": event.public_url,
        "authorisation_url": settings.PUBLIC_URL + reverse("events:authorisation", args=[event.slug]),
        "find_url": settings.PUBLIC_URL + reverse("events:find_ticket"),
        **(context or {}),
    }
    if not registration.address:
        return on_paper(registration, name, key=key, kind=kind, context=context)
    return queue(
        key=key,
        kind=kind,
        to=registration.address,
        to_name=registration.full_name if registration.email else "",
        template=f"emails/events/{name}",
        context=worded(f"events/{name}", context, language=registration.language),
        language=registration.language,
        about=event.subject,
        attachments=attachments,
        due_at=due_at,
        priority=Message.Priority.URGENT if name in AWAITED else None,
    )
