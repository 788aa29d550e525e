"""What the pages of one evening lead to."""

from django import template

from events.desk import links_of, links_under

register = template.Library()


@register.simple_tag
def desk_links(event):
    """(label, address, whether it is a tab) of the pages that other floors offer about `event`."""
    return links_of(event)


@register.simple_tag
def links_below(event, tab):
    """(label, address) of the pages that other floors offer below the tab named `tab`."""
    return links_under(event, tab)
