"""Lets a failed message leave after all, unless what it says became untrue meanwhile."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import Offer, Registration

REMINDER = "event-reminder"
TICKETS = ("registration-confirmed", "ticket-sent-again", "workshop-changed", "change-requested", REMINDER)
OFFER = "seat-offered"
PROMISES = (*TICKETS, OFFER, "event-changed")  # what is of use only as long as the evening is to come


def try_again(message, event, *, now):
    """Put a failed message of `event` in the box again; ValidationError when it is untrue, or failed no longer."""
    late = not event.awaits_people(now) or (message.kind.startswith(REMINDER) and event.has_begun(now))
    if late and message.kind.startswith(PROMISES):
        raise ValidationError(_("The evening is over or cancelled: this message would be untrue, it stays here."))
    code = message.key.rpartition(":")[2]  # keys of these mails end with the ticket's
    if message.kind.startswith(TICKETS) and not Registration.objects.live().filter(event=event, code=code).exists():
        raise ValidationError(_("This registration is cancelled: the message would be untrue, it stays here."))
    if message.kind == OFFER and not Offer.objects.pending().filter(pk=message.key.split(":")[1]).exists():
        raise ValidationError(_("This offer has ended: the message would be untrue, it stays here."))
    if not message.try_again():
        raise ValidationError(_("This message is no longer among those that failed: nothing was done."))
