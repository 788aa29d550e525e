"""Moments moved by days of the calendar, as people count them: the hour on the wall stays."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)
TEN = time(10)  # when reminders leave
LATEST = timedelta(hours=2)  # before what they remind of: later, whoever comes is on the way


def same_hour(moment, *, days):
    """Return the same hour on the wall `days` later (or earlier), across changes of the clocks, local.

    An hour that the change of clocks skips is read as the hour that follows it.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    local = moment.astimezone(zone)
    wanted = datetime.combine(local.date() + timedelta(days=days), local.time().replace(tzinfo=None, fold=0), zone)
    return wanted.astimezone(UTC).astimezone(zone)


def ten_before(moment, *, days):
    """Return 10:00 of Paris, `days` of the calendar before the day of `moment`, local."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(moment.astimezone(zone).date() - timedelta(days=days), TEN, zone)


def reminds_of(moment, *, days, now):
    """Whether a reminder of `moment` leaves at `now`: on a day of `days` before it, from 10:00 on, `LATEST` before."""
    tens = [ten_before(moment, days=before) for before in days]
    return any(ten <= now < moment - LATEST and now.astimezone(ten.tzinfo).date() == ten.date() for ten in tens)


def after_night(moment):
    """Return `moment`, or 8:00 of Paris when it falls between 21:00 and 8:00: nobody is written to at night."""
    local = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
    if NIGHT_ENDS <= local.time() < NIGHT_BEGINS:
        return moment
    morning = local.replace(hour=NIGHT_ENDS.hour, minute=0, second=0, microsecond=0, fold=0)
    return same_hour(morning, days=1 if local.time() >= NIGHT_BEGINS else 0)
