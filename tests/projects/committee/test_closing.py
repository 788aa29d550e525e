"""Votes are counted once, whoever closes: by the chair, by the clock, by two at the same instant (D26–D30)."""

from datetime import date, timedelta
from functools import partial
from threading import Event, Thread
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from projects.committee.agenda import withdraw
from projects.committee.closing import close_due, close_item, close_session, months_after
from projects.committee.models import AgendaItem, Closing, Declaration, Expert, Session
from projects.committee.models.vote import SealedVote, Voting, cast_vote
from projects.models import Decision
from tests.factories import make_agenda_item, make_expert
from tests.factories import make_committee as make_empty_committee
from tests.factories import make_session as make_any_session


def make_committee(*, experts=0, **rules):
    committee = make_empty_committee(**rules)
    for number in range(experts):
        make_expert(committee=committee, office=Expert.Office.NONE if number else Expert.Office.CHAIR)
    return committee


def make_session(*, committee, status=Session.Status.OPEN, begun=1, hours=48, **fields):
    """Open to votes since an hour, for two days."""
    starts_at = timezone.now() - timedelta(hours=begun)
    dates = {"starts_at": starts_at, "closes_at": starts_at + timedelta(hours=hours)}
    return make_any_session(committee=committee, status=status, **dates, **fields)


def vote(item, choices):
    """The experts of the committee vote in turn, as so many letters."""
    words = {"g": "go", "c": "conditional_go", "d": "deferral", "n": "no_go", "a": "abstention"}
    for expert, letter in zip(item.session.committee.experts.order_by("pk"), choices, strict=False):
        cast_vote(item, expert, choice=words[letter])


def together(acts):
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db
def test_a_session_is_closed_once_and_keeps_counts_but_no_vote_d28():
    committee = make_committee(experts=7, contact="Claire Jobard, 03 84 00 00 00")
    session = make_session(committee=committee)
    first, second = make_agenda_item(session=session), make_agenda_item(session=session)
    vote(first, "gggca")
    vote(second, "gg")
    assert [close_session(session, by=None, now=session.closes_at), close_session(session, by=None)] == [True, False]
    closing = first.closing
    assert closing.counts == {"go": 3, "conditional_go": 1, "deferral": 0, "no_go": 0, "abstention": 1}
    assert (closing.outcome, closing.members, closing.base, closing.voters, closing.cast) == ("go", 7, 7, 5, 4)
    decision = closing.decision
    assert (decision.outcome, decision.status, decision.contact) == ("go", "draft", committee.contact)
    assert (second.closing.outcome, second.closing.decision) == ("not_decided", None)
    assert [reason.code for reason in second.closing.reasons] == ["quorum_missing", "cast_missing", "carried_over"]
    assert (SealedVote.objects.count(), Voting.objects.count()) == (0, 7)
    assert set(session.items.values_list("status", flat=True)) == {"closed"}


@pytest.mark.django_db
def test_the_chair_counts_one_file_in_the_room_before_the_others():
    session = make_session(committee=make_committee(experts=5))
    first, second = make_agenda_item(session=session), make_agenda_item(session=session)
    chair = session.committee.experts.first().person
    vote(first, "nnncc")
    assert close_item(first, by=chair).outcome == "no_go"
    assert close_item(first, by=chair) is None
    second.refresh_from_db()
    assert second.is_listed
    assert close_session(session, by=chair) is True
    session.refresh_from_db()
    assert (session.status, session.closed_by) == ("closed", chair)
    assert Closing.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "called", "cancelled", "released"])
def test_votes_that_are_not_open_are_not_counted(status):
    item = make_agenda_item(session=make_session(committee=make_committee(), status=status))
    with pytest.raises(ValidationError):
        close_item(item, by=None)
    assert close_session(item.session, by=None) is False


@pytest.mark.django_db
def test_the_clock_closes_what_is_due_and_only_that_d28():
    committee = make_committee(experts=3)
    due = make_session(committee=committee, begun=3, hours=3)
    later = make_session(committee=committee, hours=20)
    make_session(committee=committee, begun=3, hours=2, status=Session.Status.CALLED)
    now = timezone.now()
    assert [close_due(now=now), close_due(now=now)] == [1, 0]
    due.refresh_from_db()
    assert (due.closed_at, due.closed_by) == (now, None)
    assert list(Session.objects.open()) == [later]


@pytest.mark.django_db
def test_a_deadline_that_moved_meanwhile_is_the_one_that_counts():
    session = make_session(committee=make_committee(), hours=20)
    session.closes_at = timezone.now() - timedelta(minutes=1)  # as the clock read it, before it moved
    assert close_session(session, by=None) is False


