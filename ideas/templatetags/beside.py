"""`{% beside "group" group %}`: what higher floors put on this page."""

from django import template

from ideas import beside

register = template.Library()


@register.simple_tag(takes_context=True, name="beside")
def blocks_beside(context, place, subject):
    return beside.blocks_of(context["request"], place, subject)
