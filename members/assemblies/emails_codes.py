"""The mail of the personal code: how to vote, never how anyone voted (D50)."""

from datetime import timedelta

from outbox.models import Message
from outbox.queueing import queue


def voting_code(row, *, code):
    """To the member, or the delegate of a structure: the code of one assembly; blanked once delivered."""
    member, assembly = row.member, row.assembly
    queue(
        key=f"{_prefix(assembly, member)}{row.version}",
        kind="assembly-code",
        to=member.email,
        to_name=member.given_name,
        template="emails/assemblies/voting_code",
        context={
            "code": code,
            "member": member,
            "assembly": assembly,
            "cooperative": assembly.cooperative,
            "territory": assembly.cooperative.territory,
        },
        language=member.language,
        about=f"assembly:{assembly.pk}",
        secret=True,
    )


def withdraw_code(row):
    """A newer code replaces it: what has not left does not leave."""
    Message.objects.filter(key=f"{_prefix(row.assembly, row.member)}{row.version}").withdraw()


def sent_lately(assembly, member, *, now):
    """How many codes were mailed to `member` for this assembly within the last hour."""
    return Message.objects.filter(
        key__startswith=_prefix(assembly, member), created_at__gt=now - timedelta(hours=1)
    ).count()


def _prefix(assembly, member):
    return f"assembly-code:{assembly.pk}:{member.pk}:"
