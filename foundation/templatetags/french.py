"""Template filters over `foundation.typography`: the reader's language, local time, nothing for nothing."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from foundation import typography

register = template.Library()


@register.filter
def long_date(value):
    """A date, or a moment in local time: « jeudi 17 octobre 2019 »."""
    return _written(typography.long_date, value)


@register.filter
def plain_date(value):
    """A date, or a moment in local time, without the name of the day: « 17 octobre 2019 »."""
    return _written(typography.plain_date, value)


@register.filter
def short_day(value):
    """A day of a list: « jeu. 7 »."""
    return _written(typography.short_day, value)


@register.filter
def countdown(value):
    """How far a moment is: « dans 9 jours »; nothing once it is over."""
    today = timezone.localdate()
    return _written(lambda day, language: typography.countdown(_day(day), today=today, language=language), value)


def _day(value):
    return value.date() if isinstance(value, datetime) else value


@register.filter
def hour(value):
    """A time, or a moment in local time: « 17 h 30 »."""
    return _written(typography.hour, value)


@register.filter
def number(value):
    """A figure: « 1 100 »."""
    return _written(typography.number, value)


@register.filter
def in_words(value):
    """A small count within a sentence: « trois »."""
    return _written(typography.in_words, value)


def _written(write, value):
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return write(value, language=get_language() or "fr")
