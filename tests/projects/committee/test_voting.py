"""The vote: confirmed by a mailed code, one per expert and file, none after the closing (D28)."""

from datetime import timedelta
from functools import partial
from itertools import product
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from foundation import sealing
from outbox.models import Message
from projects.committee import opining
from projects.committee.closing import close_item
from projects.committee.declaring import recuse
from projects.committee.mailed_codes import CODES_AN_HOUR, TRIES
from projects.committee.models import AgendaItem, PendingVote, ProposedCondition, SealedVote, Voting
from projects.committee.models.vote import cast_vote, own_vote, take_votes
from projects.committee.voting import ask_again, ask_code, confirm
from tests.projects.committee.ballots import a_whole_grid, an_open_session, mailed_code, vote

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs):
    """The code of the refusal of `act`."""
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def wrong_code(expert):
    return f"{(int(mailed_code(expert)) + 1) % 10**6:06d}"


def test_a_vote_counts_once_its_code_is_typed():
    (expert, *_others), (item,) = an_open_session()
    ask_code(item, expert, choice="go")
    assert (Voting.objects.count(), own_vote(item, expert)) == (0, None)
    code = mailed_code(expert)
    confirm(item, expert, code=f" {code[:3]} {code[3:]} ")
    assert (Voting.objects.get().expert, own_vote(item, expert)) == (expert, ("go", ""))
    assert refused(confirm, item, expert, code=code) == "none"  # it served once
    vote(item, expert, "conditional_go", "Trois communes engagées")
    assert own_vote(item, expert) == ("conditional_go", "Trois communes engagées")
    assert (Voting.objects.count(), SealedVote.objects.count(), PendingVote.objects.count()) == (1, 1, 0)


def test_the_mail_of_the_code_is_one_per_code_and_does_not_say_the_choice():
    (expert, *_others), (item,) = an_open_session()
    texts, mails, now = [], Message.objects.filter(kind="vote-code"), timezone.now()
    for choice in ("go", "conditional_go", "deferral", "no_go", "abstention"):
        ask_code(item, expert, choice=choice, now=now)
        code = mailed_code(expert)
        last = mails.latest("pk")
        texts.append([one.replace(code, "") for one in (last.subject, last.text, last.html)])
    assert mails.values("key").distinct().count() == mails.count() == 5
    assert all(one == texts[0] for one in texts)
    assert list(mails.order_by("pk").values_list("status", "secret")) == [
        *[("withdrawn", True)] * 4,
        ("queued", True),
    ]


def test_five_wrong_codes_block_and_a_new_one_votes():
    (expert, *_others), (item,) = an_open_session()
    ask_code(item, expert, choice="go")
    right, wrong = mailed_code(expert), wrong_code(expert)
    assert [refused(confirm, item, expert, code=wrong) for _try in range(TRIES)] == ["wrong"] * 4 + ["blocked"]
    assert refused(confirm, item, expert, code=right) == "blocked"
    ask_again(item, expert)
    confirm(item, expert, code=mailed_code(expert))
    assert own_vote(item, expert) == ("go", "")


def test_a_code_belongs_to_its_file_its_expert_and_ten_minutes():
    (expert, other, *_), (item, second) = an_open_session(files=2)
    ask_code(item, expert, choice="go")
    ask_code(second, expert, choice="no_go")
    ask_code(item, other, choice="no_go")
    first = Message.objects.filter(kind="vote-code", to=expert.person.email).earliest("pk").text
    assert mailed_code(expert) not in first
    assert refused(confirm, item, expert, code=mailed_code(expert)) == "wrong"  # that of the second file
    assert refused(confirm, item, expert, code=mailed_code(other)) == "wrong"
    assert refused(confirm, second, expert, code=mailed_code(expert), now=timezone.now() + timedelta(minutes=10)) == (
        "expired"
    )
    assert refused(ask_code, item, expert, choice="yes") == "choice"


def test_codes_are_limited_within_an_hour():
    (expert, *_others), (item,) = an_open_session()
    for _number in range(CODES_AN_HOUR):
        ask_code(item, expert, choice="go")
    assert refused(ask_code, item, expert, choice="go") == "often"


def test_one_second_late_is_too_late_and_the_opinion_is_kept_d28():
    (expert, *_others), (item,) = an_open_session()
    end = item.session.closes_at
    opining.save(item, expert, a_whole_grid())
    ask_code(item, expert, choice="go", now=end - timedelta(minutes=2))
    assert refused(confirm, item, expert, code=mailed_code(expert), now=end) == "closed"
    assert refused(ask_code, item, expert, choice="go", now=end + timedelta(seconds=1)) == "closed"
    assert refused(cast_vote, item, expert, choice="go", now=end + timedelta(seconds=1)) == "closed"
    assert Voting.objects.count() == 0
    assert opining.opinion_of(item, expert).scores.count() == 7
    confirm(item, expert, code=mailed_code(expert), now=end - timedelta(seconds=1))
    assert Voting.objects.count() == 1


