"""To whom a step in the life of an idea is told, which mail says it, and which mails a step undone takes back (D18).

A step is told to those who wrote the idea or a part of it, and to its followers. Its mail waits ten minutes, then for
the mail of the day (D62). The team may change its mind meanwhile: what was undone never leaves, and whoever read
« kept » is not told « kept » again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from foundation import jobs
from ideas import emails_life
from ideas.models.family import family_of
from ideas.models.life import Stage
from ideas.models.record import IdeaStep

SECOND_THOUGHTS = timedelta(minutes=10)  # a hand slips on the keyboard of the sorting board
WAY = (Stage.TO_SORT, Stage.TO_DIG, Stage.KEPT, Stage.GROUPED, Stage.PROJECT)
MAILS = {
    Stage.KEPT: "life_kept",
    Stage.GROUPED: "life_grouped",
    Stage.PROJECT: "life_project",
    Stage.SET_ASIDE: "life_set_aside",
}
RESUMED = "life_resumed"
JOB, FEW = "life-followers", 40  # more followers than that are told by a job: rendering them takes seconds


@dataclass(frozen=True)
class Taken:
    """A step of a life: `before` it, the `stage` it led to, when."""

    pk: int
    before: Stage
    stage: Stage
    at: datetime


def taken(steps):
    """Return the `Taken` steps of one idea, from its `IdeaStep` rows, the oldest first."""
    before, found = Stage.TO_SORT, []
    for step in steps:
        if step.kind == IdeaStep.Kind.STAGE:
            found.append(Taken(step.pk, before, Stage(step.details), step.at))
            before = Stage(step.details)
    return found


def undone_by(stage, pending, *, now):
    """Return those of `pending` (`Taken`, the oldest first) that a step to `stage` undoes, at `now`.

    What it goes back on, with all that followed; and what was taken less than ten minutes ago and does not lead there.
    """
    back = next((index for index, step in enumerate(pending) if step.before == stage), len(pending))
    hasty = [step for step in pending[:back] if step.at > now - SECOND_THOUGHTS and not _leads(step.stage, stage)]
    return [*hasty, *pending[back:]]


def mail_for(stage, *, told):
    """Return the name of the mail that says `stage` to who knows the idea at `told`, an empty text when none is due."""
    if stage == told:
        return ""
    if told == Stage.SET_ASIDE and stage in (Stage.TO_SORT, Stage.TO_DIG, Stage.KEPT):
        return RESUMED
    return MAILS.get(stage, "")


def lasting(steps):
    """Return the `Taken` steps that stood: without those undone within ten minutes, nor a second « kept » after it."""
    stood = []
    for step in steps:
        gone = {one.pk for one in undone_by(step.stage, _recent(stood, step.at), now=step.at)}
        stood = [one for one in stood if one.pk not in gone]
        if step.stage != (stood[-1].stage if stood else Stage.TO_SORT):
            stood.append(step)
    return stood


def tell(idea, step, *, before):
    """Queue the mails of `step`, the newest of `idea`, which was at `before`; take back those that it undoes."""
    now = timezone.now()
    waiting, left = emails_life.told_steps(idea)
    if waiting or left:
        steps = taken(idea.steps.order_by("pk"))
        undone = {one.pk for one in undone_by(step.details, [one for one in steps if one.pk in waiting], now=now)}
        emails_life.withdraw(idea, steps=undone)
        heard = [one.stage for one in steps if one.pk in (waiting | left) - undone and one.pk != step.pk]
        before = heard[-1] if heard else Stage.TO_SORT
    name = mail_for(Stage(step.details), told=before)
    if name:
        _queue(idea, step, name, due_at=now + SECOND_THOUGHTS)


def _queue(idea, step, name, *, due_at):
    """Authors at once; followers too when they are few, else by a job (`telling_many.py`)."""
    readers, rows = authors(idea), _followers(idea)
    if rows[FEW : FEW + 1]:
        jobs.start(JOB, f"{step.pk}:{name}")
    else:
        readers = [*readers, *followers(rows, known={reader.email for reader in readers})]
    emails_life.step_taken(idea, step, name, readers=readers, due_at=due_at)


def authors(idea):
    """Return [`Reader`], one per address: who wrote the idea, then its parts."""
    found = {}
    for part in family_of(idea).standing().exclude(author_email=""):
        reader = emails_life.Reader(
            email=part.author_email.lower(), name=part.author_name, language=part.language, idea=part, mark=part.receipt
        )
        found.setdefault(reader.email, reader)
    return list(found.values())


def followers(rows, *, known):
    """Return [`Reader`] of these `Follower` rows, but for the addresses `known` already."""
    return [
        emails_life.Reader(
            email=one.email,
            name="",
            language=one.language,
            idea=None,
            mark=f"follower-{one.pk}",
            stop_url=one.stop_url(),
        )
        for one in rows
        if one.email not in known
    ]


def _followers(idea):
    from ideas.models.follower import Follower

    return Follower.objects.told_of(idea)


def _recent(steps, at):
    return [step for step in steps if step.at > at - SECOND_THOUGHTS]


def _leads(stage, further):
    return stage in WAY and further in WAY and WAY.index(stage) < WAY.index(further)
