"""What the pages of one evening lead to."""

from django import template

from events.desk import links_of

register = template.Library()


@register.simple_tag
def desk_links(event):
    """(label, address, whether it is a tab) of the pages that other floors offer about `event`."""
    return links_of(event)
