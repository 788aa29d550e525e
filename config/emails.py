"""Mails that concern every floor at once."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from outbox.queueing import queue


def erasure_notice(address, *, key, last, day, language):
    """We shall forget this address on `day`, unless its owner comes back: a month before (D58)."""
    queue(
        key=key,
        kind="erasure-notice",
        to=address,
        template="emails/config/erasure_notice",
        context={"last": last, "day": day, "sign_in_url": settings.PUBLIC_URL + reverse("account_login")},
        language=language,
    )


def contact_message(territory, *, name, email, message, language):
    """What someone writes to the team from the contact page; the platform keeps none of it once it has left."""
    queue(
        key=f"contact:{uuid4()}",
        kind="contact",
        to=territory.contact_email,
        template="emails/config/contact_message",
        context={"territory": territory, "name": name, "email": email, "message": message},
        language=language,
        about=f"territory:{territory.pk}",
        reply_to=email,
        secret=True,
    )
