"""The mail of the vote: a code, never a choice (D28)."""

from outbox.models import Message
from outbox.queueing import queue


def code(pending, *, code):
    """To the voter: the code that confirms the vote on one file; blanked once delivered."""
    person, item = pending.expert.person, pending.item
    queue(
        key=_key(pending),
        kind="vote-code",
        to=person.email,
        to_name=person.given_name,
        template="emails/committee/vote_code",
        context={
            "code": f"{code[:3]} {code[3:]}",
            "item": item,
            "project": item.project,
            "expires_at": pending.expires_at,
            "territory": item.session.committee.territory,
        },
        language=person.language,
        about=f"committee-session:{item.session_id}",
        secret=True,
    )


def withdraw_code(pending):
    """A newer code replaces it: what has not left does not leave."""
    Message.objects.filter(key=_key(pending)).withdraw()


def _key(pending):
    return f"vote-code:{pending.item_id}:{pending.expert_id}:{pending.pk}"
