"""The list and the page of an idea (D14, D15, D18)."""

import re

import pytest
from django.core.cache import cache

from events.models import Event
from ideas.models import Idea, Report
from tests.factories import make_event, make_idea, make_organiser, make_territory, make_workshop, theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def titles(response):
    return re.findall(r'<h2><a href="[^"]*">(.*?)</a>', response.content.decode())


def test_list_shows_the_newest_first_and_only_what_may_be_shown(client):
    event = make_event()
    make_idea(event=event, title="Ancienne")
    make_idea(event=event, title="Récente")
    make_idea(event=event, title="Pas lue", status=Idea.Status.SUBMITTED)
    make_idea(event=event, title="Refusée", status=Idea.Status.REFUSED, refusal="off_topic")

    assert titles(client.get("/idees/")) == ["Récente", "Ancienne"]


def test_list_searches_without_accents(client):
    event = make_event()
    make_idea(event=event, title="Épicerie du Cœur")
    make_idea(event=event, title="Four à pain")

    assert titles(client.get("/idees/?q=epicerie coeur")) == ["Épicerie du Cœur"]


def test_list_filters_live_in_the_address(client):
    one, other = (make_event(territory=make_territory(name=name)) for name in ("Lons", "Figeac"))
    make_idea(event=one, title="À Lons", theme=theme("M"))
    make_idea(event=other, title="À Figeac", seeks_bearer=True)

    assert titles(client.get(f"/idees/?territoire={one.territory.slug}")) == ["À Lons"]
    assert titles(client.get(f"/idees/?soiree={other.slug}")) == ["À Figeac"]
    assert titles(client.get(f"/idees/?theme={theme('M').slug}")) == ["À Lons"]
    assert titles(client.get("/idees/?cherche=on")) == ["À Figeac"]
    assert titles(client.get("/idees/?territoire=inconnu")) == ["À Figeac", "À Lons"]


def test_list_pages_by_key(client):
    event = make_event()
    for n in range(30):
        make_idea(event=event, title=f"Idée {n}")

    first = client.get("/idees/?q=idee")
    following = re.search(r'rel="next" href="([^"]*)"', first.content.decode()).group(1).replace("&amp;", "&")
    second = client.get(f"/idees/{following}")

    assert titles(first) + titles(second) == [f"Idée {n}" for n in range(29, -1, -1)]


def test_list_empty_says_what_to_do(client):
    assert "Pas encore d’idée à lire" in client.get("/idees/").content.decode()
    assert "Aucune idée ne correspond" in client.get("/idees/?q=zzz").content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_list_asks_the_same_whatever_the_number_of_ideas(client, rows, django_assert_num_queries):
    event = make_event()
    table = make_workshop(event=event, theme=theme("M")).tables.get()
    for n in range(rows):
        make_idea(event=event, table=table, title=f"Idée {n}").show_name(True)
    with django_assert_num_queries(7):
        response = client.get("/idees/")
    assert len(titles(response)) == min(rows, 24)


def test_page_shows_the_author_only_with_consent(client):
    """D14."""
    idea = make_idea(event=make_event(), author_name="Nadia")
    assert "Nadia" not in client.get(idea.get_absolute_url()).content.decode()

    idea.show_name(True)
    assert "Écrite par Nadia" in client.get(idea.get_absolute_url()).content.decode()

    idea.show_name(False)
    assert "Nadia" not in client.get(idea.get_absolute_url()).content.decode()


def test_page_tells_its_story_in_public_words(client):
    """D18: refusals and names of the team are nobody else's business."""
    event = make_event()
    organiser = make_organiser(territory=event.territory, given_name="Olga")
    idea = make_idea(event=event, status=Idea.Status.SUBMITTED)
    idea.refuse(by=organiser, reason="off_topic")
    idea.reopen(by=organiser)
    idea.accept(by=organiser)

    html = client.get(idea.get_absolute_url()).content.decode()
    assert re.findall(r"</time><span>(.*?)</span>", html) == ["Lue par l’équipe et affichée"]
    assert "Olga" not in html


def test_page_escapes_what_people_typed(client):
    idea = make_idea(event=make_event(), title="<script>alert(1)</script>", need="<b>x</b>")
    html = client.get(idea.get_absolute_url()).content.decode()
    assert ("<script>alert" in html, "<b>x</b>" in html) == (False, False)


@pytest.mark.parametrize(
    ("status", "answer"),
    [("accepted", 200), ("submitted", 404), ("refused", 404), ("withdrawn", 410)],
)
def test_page_of_what_is_not_shown(client, status, answer):
    refusal = "off_topic" if status == "refused" else ""
    idea = make_idea(event=make_event(), status=status, refusal=refusal)
    assert client.get(idea.get_absolute_url()).status_code == answer


def test_organiser_of_the_territory_sees_what_waits_another_does_not(client):
    event = make_event()
    idea = make_idea(event=event, status=Idea.Status.SUBMITTED)
    answers = []
    for territory in (event.territory, make_territory(name="Ailleurs")):
        client.force_login(make_organiser(territory=territory))
        session = client.session
        session["second_factor_proved"] = True
        session.save()
        answers.append(client.get(idea.get_absolute_url()).status_code)
    assert answers == [200, 404]


def test_list_moderated_afterwards_shows_at_once(client):
    event = make_event(list_moderation=Event.Moderation.AFTER)
    make_idea(event=event, title="Tout de suite", status=Idea.Status.SUBMITTED)
    assert titles(client.get("/idees/")) == ["Tout de suite"]


def test_report_tells_the_team_and_leaves_the_idea(client):
    """D15."""
    idea = make_idea(event=make_event())

    response = client.post(f"{idea.get_absolute_url()}signaler/", {"reason": "Un numéro de téléphone"})

    assert (response.status_code, Report.objects.get().reason) == (302, "Un numéro de téléphone")
    assert list(Idea.objects.reported()) == [idea]
    assert client.get(idea.get_absolute_url()).status_code == 200


def test_report_needs_words_and_is_limited(client):
    url = f"{make_idea(event=make_event()).get_absolute_url()}signaler/"
    assert client.post(url, {"reason": ""}).status_code == 422
    for _ in range(25):
        client.post(url, {"reason": "Encore"})
    assert Report.objects.count() == 20
