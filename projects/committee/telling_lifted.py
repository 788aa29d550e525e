"""When the last condition of a green light is lifted, who follows the project from afar is told so (D30, D31).

Its group reads each step; the others one sentence, once, written by a job: a project may have hundreds of followers.
"""

from functools import partial

from django.utils import timezone

from foundation import jobs
from foundation.clocks import after_night
from projects.committee import emails_around, readers
from projects.models import Decision

JOB = "committee-lifted"


def start(decision):
    """In the transaction that lifts the last condition of `decision`."""
    jobs.start(JOB, str(decision.pk))


@jobs.kind(JOB)
def tell(lease):
    decision = Decision.objects.select_related("project__territory", "project__group").get(pk=lease.subject)
    write = partial(emails_around.lifted, decision=decision, due_at=after_night(timezone.now()))
    readers.tell_around(lease, decision.project, write, done=0, total=1)
