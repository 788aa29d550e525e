"""The next action of someone: ONE, the first that matters, by date and state (D62)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from members.models import Territory
from projects.coaching.advice import Advice, Audience, usual
from projects.coaching.holders import Holder, things_of
from projects.coaching.models import Suggestion, advice_of_all
from projects.models import Project
from projects.models.stage import following
from projects.stages import missing_for

# Who bears a project hears of it before their other groups, and of their ideas before the whole territory.
ORDER = (Audience.BEARER, Audience.GROUP, Audience.AUTHOR, Audience.TEAM)
MOST_PROJECTS = 20  # of territories, looked at for their team
MOST_MISSING = 3


@dataclass(frozen=True)
class Next:
    """What someone is advised to do about `subject`, an idea, a group, a project or a territory."""

    advice: Advice
    subject: Any
    holder: Holder

    @property
    def sentence(self):
        return self.advice.sentence(str(self.subject))

    @property
    def why(self):
        return self.advice.why()

    @property
    def url(self):
        return self.advice.condition.url(self.subject)

    @property
    def act(self):
        return self.advice.condition.act

    @property
    def missing(self):
        """What the next stage of a project that does not move still asks, each with its address."""
        stage = following(self.subject.stage) if self.advice.condition.name == "stage_unmoved" else None
        return missing_for(self.subject, stage)[:MOST_MISSING] if stage else []


def next_for(audience, subject, *, holder, now):
    """Return the `Next` of `holder` in `audience` about `subject`, or None. Nothing is written.

    For the team, `subject` is its territory: the advice may be about one of its projects.
    """
    return first_of([(holder, subject)], now=now) if holder.audience == audience else None


def first_for(person, *, now):
    """Return the `Next` of `person`, signed in, over all they bear, lead, wrote and sort, or None."""
    return first_of(things_of(person), now=now)


def first_of(things, *, now, unless=()):
    """Return the first `Next` over `things`, [(holder, subject)]: as many statements for one as for all of them.

    `unless` names conditions that the page tells otherwise.
    """
    if not things:
        return None
    answers = _answers([holder for holder, _subject in things])
    told = advice_of_all({holder.territory_id for holder, _subject in things})
    for audience in ORDER:
        ours = [(holder, subject) for holder, subject in things if holder.audience == audience]
        for advice in usual() if ours else ():
            if advice.audience == audience and advice.condition.name not in unless:
                for found in _holding(advice.code, ours, told, now=now):
                    if not _rests(found, answers, now=now):
                        return found
    return None


def is_hidden(found, *, now):
    """Whether the advice `found` rests for its holder: they, or someone of their group, answered it."""
    return _rests(found, _answers([found.holder]), now=now)


def _holding(code, things, told, *, now):
    """Yield the `Next` of each of `things` that the advice `code`, as its territory tells it, holds for."""
    by_days = {}
    for holder, subject in things:
        advice = told[holder.territory_id][code]
        if advice.active:
            by_days.setdefault(advice.days, []).append((advice, holder, subject))
    for days, concerned in by_days.items():
        condition = concerned[0][0].condition
        if isinstance(concerned[0][2], Territory) and condition.model is Project:
            yield from _of_projects(condition, concerned, days=days, now=now)
            continue
        rows = condition.model.objects.filter(pk__in=[subject.pk for _advice, _holder, subject in concerned])
        keys = set(condition.of(rows, days=days, now=now).values_list("pk", flat=True))
        yield from (Next(advice, subject, holder) for advice, holder, subject in concerned if subject.pk in keys)


def _of_projects(condition, concerned, *, days, now):
    """The team of a territory is advised about its projects."""
    teams = {subject.pk: (advice, holder) for advice, holder, subject in concerned}
    rows = Project.objects.filter(territory__in=teams).select_related("group", "territory")
    for project in condition.of(rows, days=days, now=now).order_by("pk")[:MOST_PROJECTS]:
        advice, holder = teams[project.territory_id]
        yield Next(advice, project, holder)


def _answers(holders):
    """{(audience, code, subject): suggestions} of these holders, and those of the other members of their groups."""
    groups = [one.membership.group_id for one in holders if one.audience == Audience.GROUP]
    members = [one.membership for one in holders if one.audience == Audience.BEARER]
    ideas = [one.idea for one in holders if one.audience == Audience.AUTHOR]
    people = [one.person for one in holders if one.audience == Audience.TEAM]
    found = Suggestion.objects.filter(
        Q(audience=Audience.GROUP, subject__in=groups)
        | Q(audience=Audience.BEARER, membership__in=members)
        | Q(audience=Audience.AUTHOR, subject__in=[idea.pk for idea in ideas])
        | Q(audience=Audience.TEAM, person__in=people)
    )
    known = {}
    for one in found:
        known.setdefault((one.audience, one.code, one.subject), []).append(one)
    return known


def _rests(found, answers, *, now):
    """Whether an answer keeps it silent: one's own, and what another member of the group did is done for all."""
    advice, holder = found.advice, found.holder
    mine = holder.membership.pk if holder.membership else None
    return any(
        one.rests(again=advice.again, now=now)
        for one in answers.get((advice.audience, advice.code, found.subject.pk), ())
        if one.membership_id == mine or one.state == Suggestion.State.DONE
    )
