"""A session is planned, changed, called and opened once; the chair can be replaced for one (D33)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from projects.committee import holding
from projects.committee.models import CommitteeFile, Session, SessionWeights
from projects.models import Project, Stage
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_event,
    make_expert,
    make_idea,
    make_project,
    make_secretary,
    make_session,
)
from tests.projects.filling import make_complete

pytestmark = pytest.mark.django_db
DRAFT, OPEN = Session.Status.DRAFT, Session.Status.OPEN


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **kwargs)
    return getattr(refused.value, "code", None) or sorted(refused.value.message_dict)


def test_a_session_says_a_place_and_a_deadline_after_its_beginning():
    committee, begins = make_committee(), timezone.now() + timedelta(days=9)
    values = {"mode": "both", "starts_at": begins, "by": None}
    refused = ["closes_at", "place"]
    assert code_of(holding.plan, committee, closes_at=begins - timedelta(hours=1), **values) == refused
    assert code_of(holding.plan, committee, closes_at=begins + timedelta(days=40), place="", **values) == refused
    session = holding.plan(committee, closes_at=begins, place=" Mairie ", **values)
    assert (session.place, session.status, session.steps.get().kind) == ("Mairie", DRAFT, "planned")


def test_calling_freezes_files_and_is_done_once_d24():
    committee = make_committee()
    session, by = make_session(committee=committee, status=DRAFT), make_secretary(committee=committee)
    assert code_of(holding.call, session, by=by) == "empty"
    project = make_project(idea=make_idea(event=make_event(territory=committee.territory)))
    make_agenda_item(session=session, project=project)
    assert code_of(holding.call, session, by=by) == "nobody"
    make_expert(committee=committee)
    assert code_of(holding.call, session, by=by) == "condition"
    make_complete(project)
    holding.call(session, by=by)
    assert (session.status, CommitteeFile.objects.count()) == (Session.Status.CALLED, 1)
    assert Project.objects.get().stage == Stage.IN_COMMITTEE
    assert code_of(holding.call, session, by=by) == "stale"
    assert [step.kind for step in session.steps.all()] == ["called"]


def test_votes_open_once_with_the_weights_of_that_moment_d27():
    committee = make_committee()
    session, by = make_session(committee=committee), make_secretary(committee=committee)
    holding.open_votes(session, by=by)
    assert (session.status, SessionWeights.objects.get().session) == (OPEN, session)
    assert code_of(holding.open_votes, session, by=by) == "stale"
    late = make_session(committee=committee, days=-3)
    assert code_of(holding.open_votes, late, by=by) == "late"


def test_the_clock_opens_votes_online_and_leaves_the_room_to_its_chair_d33():
    committee, now = make_committee(), timezone.now()
    online = make_session(committee=committee, mode="online", days=1)
    room = make_session(committee=committee, mode="room", days=1)
    assert holding.open_due(now=now) == 0
    later = now + timedelta(days=1, minutes=5)
    assert [holding.open_due(now=later), holding.open_due(now=later)] == [1, 0]
    online.refresh_from_db()
    room.refresh_from_db()
    assert (online.status, room.status) == (OPEN, Session.Status.CALLED)


def test_once_votes_are_open_only_the_deadline_moves_and_only_later_d28():
    session = make_session(committee=make_committee(), status=OPEN)
    values = {"mode": session.mode, "starts_at": session.starts_at, "place": session.place, "by": None}
    later = session.closes_at + timedelta(hours=3)
    assert code_of(holding.change, session, closes_at=session.closes_at - timedelta(hours=1), **values) == "late"
    assert code_of(holding.change, session, closes_at=later, **{**values, "place": "Ailleurs"}) == "late"
    assert holding.change(session, closes_at=later, **values) is True
    assert holding.change(session, closes_at=later, **values) is False
    assert [step.kind for step in session.steps.all()] == ["changed"]
    Session.objects.update(status=Session.Status.CLOSED)
    assert code_of(holding.change, session, closes_at=later + timedelta(hours=1), **values) == "stale"


def test_someone_who_sits_chairs_one_session_in_the_chairs_place_and_the_history_says_it():
    committee = make_committee()
    session, by = make_session(committee=committee), make_secretary(committee=committee)
    stand_in = make_expert(committee=committee)
    gone = make_expert(committee=committee, until=timezone.localdate())
    assert code_of(holding.hand_chair, session, gone, by=by) == "term"
    holding.hand_chair(session, stand_in, by=by)
    holding.hand_chair(session, stand_in, by=by)
    assert session.is_handed_to(stand_in.person)
    holding.hand_chair(session, None, by=by)
    assert [(step.kind, step.expert) for step in session.steps.order_by("pk")] == [("handed", stand_in), ("back", None)]
