"""When the demonstration takes place: « ce soir » is tonight, in local time, whatever the day it is loaded."""

from datetime import datetime, time, timedelta

from django.utils import timezone

NIGHT = timedelta(minutes=30)  # half an hour before midnight the party is over: tonight is then tomorrow


def tonight(now):
    """Return the local day of tonight's evening."""
    return timezone.localdate(now + NIGHT)


def at(day, hour):
    """Return the moment of `day` at a local hour written « 17:30 »."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(hour)))


def day_of(evening, *, now):
    return tonight(now) + timedelta(days=evening["days_ahead"])


def minutes_between(begins, ends):
    first, last = (time.fromisoformat(hour) for hour in (begins, ends))
    return (last.hour - first.hour) * 60 + last.minute - first.minute
