"""The tabs above the pages of a cooperative's board."""

from django import template

from members.cooperative.tabs import tabs_of

register = template.Library()


@register.simple_tag
def cooperative_tabs(cooperative):
    """[(key, label, address)] of the pages of its board."""
    return tabs_of(cooperative)
