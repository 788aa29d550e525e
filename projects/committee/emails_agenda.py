"""The mails of the agenda to a project's group: its file left a session, and why (D24)."""

from projects.committee.emails_bearers import calendar
from projects.emails import to_member

WITHDRAWN = "committee-withdrawn"


def withdrawn(item, *, why, step):
    """To everyone of the group who has an address: the file leaves the session, nothing of it is lost."""
    files = slot_taken_back(item)
    for membership in item.project.group.memberships.reachable():
        _to(membership, item=item, why=why, step=step, files=files.get(membership.pk, ()))


def _to(membership, *, item, why, step, files):
    to_member(
        membership,
        "committee/withdrawn",
        project=item.project,
        key=f"{WITHDRAWN}:{step.pk}:{membership.pk}",
        kind=WITHDRAWN,
        page=item.project.workspace_url,
        context={"session": item.session, "why": why},
        attachments=files,
    )


def slot_taken_back(item):
    """{key of who was told a slot in the room: [the file that takes it out of their calendar]}; empty for nobody."""
    notice = getattr(item, "slot_notice", None)
    if notice is None or notice.membership is None or notice.mode == item.session.Mode.ONLINE:
        return {}
    return {notice.membership_id: [calendar(item, notice, language=notice.membership.language)]}
