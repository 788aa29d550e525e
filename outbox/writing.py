"""Renders mails, with the headers and links by which a reader refuses or chooses them (D57)."""

import re
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from foundation import links

UNSUBSCRIBE, PREFERENCES = "unsubscribe", "mail-preferences"
LINKS_LAST = timedelta(days=400)  # a yearly mail is still in the box when the next one comes
SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # no-break spaces stay: « Crépite : »
BLANK_LINES = re.compile(r"\n\s*\n\s*\n")  # what an empty part of a template leaves behind


def render(template, context, *, language):
    """Return {"subject", "text", "html"} of a mail in `language`, from its three templates.

    `words` in the context are what a team wrote instead of the platform: its subject counts, the others are in bodies.
    """
    context = {**context, "public_url": settings.PUBLIC_URL}
    with translation.override(language):
        own = context.get("words")
        subject = own["subject"] if own else _one_line(render_to_string(f"{template}.subject.txt", context))
        text = BLANK_LINES.sub("\n\n", render_to_string(f"{template}.txt", context)).strip() + "\n"
        html = render_to_string(f"{template}.html", context)
    return {"subject": subject[:250], "text": text, "html": html}


def _one_line(text):
    return SPACES.sub(" ", text).strip()


def refusable(topics, address):
    """Return (headers, context) of a mail whose reader may refuse `topics` in one POST (RFC 8058), or choose."""
    link = links.access(UNSUBSCRIBE, f"{'+'.join(topics)}:{address}", until=timezone.now() + LINKS_LAST)
    page = settings.PUBLIC_URL + reverse("outbox:unsubscribe", args=[links.token(link)])
    headers = {"List-Unsubscribe": f"<{page}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers, {"unsubscribe_url": page, "preferences_url": preferences_url(address)}


def preferences_url(address):
    """Return the link by which `address` chooses what it receives, without login (D57)."""
    link = links.access(PREFERENCES, address, until=timezone.now() + LINKS_LAST)
    return settings.PUBLIC_URL + reverse("outbox:preferences_link", args=[links.token(link)])
