"""Dates, hours and numbers as they are written in French, or in English for who chose it; pure functions, no clock."""

from datetime import date, datetime, time
from decimal import Decimal

NBSP = "\u00a0"  # before « : », inside « », between an hour and its « h »
THIN = "\u202f"  # before « ; ! ? », between thousands

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_DAYS = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_COUNTS = {
    "fr": ("", *"une deux trois quatre cinq six sept huit neuf dix".split()),
    "en": ("", *"one two three four five six seven eight nine ten".split()),
}


def long_date(day: date, *, language: str = "fr") -> str:
    """« jeudi 17 octobre 2019 », « dimanche 1er mars 2020 »; « Thursday 17 October 2019 ».

    A datetime is read as it stands: convert it to local time first.
    """
    spoken = _spoken(language)
    number = "1er" if spoken == "fr" and day.day == 1 else str(day.day)
    return f"{_DAYS[spoken][day.weekday()]} {number}{NBSP}{_MONTHS[spoken][day.month - 1]} {day.year}"


def plain_date(day: date, *, language: str = "fr") -> str:
    """« 17 octobre 2019 », « 1er mars 2020 »: where there is no room for the name of the day."""
    return long_date(day, language=language).partition(" ")[2]


def short_day(day: date, *, language: str = "fr") -> str:
    """« jeu. 7 », « dim. 1er »; « Thu 7 »: for a list where the month goes without saying."""
    spoken = _spoken(language)
    number = "1er" if spoken == "fr" and day.day == 1 else str(day.day)
    return f"{_SHORT_DAYS[spoken][day.weekday()]}{NBSP}{number}"


def countdown(day: date, *, today: date, language: str = "fr") -> str:
    """« aujourd’hui », « demain », « dans 9 jours »; nothing for a day that is over."""
    left = (day - today).days
    if left < 0:
        return ""
    if _spoken(language) == "en":
        return ("today", "tomorrow")[left] if left < 2 else f"in {left} days"
    return ("aujourd’hui", "demain")[left] if left < 2 else f"dans {left} jours"


def hour(moment: time | datetime, *, language: str = "fr") -> str:
    """« 17 h 30 », « 22 h », « 9 h 05 » with no-break spaces; « 17:30 » in English. Seconds are left out."""
    if _spoken(language) == "en":
        return f"{moment.hour}:{moment.minute:02}"
    minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{NBSP}h{minutes}"


def number(value: int | float | Decimal, *, language: str = "fr") -> str:
    """« 1 100 » with a thin no-break space, « −3,5 »; « 1,100 » and « −3.5 » in English."""
    text = f"{value:,}".replace("-", "−")
    if _spoken(language) == "en":
        return text
    return text.replace(".", ";").replace(",", THIN).replace(";", ",")


def in_words(count: int, *, language: str = "fr") -> str:
    """« trois », up to ten, as it is said in a sentence; figures beyond. One is « une »: it counts things."""
    spoken = _spoken(language)
    return _COUNTS[spoken][count] if 0 < count < len(_COUNTS[spoken]) else number(count, language=spoken)


def _spoken(language: str) -> str:
    return "en" if language.startswith("en") else "fr"
