"""Every mail of a group, one function per message (D19)."""

from outbox.queueing import queue


def welcome(membership):
    """To a new member: the link to the group."""
    queue(
        key=f"group-welcome:{membership.pk}",
        kind="group-welcome",
        to=membership.email,
        template="emails/groups/welcome",
        context={"group": membership.group, "open_url": membership.open_url()},
        language=membership.language,
        about=membership.group.subject,
    )
