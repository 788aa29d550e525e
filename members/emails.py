"""Mails about territories; those of the sign-in go through `members.adapter`."""

from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from outbox.queueing import queue


def trial_message(territory, *, to):
    """A message to oneself, to see that mails leave: by the same way as every other."""
    return queue(
        key=f"trial:{territory.pk}:{uuid4()}",
        kind="trial",
        to=to.email,
        to_name=to.full_name,
        template="emails/members/trial_message",
        context={"territory": territory, "at": timezone.now(), "sender": settings.DEFAULT_FROM_EMAIL},
        language=to.language,
        about=subject_of(territory),
    )


def subject_of(territory):
    """What these mails are about, in the outbox's words."""
    return f"trial:{territory.pk}"
