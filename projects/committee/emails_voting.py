"""The mail of the vote: a code, never a choice (D28)."""

from outbox.models import Message
from outbox.queueing import queue_to


def code(pending, *, code):
    """To the voter: the code that confirms the vote on one file; blanked once delivered."""
    person, item = pending.expert.person, pending.item
    queue_to(
        person,
        key=f"{_prefix(pending.item, pending.expert)}{pending.pk}",
        kind="vote-code",
        template="emails/committee/vote_code",
        context={
            "code": code,
            "item": item,
            "project": item.project,
            "expires_at": pending.expires_at,
            "territory": item.session.committee.territory,
        },
        about=f"committee-session:{item.session_id}",
        secret=True,
    )


def withdraw_code(pending):
    """A newer code replaces it: what has not left does not leave."""
    Message.objects.filter(key=f"{_prefix(pending.item, pending.expert)}{pending.pk}").withdraw()


def codes_since(item, expert, moment):
    """How many codes were made for this expert and this file after `moment`."""
    return Message.objects.filter(key__startswith=_prefix(item, expert), created_at__gt=moment).count()


def _prefix(item, expert):
    return f"vote-code:{item.pk}:{expert.pk}:"
