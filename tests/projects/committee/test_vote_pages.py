"""The pages of the opinion and of the vote, with and without script (D27, D28)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from projects.committee import criteria, opining
from projects.committee.grid import weights_of, weights_of_committee
from projects.committee.models import Opinion, Voting
from projects.committee.models.vote import own_vote
from tests.factories import make_expert
from tests.projects.committee.ballots import a_whole_grid, an_open_session, mailed_code, vote
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def url(name, item):
    return reverse(f"committee:{name}", args=[item.pk])


@pytest.fixture
def seat(client):
    """(item, expert, client signed in as that expert), in a session open to votes."""
    (expert, *others), (item,) = an_open_session()
    client.force_login(expert.person)
    return item, expert, others


def test_a_vote_from_the_page_to_the_code(seat, client):
    item, expert, _others = seat
    sent = {**a_whole_grid("2"), "comment": "Bien", "choice": "conditional_go", "condition": "Un client"}
    answer = client.post(url("vote", item), sent)
    assert (answer.status_code, answer["Location"]) == (302, url("vote_code", item))
    assert client.get(url("vote_code", item)).context["answer"].code == "conditional_go"
    wrong = client.post(url("vote_code", item), {"code": "abc"})
    assert (wrong.status_code, Voting.objects.count()) == (422, 0)
    assert client.post(url("vote_code_again", item)).status_code == 302
    done = client.post(url("vote_code", item), {"code": mailed_code(expert)})
    assert (done.status_code, done["Location"]) == (302, url("opinion", item))
    assert own_vote(item, expert) == ("conditional_go", "Un client")
    again = client.post(url("vote_code", item), {"code": "123456"}, follow=True)
    assert again.redirect_chain == [(url("opinion", item), 302)]
    assert opining.texts_of(opining.opinion_of(item, expert))["score-economy"] == "2"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"score-need": "0", "choice": "go"}, 1),  # a 0 without its comment
        ({"score-need": "3", "choice": ""}, 1),
        ({"score-need": "3", "choice": "yes"}, 1),
        ({"score-need": "9", "choice": "go"}, 0),
    ],
)
def test_a_vote_that_cannot_leave_says_why_and_keeps_the_grid(seat, client, sent, kept):
    item, _expert, _others = seat
    answer = client.post(url("vote", item), {**sent, "comment": "gardé", "condition": "gardée"})
    assert (answer.status_code, Voting.objects.count()) == (422, 0)
    assert answer.context["refusal"]
    assert client.get(url("vote", item))["Location"] == url("opinion", item)  # the phone opens it again
    assert (answer.context["comment"].text, answer.context["condition"]) == ("gardé", "gardée")
    assert Opinion.objects.get().scores.count() == kept


def test_a_second_late_the_page_says_it_and_shows_what_was_typed(seat, client):
    item, expert, _others = seat
    opining.save(item, expert, {"comment": "à temps"})
    with time_machine.travel(item.session.closes_at + timedelta(seconds=1), tick=False):
        answer = client.post(url("vote", item), {"comment": "trop tard", "choice": "go"})
        draft = client.post(url("opinion_draft", item), {"comment": "trop tard", "base-comment": "à temps"})
    assert (answer.status_code, answer.context["comment"].text) == (422, "trop tard")
    assert (draft.status_code, draft.json()["state"]) == (409, "closed")
    assert Opinion.objects.get().comment == "à temps"


def test_without_script_the_page_saves_and_two_tabs_are_asked(seat, client):
    item, _expert, _others = seat
    first = {"comment": "un", "base-comment": ""}
    assert client.post(url("opinion", item), first).status_code == 302
    second = client.post(url("opinion", item), {"comment": "deux", "base-comment": ""})
    shown = second.context["comment"]
    assert (second.status_code, shown.text, shown.base, shown.other) == (422, "deux", "un", "un")
    assert client.post(url("opinion", item), {"comment": "deux", "base-comment": shown.base}).status_code == 302
    assert Opinion.objects.get().comment == "deux"


def test_the_draft_answers_what_became_of_each_field(seat, client):
    item, _expert, _others = seat
    client.post(url("opinion_draft", item), {"comment": "un", "base-comment": ""})
    sent = {**a_whole_grid("4"), "score-need": "0", "comment": "deux", "base-comment": ["", "zéro"]}
    said = client.post(url("opinion_draft", item), sent).json()
    assert (said["others"], said["errors"], list(said["zeros"]), said["mark"]) == (
        {"comment": "un"},
        {},
        ["why-need"],
        85,
    )
    assert said["kept"].keys() == a_whole_grid().keys()


def test_others_are_read_once_one_s_own_is_fixed(seat, client):
    item, expert, (other, _third) = seat
    opining.save(item, other, {"comment": "Vu avec la mairie", "private_comment": "pour moi seule"})
    vote(item, other, "go")
    assert client.get(url("opinions", item)).status_code == 302
    assert client.post(url("opinion_lock", item)).status_code == 422
    opining.save(item, expert, a_whole_grid())
    vote(item, expert, "no_go")
    assert client.get(url("opinion_lock", item)).status_code == 200
    assert client.post(url("opinion_lock", item))["Location"] == url("opinions", item)
    page = client.get(url("opinions", item)).content.decode()
    assert ("Vu avec la mairie" in page, "pour moi seule" in page) == (True, False)
    assert client.post(url("vote", item), {"choice": "go"}).status_code == 422


@pytest.mark.parametrize("acting", [False, True])
def test_who_chairs_is_told_that_an_exact_half_shows_their_vote_d29(seat, client, acting):
    item, expert, others = seat
    type(expert).objects.filter(pk=(others[0] if acting else expert).pk).update(office="chair")
    type(item.session).objects.filter(pk=item.session_id).update(acting_chair=expert if acting else None)
    said = ["Vous présidez", "Personne ne verra comment vous avez voté."]
    for casting, wanted in ((False, [False, True]), (True, [True, False])):
        type(item.session.committee).objects.update(casting_vote=casting)
        page = client.get(url("opinion", item)).content.decode()
        assert [words in page for words in said] == wanted
    client.force_login(others[1].person)
    assert "Vous présidez" not in client.get(url("opinion", item)).content.decode()


def test_the_page_of_an_opinion_costs_as_much_for_one_file_as_for_ten(client, django_assert_max_num_queries):
    (expert,), items = an_open_session(experts=1, files=10)
    for item in items:
        opining.save(item, expert, a_whole_grid())
    client.force_login(expert.person)
    with django_assert_max_num_queries(24):
        client.get(url("opinion", items[3]))


def test_the_chair_sets_weights_that_make_a_hundred_d27(client):
    (_expert, *_others), (item,) = an_open_session()
    committee = item.session.committee
    chair = make_expert(committee=committee, office="chair")
    address = reverse("committee:grid", args=[committee.territory.slug])
    sign_in(client, chair.person)
    refused = client.post(address, {**criteria.USUAL, "need": 16})
    assert (refused.status_code, weights_of_committee(committee)) == (422, criteria.USUAL)
    others = {**criteria.USUAL, "need": 16, "novelty": 4}
    assert client.post(address, others).status_code == 302
    assert (weights_of_committee(committee), weights_of(item.session)) == (others, criteria.USUAL)
    assert committee.steps.get().by == chair.person
