"""Who reads what the committee decided, each address once: the group, then who wrote or follows the ideas (D31)."""

from django.db import transaction

from foundation import jobs
from ideas.models import Follower
from ideas.models.telling import authors, followers
from projects.models import Bearing

BATCH = 20  # mails rendered in one transaction: well under a second


def of_group(project):
    """Return (answering, others): the reachable members who receive the letter itself, and the other ones.

    The letter goes to who bears the project and who presents it; without them to who leads the group, else to all.
    """
    members = list(project.group.memberships.reachable().order_by("pk"))
    bearing = set(Bearing.objects.current().filter(project=project).values_list("membership", flat=True))
    answering = [member for member in members if member.pk in bearing]
    answering = answering or [member for member in members if member.is_lead] or members
    chosen = {member.pk for member in answering}
    return answering, [member for member in members if member.pk not in chosen]


def around(project):
    """Return [(idea, `Reader`)]: who wrote the ideas of `project` or follows them, but for the members of its group."""
    known = set(project.group.memberships.present().exclude(email="").values_list("email", flat=True))
    found = {}
    for idea in project.ideas().select_related("territory", "event", "whole"):
        for reader in [*authors(idea), *followers(Follower.objects.told_of(idea), known=())]:
            if reader.email not in known:
                found.setdefault(reader.email, (reader.idea or idea, reader))
    return list(found.values())


def tell_around(lease, project, write, *, done, total):
    """Call `write(reader, idea=…)`, which queues a mail under its own key, for all of `around`; a job in batches."""
    readers = around(project)
    for start in range(0, len(readers), BATCH):
        with transaction.atomic():
            lease.advance(done=done, total=total)
            for idea, reader in readers[start : start + BATCH]:
                write(reader, idea=idea)
        jobs.breathe()
