"""The mails of the agenda to a project's group: its file left a session, and why (D24)."""

from django.conf import settings

from outbox.queueing import queue

WITHDRAWN = "committee-withdrawn"


def withdrawn(item, *, why, step):
    """To everyone of the group who has an address: the file leaves the session, nothing of it is lost."""
    for membership in item.project.group.memberships.reachable():
        _to(membership, item=item, why=why, step=step)


def _to(membership, *, item, why, step):
    if not membership.email:  # reached by the team alone (D63)
        return
    project = item.project
    queue(
        key=f"{WITHDRAWN}:{step.pk}:{membership.pk}",
        kind=WITHDRAWN,
        to=membership.email,
        to_name=membership.given_name,
        template="emails/committee/withdrawn",
        context={
            "project": project,
            "group": project.group,
            "session": item.session,
            "territory": project.territory,
            "why": why,
            "open_url": membership.open_url(project.workspace_url),
            "public_url": settings.PUBLIC_URL,
        },
        language=membership.language,
        about=project.subject,
    )
