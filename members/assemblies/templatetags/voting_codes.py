"""Personal codes as people read and type them."""

from django import template

register = template.Library()


@register.filter
def by_fours(code):
    """A code in two halves: « K7QM 4T6X »."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
