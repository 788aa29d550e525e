"""Stickers (D16): three per person, one per idea, of a ticket or of a phone at a table, hidden until the closing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from ideas.models import Hand, Sticker, TableShare, VoteStep, vote_of
from ideas.personal_data import leftovers
from ideas.tallying import Total, Turnout, totals, turnout
from ideas.tasks import close_forgotten_votes
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_vote, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def ideas(event):
    table = make_workshop(event=event).tables.get()
    return [make_idea(event=event, title=f"Idée {n}", table=table) for n in range(5)]


def refused(act):
    with pytest.raises(ValidationError) as refusal:
        act()
    return refusal.value.code


def hand_of(vote, ticket=None):
    return Hand.of_ticket(vote, ticket or make_registration(event=vote.event))


def test_vote_opens_closes_and_opens_again_once_each(event, ideas):
    by, vote = make_organiser(territory=event.territory), vote_of(event)
    before = event.version
    vote.open(by=by)
    assert (vote.is_open, refused(lambda: vote_of(event).open(by=by))) == (True, "stale")
    vote.close(by=by)
    assert (vote.is_open, refused(lambda: vote_of(event).close(by=by))) == (False, "stale")
    vote.reopen(by=by)
    event.refresh_from_db()
    kinds = list(vote.steps.order_by("pk").values_list("kind", "by"))
    assert kinds == [(kind, by.pk) for kind in (VoteStep.Kind.OPENED, VoteStep.Kind.CLOSED, VoteStep.Kind.REOPENED)]
    assert event.version == before + 3  # every screen asks again


def test_vote_needs_a_living_evening_and_an_idea(event):
    assert not attempted(lambda: vote_of(event).open(by=None))
    make_idea(event=event)
    event.status = "draft"
    assert not attempted(lambda: vote_of(event).open(by=None))


def test_rules_change_until_the_vote_opens(event, ideas):
    vote = vote_of(event)
    assert not attempted(lambda: vote.set_rules(per_person=2, per_idea=3))
    vote.set_rules(per_person=5, per_idea=2)
    assert (vote.per_person, vote.per_idea) == (5, 2)
    vote.open(by=None)
    assert not attempted(lambda: vote.set_rules(per_person=9, per_idea=1))
    assert vote_of(event).per_person == 5


def test_three_stickers_per_person_one_per_idea(event, ideas):
    hand = hand_of(make_vote(event=event))
    for idea in ideas[:3]:
        hand.stick(idea, 1)
    assert refused(lambda: hand.stick(ideas[3], 1)) == "none_left"
    assert refused(lambda: hand.stick(ideas[0], 2)) == "per_idea"
    assert hand.stick(ideas[0], 1) == {idea.pk: 1 for idea in ideas[:3]}  # the same act again
    assert hand.stick(ideas[0], 0) == {idea.pk: 1 for idea in ideas[1:3]}
    assert hand.stick(ideas[3], 1) == {idea.pk: 1 for idea in ideas[1:4]}


def test_several_on_one_idea_where_the_evening_allows_it(event, ideas):
    hand = hand_of(make_vote(event=event, per_person=4, per_idea=2))
    hand.stick(ideas[0], 2)
    assert hand.stick(ideas[1], 2) == {ideas[0].pk: 2, ideas[1].pk: 2}
    assert refused(lambda: hand.stick(ideas[2], 1)) == "none_left"
    assert hand.stick(ideas[0], 1) == {ideas[0].pk: 1, ideas[1].pk: 2}


def test_three_phones_and_one_ticket_make_three_stickers(event, ideas):
    vote, ticket = make_vote(event=event), make_registration(event=event)
    phones = [Hand.of_ticket(vote, ticket) for _ in range(3)]
    done = [attempted(lambda p=phone, i=idea: p.stick(i, 1)) for phone in phones for idea in ideas]
    assert (sum(done), Hand.objects.count()) == (3 + 2 * 3, 1)  # the others repeat what already stands
    assert sum(Sticker.objects.values_list("number", flat=True)) == 3


def test_phones_of_a_table_share_what_its_seats_allow(event, ideas):
    table = make_workshop(event=event, seats=2).tables.get()
    vote = make_vote(event=event)
    hands = [Hand.of_phone(vote, table, f"phone {n}") for n in range(9)]
    for hand in hands[:6]:
        hand.stick(ideas[0], 1)
    assert refused(lambda: hands[6].stick(ideas[0], 1)) == "table_full"
    assert (TableShare.objects.get().used, hands[6].held()) == (6, {})
    hands[0].stick(ideas[0], 0)
    assert hands[6].stick(ideas[0], 1) == {ideas[0].pk: 1}


def test_ticket_shown_late_takes_over_what_its_phone_had_put(event, ideas):
    vote, table = make_vote(event=event), ideas[0].table
    ticket, phone = hand_of(vote), Hand.of_phone(vote, table, "phone")
    ticket.stick(ideas[0], 1)
    ticket.stick(ideas[1], 1)
    for idea in (ideas[1], ideas[2], ideas[3]):
        phone.stick(idea, 1)
    ticket.take_over(Hand.of_phone(vote, table, "phone"))
    assert ticket.held() == {idea.pk: 1 for idea in ideas[:3]}
    assert (Hand.of_phone(vote, table, "phone").used, TableShare.objects.get().used) == (0, 0)


def test_sticker_of_an_idea_withdrawn_meanwhile_is_given_back(event, ideas):
    hand = hand_of(make_vote(event=event))
    for idea in ideas[:3]:
        hand.stick(idea, 1)
    ideas[0].withdraw()
    assert hand.held() == {ideas[1].pk: 1, ideas[2].pk: 1}
    assert refused(lambda: hand.stick(ideas[0], 1)) == "gone"
    assert hand.stick(ideas[3], 1) == {idea.pk: 1 for idea in ideas[1:4]}


def test_nothing_sticks_before_nor_after(event, ideas):
    vote = make_vote(event=event, opened=False)
    assert refused(lambda: hand_of(vote).stick(ideas[0], 1)) == "closed"
    vote.open(by=None)
    hand = hand_of(vote)
    hand.stick(ideas[0], 1)
    vote.close(by=None)
    assert refused(lambda: hand.stick(ideas[0], 0)) == "closed"
    assert hand.held() == {ideas[0].pk: 1}


def test_totals_are_counted_apart_once_the_vote_is_closed(event, ideas):
    vote = make_vote(event=event)
    hand_of(vote).stick(ideas[1], 1)
    hand_of(vote).stick(ideas[1], 1)
    Hand.of_phone(vote, ideas[0].table, "phone").stick(ideas[0], 1)
    assert (totals(vote), turnout(vote)) == ([], Turnout())
    vote.close(by=None)
    assert totals(vote) == [Total(ideas[1].pk, tickets=2, phones=0), Total(ideas[0].pk, tickets=0, phones=1)]
    assert turnout(vote) == Turnout(tickets=2, phones=1, stickers=3)


def test_vote_that_nobody_closed_is_closed_by_the_machine(event, ideas):
    vote = make_vote(event=event)
    for minutes, is_open in ((90, True), (121, False), (131, False)):
        with time_machine.travel(event.ends_at + timedelta(minutes=minutes), tick=False):
            close_forgotten_votes()
        assert vote_of(event).is_open is is_open
    assert vote.steps.filter(kind=VoteStep.Kind.CLOSED, by=None).count() == 1


def test_a_month_later_nothing_ties_a_hand_to_its_ticket(event, ideas):
    vote, ticket = make_vote(event=event), make_registration(event=event)
    Hand.of_ticket(vote, ticket).stick(ideas[0], 1)
    key = Hand.objects.get().key
    event.ends_at = timezone.now() - timedelta(days=31)
    event.starts_at = event.ends_at - timedelta(hours=5)
    event.save()
    for rows, act in leftovers(timezone.now()):
        act(list(rows.values_list("pk", flat=True)))
    hand = Hand.objects.get()
    assert (hand.key != key, hand.unlinked_at is not None, hand.stickers.count()) == (True, True, 1)


@pytest.mark.django_db(transaction=True)
def test_fifty_taps_of_one_ticket_put_three(event, ideas):
    vote, ticket = make_vote(event=event), make_registration(event=event)

    def tap(number):
        return attempted(lambda: Hand.of_ticket(vote, ticket).stick(ideas[number % 5], 1))

    in_threads(50, tap)
    hand = Hand.objects.get()
    assert (hand.used, hand.stickers.count()) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_fifty_phones_of_one_table_put_what_its_seats_allow(event, ideas):
    table = make_workshop(event=event, seats=4).tables.get()
    vote = make_vote(event=event)
    done = in_threads(50, lambda n: attempted(lambda: Hand.of_phone(vote, table, f"p{n}").stick(ideas[n % 5], 1)))
    assert (sum(done), TableShare.objects.get().used, Sticker.objects.count()) == (12, 12, 12)


@pytest.mark.django_db(transaction=True)
def test_nothing_lands_after_the_vote_was_closed(event, ideas):
    vote = make_vote(event=event)
    tickets = [make_registration(event=event) for _ in range(12)]

    def act(number):
        if number == 6:
            vote.close(by=None)
            return sum(total.all for total in totals(vote_of(event)))
        return attempted(lambda: Hand.of_ticket(vote_of(event), tickets[number]).stick(ideas[0], 1))

    seen = in_threads(12, act)[6]
    assert seen == Sticker.objects.count() == Hand.objects.filter(used=1).count()
