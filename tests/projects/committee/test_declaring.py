"""Interests first: a file opens after undertaking and declaration; recusal at any moment until the count (D25)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from projects.committee import declaring
from projects.committee.models import Declaration, Expert, Session, Undertaking, Voting
from projects.committee.models.vote import SealedVote, cast_vote
from tests.factories import make_agenda_item, make_committee, make_expert, make_person, make_session, undertake

pytestmark = pytest.mark.django_db
Reason, Status = Declaration.Reason, Session.Status


@pytest.fixture
def item():
    return make_agenda_item(session=make_session(committee=make_committee()))


@pytest.fixture
def expert(item):
    return undertake(make_expert(committee=item.session.committee))


def set_status(item, status):
    Session.objects.filter(pk=item.session_id).update(status=status)
    item.session.refresh_from_db()


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **kwargs)
    return refused.value.code


def steps(item):
    return [(step.kind, step.words, step.vote_removed) for step in item.declaration_steps.order_by("pk")]


def voters(item):
    return list(Expert.objects.voters_of(item))


def test_d25_no_interest_is_declared_once(item, expert):
    first = declaring.declare_free(item, expert)
    assert declaring.declare_free(item, expert) == first
    assert (first.kind, first.by_chair, steps(item)) == ("none", False, [("free", "", False)])


def test_d25_nothing_is_declared_before_the_undertaking(item):
    expert = make_expert(committee=item.session.committee)
    assert code_of(declaring.declare_free, item, expert) == "undertaking"
    Undertaking.objects.answer(expert, accepted=False)
    assert code_of(declaring.recuse, item, expert, reason="family", by=expert.person) == "undertaking"
    Undertaking.objects.answer(expert, accepted=True)
    assert declaring.declare_free(item, expert).kind == "none"
    assert code_of(Undertaking.objects.answer, expert, accepted=False) == "accepted"


def test_d25_a_link_proposed_and_judged_harmless_asks_a_sentence(item):
    person = make_person(email="a@coop.example")
    expert = undertake(make_expert(committee=item.session.committee, person=person))
    item.project.group.memberships.update(email="lea@coop.example")
    assert code_of(declaring.declare_free, item, expert, words="  ") == "words"
    kept = declaring.declare_free(item, expert, words="Deux services  qui ne se parlent pas.")
    assert (kept.words, kept.proposed) == (
        "Deux services qui ne se parlent pas.",
        [{"code": "domain", "name": "coop.example"}],
    )
    assert list(Declaration.objects.free().exclude(proposed=[])) == [kept]


def test_d25_d26_recusal_takes_the_expert_out_of_the_base_of_the_quorum(item, expert):
    other = make_expert(committee=item.session.committee)
    assert voters(item) == [expert, other]
    declaring.recuse(item, expert, reason=Reason.FAMILY, by=expert.person)
    assert (voters(item), declaring.is_recused(expert.person, item)) == ([other], True)
    assert code_of(declaring.declare_free, item, expert) == "recused"


@pytest.mark.parametrize(
    ("reason", "words", "code"), [("other", " ", "words"), ("voisin", "ici", "reason"), ("", "", "reason")]
)
def test_recusal_has_a_reason_of_the_list(item, expert, reason, words, code):
    assert code_of(declaring.recuse, item, expert, reason=reason, words=words, by=expert.person) == code
    assert Declaration.objects.count() == 0


def test_d25_late_recusal_removes_the_vote_and_says_so(item, expert):
    declaring.declare_free(item, expert)
    set_status(item, Status.OPEN)
    cast_vote(item, expert, choice="go")
    declaring.recuse(item, expert, reason="professional", words="Un contrat", by=expert.person)
    assert (Voting.objects.count(), SealedVote.objects.count()) == (0, 0)
    assert steps(item)[-1] == ("recused", "Un contrat", True)
    assert code_of(cast_vote, item, expert, choice="go") == "closed"


def test_d25_the_chair_sets_someone_aside_with_a_reason_before_the_call_too(item, expert):
    chair = make_person()
    set_status(item, Status.DRAFT)
    assert code_of(declaring.recuse, item, expert, reason="family", by=expert.person) == "closed"
    assert code_of(declaring.recuse, item, expert, reason="family", by=chair) == "words"
    kept = declaring.recuse(item, expert, reason="family", words="Sa sœur porte le projet", by=chair)
    assert (kept.by_chair, kept.set_by, steps(item)) == (True, chair, [("by_chair", "Sa sœur porte le projet", False)])
    declaring.recuse(item, expert, reason="other", words="encore", by=chair)
    assert (len(steps(item)), Declaration.objects.get().reason) == (1, "family")


def test_d25_a_recusal_is_taken_back_before_the_vote_only_and_declared_anew(item, expert):
    chair = make_person()
    row = declaring.recuse(item, expert, reason="competitor", by=expert.person)
    assert code_of(declaring.lift, row, why=" ", by=chair) == "words"
    for _click in range(2):
        declaring.lift(row, why="Autre entreprise", by=chair)
    assert [step[0] for step in steps(item)] == ["recused", "lifted"]
    again = declaring.recuse(item, expert, reason="competitor", by=expert.person)
    set_status(item, Status.OPEN)
    assert code_of(declaring.lift, again, why="Trop tard", by=chair) == "open"


def test_nothing_is_declared_once_the_votes_are_counted(item, expert):
    type(item).objects.update(status="closed")
    assert code_of(declaring.recuse, item, expert, reason="family", by=expert.person) == "closed"
    set_status(item, Status.CLOSED)
    assert code_of(declaring.declare_free, item, expert) == "closed"


def test_an_expert_whose_term_ended_declares_nothing(item, expert):
    Expert.objects.filter(pk=expert.pk).update(until=timezone.localdate() + timedelta(days=1))
    assert code_of(declaring.declare_free, item, expert) == "term"
    assert voters(item) == []


@pytest.mark.django_db(transaction=True)
def test_recusal_and_vote_of_the_same_instant_leave_no_vote(item, expert):
    declaring.declare_free(item, expert)
    set_status(item, Status.OPEN)
    together = Barrier(2)

    def act(verb, **values):
        together.wait()
        try:
            verb(item, expert, **values)
        except ValidationError:
            pass
        finally:
            connection.close()

    threads = [
        Thread(target=act, args=[cast_vote], kwargs={"choice": "go"}),
        Thread(target=act, args=[declaring.recuse], kwargs={"reason": "family", "by": expert.person}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Voting.objects.count(), SealedVote.objects.count(), Declaration.objects.recused().count()) == (0, 0, 1)
