"""An opinion is never overwritten unseen, is fixed for good, and is read by others when D28 says so (D27, D28)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from projects.committee import criteria, opining
from projects.committee.closing import close_item
from projects.committee.declaring import recuse
from projects.committee.grid import freeze_grid, set_weights, weights_of
from projects.committee.models import Opinion, Session
from tests.projects.committee.ballots import a_whole_grid, an_open_session, vote

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


def texts(item, expert):
    """What is kept, without the empty fields."""
    kept = opining.texts_of(opining.opinion_of(item, expert))
    return {name: text for name, text in kept.items() if text}


def test_a_draft_keeps_what_is_typed_and_the_later_text_of_two_tabs_asks():
    (expert, *_others), (item,) = an_open_session()
    opining.save(item, expert, {"comment": "Solide", "score-need": "4"}, bases={"comment": [""], "score-need": [""]})
    late = opining.save(item, expert, {"comment": "Fragile", "why-need": "On l’attend"}, bases={"comment": [""]})
    assert (late.kept, late.others) == ({"why-need": "On l’attend"}, {"comment": "Solide"})
    assert texts(item, expert) == {"comment": "Solide", "score-need": "4", "why-need": "On l’attend"}
    answered = opining.save(item, expert, {"comment": "Fragile"}, bases={"comment": ["", "Solide"]})
    assert (answered.is_whole, texts(item, expert)["comment"]) == (True, "Fragile")
    same = opining.save(item, expert, {"comment": "Fragile\r\n"}, bases={"comment": [""]})
    assert (same.is_whole, Opinion.objects.get().version) == (True, 3)
    opining.save(item, expert, {"score-need": "", "why-need": ""})
    assert texts(item, expert) == {"comment": "Fragile"}


def test_what_cannot_be_kept_says_why_and_the_rest_is_kept():
    (expert, *_others), (item,) = an_open_session()
    wrong = {"score-need": "5", "why-team": "é" * 501}
    saved = opining.save(item, expert, {**wrong, "comment": "a\x00b", "score-team": "2"})
    assert saved.errors.keys() == wrong.keys()
    assert texts(item, expert) == {"comment": "ab", "score-team": "2"}


def test_a_zero_needs_its_comment_before_any_vote_d27():
    (expert, *_others), (item,) = an_open_session()
    opining.save(item, expert, {"score-need": "0", "score-team": "0", "why-team": "Personne n’est là"})
    assert opining.zeros_unexplained(opining.texts_of(opining.opinion_of(item, expert))) == ["need"]
    assert refused(opining.must_explain_zeros, item, expert) == "zero"
    opining.save(item, expert, {"why-need": "Rien ne le montre"})
    vote(item, expert, "no_go")


def test_an_opinion_is_fixed_once_voted_whole_and_for_good_d28():
    (expert, other, third), (item,) = an_open_session()
    opining.save(item, other, {"comment": "Vu avec la mairie"})
    opining.save(item, third, {"comment": "brouillon"})
    vote(item, other, "go")
    assert refused(opining.lock, item, expert) == "vote"
    vote(item, expert, "abstention")
    assert refused(opining.lock, item, expert) == "grid"
    opining.save(item, expert, a_whole_grid("0"))
    assert refused(opining.lock, item, expert) == "zero"
    opining.save(item, expert, a_whole_grid("3"))
    assert not opining.may_read_others(item, expert)
    opining.lock(item, expert)
    opining.lock(item, expert)
    assert opining.may_read_others(item, expert)
    assert not opining.may_read_others(item, other)
    assert [one.comment for one in opining.opinions_on(item, but=expert)] == ["Vu avec la mairie"]
    assert refused(opining.save, item, expert, {"comment": "trop tard"}) == "closed"


def test_after_the_count_opinions_are_open_to_all_but_those_who_stood_down():
    (expert, recused, third), (item,) = an_open_session()
    for one in (expert, recused, third):
        opining.save(item, one, {"comment": f"Avis {one.pk}", "private_comment": "pour moi"})
    vote(item, recused, "go")
    recuse(item, recused, reason="family", by=recused.person)
    assert not opining.may_read_others(item, None)
    close_item(item, by=None)
    item.refresh_from_db()
    assert [opining.may_read_others(item, reader) for reader in (expert, None)] == [True, True]
    assert [one.expert for one in opining.opinions_on(item, but=expert)] == [third]
    assert refused(opining.save, item, expert, {"comment": "après coup"}) == "closed"


def test_an_opinion_is_written_from_the_call_to_the_second_of_the_closing():
    (expert, *_others), (item,) = an_open_session()
    end = item.session.closes_at
    assert opining.save(item, expert, {"comment": "à temps"}, now=end - timedelta(seconds=1)).is_whole
    assert refused(opining.save, item, expert, {"comment": "tard"}, now=end) == "closed"
    Session.objects.filter(pk=item.session_id).update(status="draft")
    assert refused(opining.save, item, expert, {"comment": "tôt"}) == "closed"


def test_weights_are_those_of_the_opening_d27():
    (_expert, *_others), (item,) = an_open_session()
    session = item.session
    others = {**criteria.USUAL, "need": 20, "economy": 20}
    set_weights(session.committee, others)
    freeze_grid(session)
    assert weights_of(session) == criteria.USUAL
    (_expert, *_others), (item,) = an_open_session(committee=session.committee)
    assert weights_of(item.session) == others
    for wrong in ({**others, "need": 21}, {**others, "need": -1, "team": 36}, {"need": 100}, {**others, "need": 20.0}):
        with pytest.raises(ValidationError):
            set_weights(session.committee, wrong)


@pytest.mark.once
def test_the_usual_weights_and_the_mark_d27():
    assert list(criteria.USUAL.values()) == [15, 25, 15, 15, 15, 5, 10]
    assert criteria.checked(criteria.USUAL) == criteria.USUAL
    whole = dict.fromkeys(criteria.USUAL, 4)
    marked = [whole, {**whole, "economy": 0}, {**whole, "need": None}]
    assert [criteria.mark(criteria.USUAL, scores) for scores in marked] == [100, 75, None]
