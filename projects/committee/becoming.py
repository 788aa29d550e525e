"""Experts learn what became of the projects that they judged: accompanied, launched, abandoned (D31, D62).

Projects do not know the committee: their steps are read here, in a window wide enough for a worker that was stopped.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from projects.committee import emails_decisions as emails
from projects.committee.models import AgendaItem, Expert
from projects.models import Decision, ProjectStep
from projects.models.stage import DECIDED

WINDOW = timedelta(days=14)
MOST_PER_RUN = 100  # steps of one run, the newest first
ABANDONED = "abandoned"
Kind = ProjectStep.Kind


def queue_due(*, now, most=MOST_PER_RUN):
    """Tell each step to the experts of the sessions that judged its project; return how many mails were written.

    Running it twice changes nothing: a step is told once to each person.
    """
    return sum(_tell(step) for step in due_steps(now)[:most])


def due_steps(now):
    """The steps since `WINDOW` that experts are told, of projects whose decision was known before."""
    released = Decision.objects.released().filter(project=OuterRef("project"), released_at__lte=OuterRef("at"))
    became = Q(kind=Kind.ADVANCED, stage__in=DECIDED) | Q(kind=Kind.ABANDONED)
    steps = ProjectStep.objects.filter(became, Exists(released), at__gt=now - WINDOW, at__lte=now)
    return steps.select_related("project__territory").order_by("-pk")


@transaction.atomic
def _tell(step):
    """One mail per person, whatever the number of sessions at which they judged the project."""
    word = step.stage if step.stage in DECIDED else ABANDONED
    people, told = {}, emails.told_of_step(step)
    for item in AgendaItem.objects.counted().filter(project=step.project).select_related("session"):
        for expert in Expert.objects.sitting_at(item.session).exclude(person=None).select_related("person"):
            people.setdefault(expert.person_id, expert)
    new = [expert for key, expert in people.items() if key not in told]
    return sum(emails.became(expert, project=step.project, step=step, word=word) is not None for expert in new)
