"""« Mes dossiers »: what is next for an expert, in a constant number of statements; who may open what (D25, D33)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.committee import declaring
from projects.committee.models import CommitteeFile, Expert, FileReading, Opinion, Session, Voting
from projects.committee.standing import Next, SessionStanding
from projects.models import Stage
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_expert,
    make_person,
    make_project,
    make_secretary,
    make_session,
    undertake,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
Status = Session.Status


def scene(*, files=1, experts=1, status=Status.OPEN):
    session = make_session(committee=make_committee(), status=status)
    first = make_agenda_item(session=session, name="Dossier 1")
    items = [first, *(make_agenda_item(session=session, name=f"Dossier {n}") for n in range(2, files + 1))]
    for item in items:
        CommitteeFile.objects.create(item=item, content={}, sha256="a" * 64, minutes_to_read=9)
    seats = [make_expert(committee=session.committee) for _ in range(experts)]
    undertake(*seats)
    return session, items, seats


def judge(item, expert, *, vote=False):
    declaring.declare_free(item, expert)
    FileReading.objects.create(file=item.file, expert=expert, person=expert.person, sha256="a" * 64)
    Opinion.objects.create(item=item, expert=expert, comment="Solide.")
    if vote:
        Voting.objects.create(item=item, expert=expert)


def page(session):
    return f"/comite/seances/{session.pk}/mes-dossiers/"


def nexts(session, expert):
    standing = SessionStanding(session)
    return [standing.of(item, expert).next for item in standing.items]


def test_d33_next_act_follows_undertaking_declaration_reading_opinion_and_vote():
    session, [item], [expert] = scene(status=Status.CALLED)
    expert.undertakings.all().delete()
    assert nexts(session, expert) == [Next.UNDERTAKE]
    undertake(expert)
    assert nexts(session, expert) == [Next.DECLARE]
    declaring.declare_free(item, expert)
    assert nexts(session, expert) == [Next.READ]
    FileReading.objects.create(file=item.file, expert=expert, sha256="a" * 64)
    assert nexts(session, expert) == [Next.JUDGE]
    Opinion.objects.create(item=item, expert=expert, comment="Solide.")
    assert nexts(session, expert) == [Next.WAIT]
    session.status = Status.OPEN
    assert nexts(session, expert) == [Next.VOTE]
    Voting.objects.create(item=item, expert=expert)
    assert nexts(session, expert) == [Next.DONE]
    declaring.recuse(item, expert, reason="family", by=expert.person)
    assert nexts(session, expert) == [Next.RECUSED]


def test_a_file_frozen_again_is_to_be_read_again_d24(client):
    session, (item,), (me,) = scene(status=Status.CALLED)
    judge(item, me)
    assert nexts(session, me) == [Next.WAIT]
    CommitteeFile.objects.update(sha256="b" * 64)
    assert nexts(session, me) == [Next.READ]
    said = "Le dossier a été copié de nouveau depuis votre lecture"
    assert said in sign_in(client, me.person).get(page(session)).content.decode()
    FileReading.objects.create(file=item.file, expert=me, person=me.person, sha256="b" * 64)
    assert nexts(session, me) == [Next.WAIT]
    assert said not in client.get(page(session)).content.decode()


def test_least_read_file_is_proposed_next_without_those_one_stands_down_from():
    session, items, [me, *others] = scene(files=4, experts=4)
    for other in others:
        judge(items[0], other)
    judge(items[1], others[0])
    declaring.recuse(items[2], me, reason="family", by=me.person)
    assert SessionStanding(session).suggested(me) == items[3]
    judge(items[3], others[1])
    assert SessionStanding(session).suggested(me) == items[1]  # as many opinions: by order
    judge(items[1], me)
    judge(items[3], me)
    assert SessionStanding(session).suggested(me) == items[0]


def test_who_has_something_to_do_is_counted_by_file():
    session, items, seats = scene(files=2, experts=3)
    for item in items:
        judge(item, seats[0], vote=True)
    declaring.recuse(items[0], seats[1], reason="family", by=seats[1].person)
    assert SessionStanding(session).idle() == [(seats[1], 1), (seats[2], 2)]
    assert [SessionStanding(session).votes(item) for item in items] == [1, 1]


@pytest.mark.once
@pytest.mark.parametrize(("files", "experts"), [(1, 1), (3, 3), (30, 12)])
def test_pages_of_experts_and_secretary_cost_the_same_for_30_files_and_12_experts(client, files, experts):
    session, items, seats = scene(files=files, experts=experts)
    for seat in seats:
        Voting.objects.bulk_create(Voting(item=item, expert=seat) for item in items[:-1])
    keeper = make_secretary(committee=session.committee)
    for person, path in ((seats[-1].person, page(session)), (keeper, f"/comite/seances/{session.pk}/avancement/")):
        sign_in(client, person).get(path)
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(path).content.decode()
        assert (len(captured), shown.count("Dossier ") >= files) == (10, True)


def test_page_says_the_deadline_the_minutes_and_one_act_per_file(client):
    session, items, [expert, other] = scene(files=3, experts=2)
    judge(items[0], expert, vote=True)
    judge(items[2], other)
    html = sign_in(client, expert.person).get(page(session)).content.decode()
    assert [words in html for words in ("1 dossier terminé sur 3", "encore 18 minutes de lecture")] == [True, True]
    acts = re.findall(r'btn-(?:outline-)?primary" href="([^"]+)" aria-label="([^"]+)"', html)
    declare = [(f"/comite/dossiers/{item.pk}/declaration/", f"Déclarer : {item.project}") for item in items[1:]]
    assert acts == [declare[0], *declare]  # the suggestion first: nobody gave an opinion on it


def test_who_opens_the_page(client):
    session, _items, [expert] = scene()
    keeper, stranger = make_secretary(committee=session.committee), make_person()
    past = make_expert(committee=session.committee)
    Expert.objects.filter(pk=past.pk).update(until=timezone.localdate())
    answers = [
        sign_in(client, person).get(page(session)).status_code
        for person in (expert.person, keeper, past.person, stranger)
    ]
    assert answers == [200, 302, 403, 404]
    assert "Votre mandat au comité est terminé" in sign_in(client, past.person).get(page(session)).content.decode()
    client.logout()
    assert client.get(page(session)).url == f"/compte/connexion/?next={page(session)}"


@pytest.mark.parametrize(("status", "answer"), [(Status.DRAFT, 403), (Status.CANCELLED, 200), (Status.RELEASED, 200)])
def test_page_of_a_session_that_is_not_running(client, status, answer):
    session, _items, [expert] = scene(status=status)
    found = sign_in(client, expert.person).get(page(session))
    cancelled = "annulée" in found.content.decode()
    assert (found.status_code, cancelled) == (answer, status == Status.CANCELLED)


def test_d31_outcomes_are_told_to_all_once_released_the_recused_included(client):
    session, _items, [expert] = scene()
    project = make_project(stage=Stage.IN_COMMITTEE)
    make_decision(project=project, outcome="deferral", session=session, released=False)
    item = session.items.get(project=project)
    item.declarations.create(expert=expert, kind="recused", reason="family")
    sign_in(client, expert.person)
    told = []
    for status in (Status.CLOSED, Status.RELEASED):
        Session.objects.filter(pk=session.pk).update(status=status)
        told.append("À retravailler (ajournement)" in client.get(page(session)).content.decode())
    assert told == [False, True]
