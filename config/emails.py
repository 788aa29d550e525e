"""Mails that concern every floor at once."""

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
