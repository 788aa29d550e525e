"""What a known address asks for through the public form: shown by a mailed link, done by one click (D3, D64)."""

from dataclasses import asdict
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import emails
from events.models import Registration
from events.models.serving import join
from events.registering import Companion, bring
from foundation import links, throttling
from foundation.folding import fold

CHANGE = "registration-change"  # the purpose of the act's link
LASTS = timedelta(days=2)
DOUBLE_CLICK = timedelta(minutes=5)  # the same form sent twice asks for nothing
MOST_MAILS, MAILS_WINDOW = 4, 60 * 60  # nobody fills someone else's letterbox


def ask_for_change(event, email, *, workshop, companions, waits=()):
    """Mail a link that would make the change; the registration itself is left as it is.

    `waits` are workshops to wait for; wishes, and a place in the evening's list, are changed from the ticket.
    """
    registration = event.registrations.known().of_address(email).select_related("event__territory", "table").first()
    if registration is None:
        return
    new = _unknown(registration, companions)
    moves = workshop is not None and (registration.table is None or registration.table.workshop_id != workshop.pk)
    known = set(registration.waits.standing().values_list("workshop", flat=True))
    waits = [one for one in waits if one is not None and one.pk not in known]
    just_made = timezone.now() - registration.created_at < DOUBLE_CLICK
    if just_made and not new and not moves and not waits:
        return
    if not throttling.allow(f"change:{registration.pk}", limit=MOST_MAILS, per=MAILS_WINDOW):
        return
    link = None
    if new or moves or waits:
        payload = {"workshop": workshop.pk if moves else None, "companions": [asdict(companion) for companion in new]}
        payload["waits"] = [one.pk for one in waits]
        link = links.act(CHANGE, registration.pk, payload=payload, lasts=LASTS)
    emails.change_requested(registration, link, workshop=workshop if moves else None, companions=new, waits=waits)


@transaction.atomic
def make_change(registration, link, *, workshop, companions, waits=()):
    """Do what the link asks, once; ValidationError when the seats are gone, and then the link still works."""
    if not links.spend(link):
        raise ValidationError(_("This link was already used: look at your ticket."), code="stale")
    # Read again under a lock: it may have been cancelled, and its event too, since the page was shown.
    registration = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("event__territory", "table__workshop")
        .get(pk=registration.pk)
    )
    if registration.event.has_begun(timezone.now()):
        raise ValidationError(_("The evening has begun: ask at the door."), code="begun")
    if not registration.can_change(now=timezone.now()):
        raise ValidationError(_("This registration has changed meanwhile: look at the page again."), code="stale")
    if workshop is not None:
        registration.move(workshop=workshop)
    new = _unknown(registration, companions)
    room = registration.event.most_companions - registration.companions.known().count()
    if len(new) > room:
        raise ValidationError(_("You already come with as many people as one registration can hold."), code="many")
    seat = workshop or (registration.table.workshop if registration.table else None)
    for companion in new:
        bring(registration, companion, workshop=seat)
    if waits:
        join(registration, waits)
    if new:
        emails.ticket_sent_again(registration, step=f"link-{link.pk}")


def read(link):
    """Return (registration, workshop or None, companions, workshops to wait for) of a change link.

    None when the registration is gone.
    """
    known = Registration.objects.known().select_related("event__territory", "table__workshop")
    registration = known.filter(pk=link.subject).first()
    if registration is None:
        return None
    workshop = registration.event.workshops.published().filter(pk=link.payload.get("workshop")).first()
    waits = list(registration.event.workshops.published().filter(pk__in=link.payload.get("waits", [])))
    return registration, workshop, [Companion(**typed) for typed in link.payload.get("companions", [])], waits


def _unknown(registration, companions):
    """Those of `companions` who do not come with `registration` already."""
    known = {fold(companion.full_name) for companion in registration.companions.known()}
    return [companion for companion in companions if fold(companion.full_name) not in known]
