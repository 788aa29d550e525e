"""The agenda: complete files only, one agenda at a time, order and minutes, withdrawn or carried over (D24, D26)."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from outbox.models import Message
from projects.committee import agenda, holding
from projects.committee.models import AgendaItem, Closing, CommitteeFile, SealedVote, Session, Voting
from projects.committee.models.vote import Choice, cast_vote
from projects.committee.slots import slots_of
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
DRAFT = Session.Status.DRAFT


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **kwargs)
    return refused.value.code


def project_of(committee, **fields):
    return make_project(idea=make_idea(event=make_event(territory=committee.territory)), **fields)


def kinds_of(session):
    return list(session.steps.order_by("pk").values_list("kind", flat=True))


def undecided(item):
    """Its votes were counted without a quorum."""
    Session.objects.filter(pk=item.session_id).update(status=Session.Status.CLOSED)
    type(item).objects.filter(pk=item.pk).update(status=item.Status.CLOSED)
    Closing.objects.create(item=item, outcome="not_decided", members=9, minimum_cast=3, quorum=False)
    item.refresh_from_db()


def test_only_a_complete_file_enters_an_agenda_d24():
    committee = make_committee()
    session, by = make_session(committee=committee, status=DRAFT), make_secretary(committee=committee)
    project = project_of(committee)
    assert code_of(agenda.add_item, session, project, by=by) == "condition"
    make_complete(project)
    item = agenda.add_item(session, project, by=by)
    assert (item.rank, item.minutes, item.second_call) == (1, 20, False)
    assert code_of(agenda.add_item, session, project, by=by) == "listed"
    assert code_of(agenda.add_item, make_session(committee=committee, status=DRAFT), project, by=by) == "listed"
    assert (
        code_of(agenda.add_item, make_session(committee=make_committee(), status=DRAFT), project, by=by) == "elsewhere"
    )
    assert Project.objects.get(pk=project.pk).stage == Stage.MODELLED
    assert kinds_of(session) == ["added"]


def test_a_file_added_after_the_call_is_frozen_at_once_and_none_after_the_opening_d24():
    committee = make_committee()
    session, by = make_session(committee=committee), make_secretary(committee=committee)
    project = make_complete(project_of(committee))
    item = agenda.add_item(session, project, by=by)
    assert CommitteeFile.objects.get().item == item
    assert Project.objects.get(pk=project.pk).stage == Stage.IN_COMMITTEE
    Session.objects.update(status=Session.Status.OPEN)
    assert code_of(agenda.add_item, session, project_of(committee), by=by) == "late"
    assert code_of(agenda.move, item, up=True, by=by) == "late"


def test_hours_follow_the_order_and_the_minutes_d33():
    committee = make_committee()
    session, by = make_session(committee=committee, status=DRAFT), make_secretary(committee=committee)
    first, second = (make_agenda_item(session=session, name=name) for name in ("Un", "Deux"))
    assert [agenda.move(first, up=True, by=by), agenda.move(first, up=False, by=by)] == [False, True]
    agenda.set_minutes(second, 45, by=by)
    slots = slots_of(session)
    assert list(slots) == [second.pk, first.pk]
    assert slots[first.pk].begins - session.starts_at == timedelta(minutes=45)
    assert code_of(agenda.set_minutes, second, 4, by=by) == "minutes"
    assert kinds_of(session) == ["moved", "moved"]
    session.mode = Session.Mode.ONLINE
    assert slots_of(session) == {}


def test_a_file_withdrawn_during_the_vote_takes_its_votes_with_it_and_its_group_reads_why_d28():
    committee = make_committee()
    session = make_session(committee=committee, status=Session.Status.OPEN)
    by, expert = make_secretary(committee=committee), make_expert(committee=committee)
    item = make_agenda_item(session=session)
    cast_vote(item, expert, choice=Choice.GO)
    assert code_of(agenda.withdraw, item, why=" ", by=by) == "reason"
    agenda.withdraw(item, why="Le porteur déménage.", by=by)
    assert (item.is_gone, Voting.objects.count(), SealedVote.objects.count()) == (True, 0, 0)
    assert Project.objects.get().stage == Stage.MODELLED
    step = session.steps.get()
    assert (step.kind, step.why, step.item) == ("withdrawn", "Le porteur déménage.", item)
    assert Message.objects.filter(kind="committee-withdrawn").count() == 1
    assert code_of(agenda.withdraw, item, why="Encore", by=by) == "stale"
    assert code_of(cast_vote, item, expert, choice=Choice.GO) == "closed"


def test_a_file_without_quorum_is_carried_over_to_a_second_call_once_d26():
    committee = make_committee()
    item = make_agenda_item(session=make_session(committee=committee, days=-7))
    undecided(item)
    by, following = make_secretary(committee=committee), make_session(committee=committee, status=DRAFT)
    later = agenda.carry_over(item, following, by=by)
    assert (later.second_call, later.project_id, item.is_undecided) == (True, item.project_id, False)
    assert code_of(agenda.carry_over, item, make_session(committee=committee), by=by) == "decided"
    assert [kinds_of(item.session), kinds_of(following)] == [["carried"], ["received"]]
    assert Project.objects.get().stage == Stage.IN_COMMITTEE


def test_a_second_call_withdrawn_is_still_a_second_call_when_it_comes_back_d26():
    committee = make_committee()
    project = make_complete(project_of(committee))
    item = make_agenda_item(session=make_session(committee=committee, days=-7), project=project)
    undecided(item)
    by, following = make_secretary(committee=committee), make_session(committee=committee, status=DRAFT)
    agenda.withdraw(agenda.carry_over(item, following, by=by), why="Pas encore", by=by)
    again = agenda.add_item(following, project, by=by)
    assert (again.second_call, again.rank, following.items.count()) == (True, 2, 1)


def test_a_file_not_judged_yet_is_carried_over_without_its_votes_d28():
    committee = make_committee()
    session = make_session(committee=committee, status=Session.Status.OPEN)
    item, expert = make_agenda_item(session=session), make_expert(committee=committee)
    cast_vote(item, expert, choice=Choice.NO_GO)
    by, following = make_secretary(committee=committee), make_session(committee=committee, days=30, status=DRAFT)
    later = agenda.carry_over(item, following, by=by, why="La carte manque.")
    assert (later.second_call, Voting.objects.count(), SealedVote.objects.count()) == (False, 0, 0)
    assert code_of(agenda.carry_over, later, make_session(committee=make_committee()), by=by) == "elsewhere"


def test_a_session_cancelled_gives_its_files_back_and_says_why():
    committee = make_committee()
    session = make_session(committee=committee, status=Session.Status.OPEN)
    item, expert = make_agenda_item(session=session), make_expert(committee=committee)
    cast_vote(item, expert, choice=Choice.GO)
    by = make_secretary(committee=committee)
    assert code_of(holding.cancel, session, why="", by=by) == "reason"
    holding.cancel(session, why="La salle est inondée.", by=by)
    assert code_of(holding.cancel, session, why="Encore", by=by) == "stale"
    item.refresh_from_db()
    assert (session.status, item.is_gone, SealedVote.objects.count()) == (Session.Status.CANCELLED, True, 0)
    assert Project.objects.get().stage == Stage.MODELLED
    assert Message.objects.filter(kind="committee-withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_file_enters_one_agenda_when_two_people_take_it_at_once_d24():
    committee = make_committee()
    project = make_complete(project_of(committee))
    sessions = [make_session(committee=committee, status=DRAFT) for _ in range(2)]

    def take(session):
        try:
            agenda.add_item(session, project, by=None)
        except ValidationError:
            pass
        finally:
            connection.close()

    threads = [Thread(target=take, args=[session]) for session in sessions for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AgendaItem.objects.count() == 1
