"""The mail of the vote: a code, never a choice (D28)."""

from outbox.models import Message
from outbox.queueing import queue_to


def code(pending, *, code):
    """To the voter: the code that confirms the vote on one file, or on its conditions; blanked once delivered."""
    project = pending.asked.project
    about = f"committee-session:{pending.item.session_id}" if pending.item else f"territory:{project.territory_id}"
    queue_to(
        pending.expert.person,
        key=f"{_prefix(pending)}{pending.pk}",
        kind="vote-code",
        template="emails/committee/vote_code",
        context={
            "code": code,
            "project": project,
            "expires_at": pending.expires_at,
            "territory": project.territory,
        },
        about=about,
        secret=True,
    )


def withdraw_code(pending):
    """A newer code replaces it: what has not left does not leave."""
    Message.objects.filter(key=f"{_prefix(pending)}{pending.pk}").withdraw()


def codes_since(pending, moment):
    """How many codes were made after `moment` for this expert and what is asked."""
    return Message.objects.filter(key__startswith=_prefix(pending), created_at__gt=moment).count()


def _prefix(pending):
    return f"vote-code:{pending.about}:"