def test_who_may_not_vote_is_told_so():
    (expert, recused, left, locked), (item, withdrawn) = an_open_session(experts=4, files=2)
    vote(item, recused, "go")
    recuse(item, recused, reason="family", by=recused.person)
    left.until = timezone.localdate()
    left.save()
    vote(item, locked, "go")
    opining.save(item, locked, a_whole_grid())
    opining.lock(item, locked)
    AgendaItem.objects.filter(pk=withdrawn.pk).update(status=AgendaItem.Status.WITHDRAWN)
    for who, where in ((recused, item), (left, item), (locked, item), (expert, withdrawn)):
        assert refused(ask_code, where, who, choice="no_go") == "closed"
    assert list(Voting.objects.values_list("expert", flat=True)) == [locked.pk]
    assert take_votes(item) == {locked.pk: "go"}


def test_the_count_takes_the_votes_once_and_leaves_conditions_without_authors():
    experts, (item,) = an_open_session(experts=4)
    vote(item, experts[0], "conditional_go", "Un premier client avant juin")
    vote(item, experts[1], "conditional_go", "Trois communes engagées")
    vote(item, experts[2], "go", "jamais gardé")
    ask_code(item, experts[3], choice="no_go")  # never confirmed: it does not count
    close_item(item, by=None)
    assert (SealedVote.objects.count(), PendingVote.objects.count(), Voting.objects.count()) == (0, 0, 3)
    assert set(ProposedCondition.objects.values_list("item", "text")) == {
        (item.pk, "Un premier client avant juin"),
        (item.pk, "Trois communes engagées"),
    }
    assert take_votes(item) == {}


def test_a_row_written_or_moved_by_hand_is_no_vote():
    (one, other, third), (item,) = an_open_session()
    vote(item, one, "no_go")
    vote(item, other, "go")
    stolen = SealedVote.objects.get(expert=other).sealed
    SealedVote.objects.filter(expert=one).update(sealed=stolen)
    SealedVote.objects.create(item=item, expert=third, sealed=stolen)
    Voting.objects.create(item=item, expert=third)
    assert take_votes(item) == {other.pk: "go"}
    assert list(Voting.objects.values_list("expert", flat=True)) == [other.pk]


@pytest.mark.parametrize("typed", ["😀" * 400, '"\\' * 200, "a\x00\x01\n b" * 100])
def test_any_proposed_condition_is_counted_with_its_vote(typed):
    (expert, *_others), (item,) = an_open_session(experts=1)
    vote(item, expert, "conditional_go", typed)
    assert take_votes(item) == {expert.pk: "conditional_go"}
    kept = ProposedCondition.objects.get().text
    assert (len(kept), "\x00" in kept, "\x01" in kept) == (300, False, False)


@pytest.mark.once
def test_a_seal_tells_nothing_by_its_length_and_opens_only_where_it_was_made():
    seals = {sealing.seal(content, about="vote:1:2") for content in (["go", ""], ["go", ""], ["no_go", "é" * 300])}
    assert (len(seals), len({len(one) for one in seals})) == (3, 1)
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(seals.pop(), about="vote:1:3")


@pytest.mark.django_db(transaction=True)
def test_votes_and_second_clicks_of_the_same_instant_are_each_counted_once():
    experts, items = an_open_session(experts=12, files=2)
    choices = ("go", "conditional_go", "deferral", "no_go", "abstention")
    expected, acts = {item.pk: {} for item in items}, []
    for number, (expert, item) in enumerate(product(experts, items)):
        expected[item.pk][expert.pk] = choice = choices[(number + item.pk) % 5]
        if item == items[0]:
            ask_code(item, expert, choice=choice)
            acts += [partial(confirm, item, expert, code=mailed_code(expert))] * 2
        else:
            acts += [partial(cast_vote, item, expert, choice=choice)] * 2
    surprises = []

    def press(act):
        try:
            act()
        except ValidationError as refusal:
            if refusal.code != "none":
                surprises.append(refusal)
        except Exception as error:  # a thread would keep it to itself
            surprises.append(error)
        finally:
            connection.close()

    threads = [Thread(target=press, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert surprises == []
    assert Voting.objects.count() == 24
    assert {item.pk: take_votes(item) for item in items} == expected
