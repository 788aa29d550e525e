"""The mails of an evening that its team may write in its own words, in the order of a year."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import emails, worded_care, worded_seats, worded_team, wording
from events.changing import CHANGE
from events.models import Reminder
from events.wording import COMMON, FULL_NAME, IN_DAYS, SEATED, Mail, Moment, line, registered, told
from foundation import links

ALL = _("everyone registered")
ONE = _("the person concerned")


def _remind(registration):
    event, kind = registration.event, Reminder.Kind.WEEK
    now = (event.starts_at or timezone.now()) - timedelta(days=7)
    emails.event_reminder(event, [registration], kind=kind, number=0, now=now)


def _ask_to_confirm(registration):
    """As if the same workshop had been asked for again."""
    link = links.act(CHANGE, registration.pk)
    workshop = registration.event.workshops.published().first()
    emails.change_requested(registration, link, workshop=workshop, companions=[])


def declare_all():
    """Called once, when the app is ready."""
    wording.declare(*MAILS, *worded_seats.MAILS, *worded_care.MAILS, *worded_team.MAILS)


MAILS = [
    Mail(
        name="events/registration_confirmed",
        label=_("Registration confirmed, with the ticket"),
        when=_("as soon as someone registers"),
        to=ONE,
        subject=_("Your ticket for {evening}"),
        body=_(
            "# You are registered\n\nWe are expecting you. Keep this message: the code below opens the door of the "
            "evening."
        ),
        variables=SEATED,
        people=registered,
        write=emails.registration_confirmed,
    ),
    Mail(
        name="events/ticket_sent_again",
        label=_("The ticket, once more"),
        when=_("when the team or its owner asks for it"),
        to=ONE,
        subject=_("Your ticket for {evening}, once more"),
        body=_("# Here is your ticket\n\nIt replaces the ones you received before."),
        variables=SEATED,
        people=registered,
        write=lambda registration: emails.ticket_sent_again(registration, step=0),
    ),
    Mail(
        name="events/workshop_changed",
        label=_("A new table"),
        when=_("when someone changes workshop"),
        to=ONE,
        subject=_("{evening}: your new table"),
        body=_("# You have a new table\n\nYour former seat is free for someone else. Here is the ticket that counts."),
        variables=SEATED,
        people=registered,
        write=emails.workshop_changed,
    ),
    Mail(
        name="events/change_requested",
        label=_("A change asked for, to confirm"),
        when=_("when a known address is typed again in the form"),
        to=ONE,
        subject=line(_("%(brand)s: confirm the change"), brand="{evening}"),
        body=told(
            _("You are already registered"),
            _("This address was typed again in the registration form. Nothing has changed."),
        ),
        variables=SEATED,
        people=registered,
        write=_ask_to_confirm,
    ),
    Mail(
        name="events/event_reminder",
        moment=Moment.COMING,
        label=_("Reminders"),
        when=_("a week before, the day before, and at 10:00 on the day"),
        to=ALL,
        subject=_("{evening}: {in_days}"),
        body=_(
            "# {in_days}\n\nCome as you are: your table is waiting for you. If you cannot come, tell us in one click, "
            "someone else will be glad of your seat."
        ),
        variables=(*SEATED, IN_DAYS),
        people=registered,
        write=_remind,
    ),
    Mail(
        name="events/registration_cancelled",
        label=_("Registration cancelled"),
        when=_("when someone cancels, or the team does"),
        to=ONE,
        subject=_("{evening}: your registration is cancelled"),
        body=_(
            "# Your registration is cancelled\n\nThe seat of {full_name} is free for someone else. "
            "Thank you for telling us."
        ),
        variables=(*COMMON, FULL_NAME),
        people=registered,
        write=emails.registration_cancelled,
    ),
    Mail(
        name="events/event_changed",
        moment=Moment.COMING,
        label=_("The date or the place has changed"),
        when=_("when you change the date, the hours or the place"),
        to=ALL,
        subject=_("{evening}: the date or the place has changed"),
        body=_("# The date or the place has changed\n\nYour seat is kept. Here is what counts now:"),
        variables=SEATED,
        people=registered,
        write=lambda registration: emails.event_changed(registration, step=0),
    ),
    Mail(
        name="events/event_cancelled",
        moment=Moment.COMING,
        label=_("The evening is cancelled"),
        when=_("when you call the evening off"),
        to=ALL,
        subject=_("{evening}: the evening is cancelled"),
        body=_("# The evening is cancelled\n\nIt will not take place. We are sorry. The team says:"),
        variables=COMMON,
        people=registered,
        write=lambda registration: emails.event_cancelled(registration, reason="…"),
    ),
]
