"""When reminders of an evening are due, and to whom they go (D9)."""

from datetime import datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from events import emails
from events.models import Event, Reminder
from foundation.clocks import after_night

ON_THE_DAY = time(10)
MOST_PER_RUN = 500  # mails of one run: the next one, ten minutes later, goes on

Kind = Reminder.Kind


def zone():
    return ZoneInfo(settings.TIME_ZONE)


def due_at(kind, starts_at):
    """Return the moment when the reminder `kind` of an evening that begins at `starts_at` is due.

    Days are days of the calendar in Europe/Paris: « a week before, at the same hour » holds across both changes of the
    clocks, where 168 hours would not. What would be due at night is due at 8:00.
    """
    begins = starts_at.astimezone(zone())
    if kind == Kind.DAY:
        return _local(begins.date(), ON_THE_DAY)
    return days_before({Kind.WEEK: 7, Kind.EVE: 1}[kind], begins)


def days_before(days, moment):
    """Return the same hour on the wall so many days before `moment`, or 8:00 when that is at night."""
    begins = moment.astimezone(zone())
    return after_night(_local(begins.date() - timedelta(days=days), begins.time()))


def window(kind, starts_at):
    """Return (from, until) of the moments when the reminder `kind` may be sent.

    It is wide, so that a worker that was down makes up for it; it ends where the next reminder says the same.
    """
    following = {Kind.WEEK: Kind.EVE, Kind.EVE: Kind.DAY}.get(kind)
    until = due_at(following, starts_at) if following else starts_at
    return due_at(kind, starts_at), min(until, starts_at)


def _local(day, hour):
    """A moment of local time; an hour that the change of clocks skips is read as the hour that follows it."""
    moment = datetime.combine(day, hour.replace(tzinfo=None, fold=0), zone())
    return moment.astimezone(ZoneInfo("UTC")).astimezone(zone())


def coming_reminders(event, *, now):
    """Return [(moment, kind, how many mails)] of the reminders of `event` still to be queued, soonest first."""
    if not event.is_living:
        return []
    coming = []
    for kind in Kind:
        begins, ends = window(kind, event.starts_at)
        if now < ends:
            due = Reminder.due(event, kind, registered_before=begins)
            coming.append((max(begins, now), kind, due.order_by().values("mail_address").distinct().count()))
    return coming


def queue_due(*, now, most=MOST_PER_RUN):
    """Queue the reminders that are due, one per address with all its tickets; return how many mails were queued.

    Running it twice changes nothing: each registration has at most one reminder of each kind.
    """
    if after_night(now) != now:
        return 0
    queued = 0
    for event in Event.objects.with_reminders_near(now).select_related("territory"):
        for kind in Kind:
            begins, ends = window(kind, event.starts_at)
            if not begins <= now < ends:
                continue
            due = Reminder.due(event, kind, registered_before=begins)
            for _address, group in groupby(due[: most * 4], key=lambda registration: registration.mail_address):
                if queued >= most:
                    return queued
                queued += _remind(event, kind, list(group), now=now)
    return queued


@transaction.atomic
def _remind(event, kind, registrations, *, now):
    """Queue one mail for these registrations, which share an address; 0 when another worker did."""
    claimed = Reminder.claim(kind, registrations)
    if not claimed:
        return 0
    by_pk = {registration.pk: registration for registration in registrations}
    tickets = [by_pk[reminder.registration_id] for reminder in claimed]
    message = emails.event_reminder(event, tickets, kind=kind, number=claimed[0].pk, now=now)
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in claimed]).update(message=message)
    return 1
