"""Every mail of an evening, one function per message (D7, D9); each key says what the mail is."""

from outbox.models import Message
from outbox.queueing import queue


def registration_confirmed(registration):
    """The ticket, with its calendar file and its links; companions' tickets are in the same mail."""


def workshop_changed(registration):
    ...


def registration_cancelled(registration):
    ...


def event_cancelled(registration, *, reason):
    ...


def withdraw_reminders(event):
    """Take back the reminders of an event that no longer takes place."""
    Message.objects.about(event.subject).filter(kind__startswith="event-reminder").withdraw()


def withdraw_for(registration):
    """Take back what was going to be sent to a registration that no longer exists."""
    Message.objects.filter(key__endswith=f":{registration.code}").withdraw()
