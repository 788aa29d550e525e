"""« Mes idées »: where each one is, what happened, what can be done now (D14, D15, D18)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation import links
from ideas.models import Idea, IdeaStep
from tests.factories import make_event, make_idea, make_organiser, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make_idea(event=make_event())


@pytest.fixture
def author(client, idea):
    client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    return client


def mine(client):
    return client.get("/idees/mes-idees/").content.decode()


def test_stranger_is_told_how_to_find_theirs(client, idea):
    page = mine(client)
    assert ("Aucune de vos idées n’est ouverte" in page, idea.title in page) == (True, False)


def test_opens_by_link_and_by_proved_address(author, idea, client):
    """D65."""
    other = make_idea(event=idea.event, title="Un four", author_email="nadia@example.org")
    assert (idea.title in mine(author), other.title in mine(author)) == (True, False)
    browser = type(client)()
    browser.force_login(make_person(email="nadia@example.org"))
    assert (idea.title in mine(browser), other.title in mine(browser)) == (False, True)


def test_says_each_state_in_words_and_its_story(author, idea):
    assert "Tout le monde peut la lire" in mine(author)
    idea.refuse(by=make_organiser(territory=idea.territory), reason="advertising")
    page = mine(author)
    assert ("L’équipe ne l’a pas retenue" in page, "Refusée" in page, "publicité" in page) == (True, True, True)


def test_withdrawn_idea_is_put_back_within_thirty_days_and_read_again(author, idea):
    """D14: withdrawn at once everywhere; the text waits for a second thought."""
    author.post(f"/idees/{idea.slug}/retirer/")
    assert "Vous l’avez retirée" in mine(author)
    author.post(f"/idees/{idea.slug}/remettre/")
    assert (Idea.objects.get().status, idea.steps.first().kind) == ("submitted", "restored")


def test_after_thirty_days_it_is_gone(author, idea):
    author.post(f"/idees/{idea.slug}/retirer/")
    IdeaStep.objects.update(at=timezone.now() - timedelta(days=31))
    author.post(f"/idees/{idea.slug}/remettre/")
    assert (Idea.objects.get().status, idea.title in mine(author).partition("<main")[2].partition("alert")[0]) == (
        "withdrawn",
        False,
    )


def test_strangers_put_nothing_back(client, idea):
    idea.withdraw()
    assert client.post(f"/idees/{idea.slug}/remettre/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 40])
def test_page_asks_the_same_whatever_the_number(client, idea, number, django_assert_num_queries):
    client.force_login(make_person(email="nadia@example.org"))
    for n in range(number):
        make_idea(event=idea.event, title=f"Idée {n}", author_email="nadia@example.org")
    with django_assert_num_queries(8):
        mine(client)
