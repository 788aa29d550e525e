"""A session open to votes, and experts who may open its files: what the tests of the vote begin with."""

import re
from datetime import timedelta

from django.utils import timezone

from outbox.models import Message
from projects.committee import lifting
from projects.committee.models import Declaration, Session, Undertaking
from projects.committee.models.weights import freeze_grid
from projects.committee.voting import ask_code, confirm
from projects.models import Stage
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_event,
    make_expert,
    make_project,
    make_session,
)


def an_open_session(*, experts=3, files=1, committee=None):
    """(experts, files) of a session open since an hour, until tomorrow; every expert may read every file."""
    committee = committee or make_committee()
    now = timezone.now()
    session = make_session(
        committee=committee,
        status=Session.Status.OPEN,
        starts_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=1),
    )
    freeze_grid(session)
    sitting = [make_expert(committee=committee) for _number in range(experts)]
    items = [make_agenda_item(session=session, name=f"Projet {number}") for number in range(1, files + 1)]
    for expert in sitting:
        may_read(expert, items)
    return sitting, items


def a_short_vote(committee, *, by):
    """The experts of `committee` are asked by `by`, until tomorrow, whether the condition of a project is lifted."""
    committee.lifting = committee.Lifting.VOTE
    committee.save()
    event = make_event(territory=committee.territory)
    decision = make_decision(project=make_project(event=event, stage=Stage.IN_COMMITTEE))
    lifting.accept(decision.conditions.get(), by=by)
    return lifting.open_vote(decision, closes_at=timezone.now() + timedelta(days=1), by=by)


def may_read(expert, items):
    """The expert undertook, and declared no link with these files."""
    Undertaking.objects.answer(expert, accepted=True)
    Declaration.objects.bulk_create(Declaration(item=item, expert=expert, kind=Declaration.Kind.NONE) for item in items)


def mailed_code(expert):
    """The last code mailed to `expert`."""
    text = Message.objects.filter(kind="vote-code", to=expert.person.email).latest("pk").text
    return re.search(r"\b\d{6}\b", text)[0]


def vote(item, expert, choice, condition=""):
    """A whole vote: asked for, then confirmed with the code of the mail."""
    ask_code(item, expert, choice=choice, condition=condition)
    confirm(item, expert, code=mailed_code(expert))


def a_whole_grid(note="3"):
    """What the form of a grid sends when each line has its note."""
    lines = ("need", "economy", "team", "roots", "effects", "novelty", "feasibility")
    return {f"score-{line}": note for line in lines}