@pytest.mark.django_db
def test_quorum_lost_by_a_late_recusal_decides_nothing_d25():
    item = make_agenda_item(session=make_session(committee=make_committee(experts=3)))
    vote(item, "ggg")
    late = item.session.committee.experts.last()
    Declaration.objects.create(item=item, expert=late, kind="recused", reason="family")
    closing = close_item(item, by=None)
    assert (closing.outcome, closing.recused, closing.voters, closing.base) == ("not_decided", 1, 2, 2)


@pytest.mark.django_db
def test_a_second_call_needs_three_votes_cast_only_d26():
    committee = make_committee(experts=9)
    item = make_agenda_item(session=make_session(committee=committee), second_call=True)
    vote(item, "ggg")
    assert (close_item(item, by=None).outcome, item.closing.reasons[0].code) == ("go", "second_call")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("casting", "acting", "outcome"), [(False, False, "deferral"), (True, False, "go"), (True, True, "no_go")]
)
def test_the_chair_or_who_stands_in_breaks_an_exact_half_if_the_rules_say_so_d29(casting, acting, outcome):
    committee = make_committee(experts=4, casting_vote=casting)
    session = make_session(committee=committee, acting_chair=committee.experts.last() if acting else None)
    item = make_agenda_item(session=session)
    vote(item, "ggnn")
    assert close_item(item, by=None).outcome == outcome


@pytest.mark.django_db
def test_the_third_session_decides_d30():
    committee = make_committee(experts=3)
    item = make_agenda_item(session=make_session(committee=committee))
    for number in (1, 2):
        at = timezone.now() - timedelta(days=100 - number)
        Decision.objects.create(
            project=item.project,
            outcome="deferral",
            reasons="À revoir",
            status="released",
            confirmed_at=at,
            released_at=at,
        )
    vote(item, "gdn")
    closing = close_item(item, by=None)
    assert (closing.outcome, closing.third_session) == ("no_go", True)
    assert closing.decision.return_from == months_after(timezone.localdate(closing.at), 2)


@pytest.mark.once
def test_months_end_on_a_day_that_exists_d32():
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 23), 1) == date(2026, 12, 23)


@pytest.mark.django_db
def test_counts_under_three_votes_are_withheld_d31():
    item = make_agenda_item(session=make_session(committee=make_committee(experts=3, minimum_cast=1)))
    vote(item, "gga")
    closing = close_item(item, by=None)
    assert (closing.outcome, closing.may_show_counts) == ("go", False)
    assert not any(figure in closing.reasons[1].sentence for figure in "0123456789")


@pytest.mark.django_db
def test_counts_of_a_file_that_comes_back_are_withheld_for_two_of_them_would_tell_d28():
    item = make_agenda_item(session=make_session(committee=make_committee(experts=8)))
    vote(item, "ggg")
    closing = close_item(item, by=None)
    assert (closing.outcome, closing.cast, closing.may_show_counts) == ("not_decided", 3, False)


@pytest.mark.django_db(transaction=True)
def test_fifty_voters_while_two_close_are_each_counted_once_or_refused():
    committee = make_committee()
    experts = [make_expert(committee=committee) for _number in range(50)]
    session = make_session(committee=committee)
    item = make_agenda_item(session=session)
    refused, closed = [], []

    def cast(expert):
        try:
            cast_vote(AgendaItem.objects.get(pk=item.pk), expert, choice="go")
        except ValidationError:
            refused.append(expert.pk)
        finally:
            connection.close()

    def close():
        try:
            closed.append(close_session(Session.objects.get(pk=session.pk), by=None, now=session.closes_at))
        finally:
            connection.close()

    acts = [partial(cast, expert) for expert in experts]
    acts[25:25] = [close, close]
    together(acts)
    closing = Closing.objects.get()
    assert sorted(closed) == [False, True]
    assert closing.go == closing.voters == Voting.objects.count() == 50 - len(refused)
    assert SealedVote.objects.count() == 0
    assert Decision.objects.count() == (closing.outcome == "go")


@pytest.mark.django_db(transaction=True)
def test_a_file_withdrawn_while_its_votes_are_counted_is_counted():
    item = make_agenda_item(session=make_session(committee=make_committee(experts=3)))
    counting, refused = Event(), []

    def close():
        try:
            with transaction.atomic():
                close_item(item, by=None)
                counting.set()
                sleep(0.2)  # its row is held: the other has begun to wait
        finally:
            connection.close()

    def leave():
        counting.wait()
        try:
            withdraw(AgendaItem.objects.get(pk=item.pk), why="La porteuse déménage.", by=None)
        except ValidationError as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    together([close, leave])
    assert (refused, AgendaItem.objects.get(pk=item.pk).status) == (["stale"], "closed")
