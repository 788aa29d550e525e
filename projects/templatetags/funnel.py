"""Numbers of the funnel as people read them."""

from django import template

from projects.funnel import spoken_days as in_whole_days

register = template.Library()


@register.filter
def spoken_days(days):
    """Whole days of a median, halves upwards."""
    return in_whole_days(days)


@register.filter
def half(number):
    return number // 2
