from django import template

from foundation import qr

register = template.Library()


@register.simple_tag
def ticket_qr(ticket):
    """The ticket's QR code, as SVG."""
    return qr.svg(ticket.public_url)
