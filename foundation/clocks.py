"""Moments moved by days of the calendar, as people count them: the hour on the wall stays."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings


def same_hour(moment, *, days):
    """Return the same hour on the wall `days` later (or earlier), across changes of the clocks, local.

    An hour that the change of clocks skips is read as the hour that follows it.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    local = moment.astimezone(zone)
    wanted = datetime.combine(local.date() + timedelta(days=days), local.time().replace(tzinfo=None, fold=0), zone)
    return wanted.astimezone(UTC).astimezone(zone)
