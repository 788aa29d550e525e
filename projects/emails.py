"""Every mail about a project to its team, one function per message (D18, D19); the authors of its ideas have theirs."""

from outbox.models import Message
from outbox.queueing import queue_to
from outbox.topics import IDEAS


def started(membership, *, project, step):
    """To the group: its idea became a project, which has its own space."""
    _to(membership, "started", project=project, step=step)


def stage_reached(membership, *, project, step):
    """To the group: the stage reached, and what the next one asks; in the mail of the day."""
    _to(membership, "stage_reached", project=project, step=step, topic=IDEAS)


def bearer_asked(bearing, *, step):
    """To who is asked to bear the project, or to present it: only they can say yes (D19)."""
    _to(bearing.membership, "bearer_asked", project=bearing.project, step=step, bearing=bearing)


def bearer_answered(membership, *, bearing, step):
    """To the others: someone accepted; to who leads the group: someone prefers not to."""
    topic = IDEAS if bearing.is_current else ""
    _to(membership, "bearer_answered", project=bearing.project, step=step, topic=topic, bearing=bearing)


def bearer_ended(membership, *, bearing, step):
    """To the group: who bore the project no longer does."""
    _to(membership, "bearer_ended", project=bearing.project, step=step, bearing=bearing)


def stopped(membership, *, project, step, taken_back, files):
    """To the group: the project is suspended, abandoned, or goes on within another; with the reason.

    `taken_back` is what rooms did of it (`stopping.TakenBack`), `files` what goes with it to this member.
    """
    _to(membership, "stopped", project=project, step=step, attachments=files, taken_back=taken_back)


def resumed(membership, *, project, step):
    """To the group: the project goes on from where it stopped."""
    _to(membership, "resumed", project=project, step=step)


def withdraw_asked(bearing):
    """Who is asked no more does not read a question that waits."""
    Message.objects.filter(
        key__startswith=f"project-bearer-asked:{bearing.project_id}:", to=bearing.membership.email
    ).withdraw()


def to_member(membership, template, *, project, page, context, **mail):
    """Queue a mail about `project` for a member of its group, whose button opens the path `page`."""
    if not membership.email:  # reached by the team alone (D63): no link is made
        return None
    told = {"project": project, "group": project.group, "territory": project.territory}
    context = {**told, "open_url": membership.open_url(page), **context}
    return queue_to(membership, template=f"emails/{template}", context=context, about=project.subject, **mail)


def _to(membership, name, *, project, step, topic="", attachments=(), **context):
    words = name.replace("_", "-")
    to_member(
        membership,
        f"projects/{name}",
        project=project,
        key=f"project-{words}:{project.pk}:{step.pk}:{membership.pk}",
        kind=f"project-{words}",
        page=project.workspace_url,
        context={"step": step, "why": step.why, **context},
        topic=topic,
        attachments=attachments,
    )
