"""Template filters over `members.cooperative.amounts`."""

from django import template

from members.cooperative import amounts

register = template.Library()


@register.filter
def euros(amount):
    """A sum: « 1 234,50 € »; nothing for nothing."""
    return "" if amount in (None, "") else amounts.euros(amount)
