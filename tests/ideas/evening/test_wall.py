"""The wall: asked every two seconds, it answers « not modified » in two statements."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from events.models.attendance import mark_present
from ideas.models import Idea
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_scene, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    make_workshop(event=event)
    return event


def notes(response):
    return re.findall(r"<h2>(.*?)</h2>", response.content.decode())


def state(client, event, etag=None):
    headers = {"HTTP_IF_NONE_MATCH": etag} if etag else {}
    return client.get(f"/mur/{event.slug}/etat/", **headers)


def test_wall_shows_the_nine_newest(client, event):
    for n in range(11):
        make_idea(event=event, title=f"Idée {n}")
    make_idea(event=event, title="Pas lue", status=Idea.Status.SUBMITTED)

    response = client.get(f"/mur/{event.slug}/")

    assert notes(response) == [f"Idée {n}" for n in range(10, 1, -1)]
    assert "12\u202fidées" in response.content.decode() or "12 idées" in response.content.decode()


def test_idea_lands_first_when_it_is_accepted(client, event):
    """Read before being shown (D15): what was written early and read late is new for the hall."""
    early = make_idea(event=event, title="Écrite tôt", status=Idea.Status.SUBMITTED)
    make_idea(event=event, title="Écrite après")

    early.accept(by=make_organiser(territory=event.territory))

    assert notes(client.get(f"/mur/{event.slug}/")) == ["Écrite tôt", "Écrite après"]


def test_wall_holds_the_qr_to_join(client, event):
    assert "<svg" in client.get(f"/mur/{event.slug}/").content.decode()


def test_wall_is_open_for_a_published_evening_only(client, event):
    draft = make_event(status=Event.Status.DRAFT)
    assert client.get(f"/mur/{draft.slug}/").status_code == 404


def test_state_is_the_page_without_its_surroundings(client, event):
    make_idea(event=event)
    make_scene(event=event, planned_at=timezone.now() + timedelta(hours=1))
    assert state(client, event).content.decode().strip() in client.get(f"/mur/{event.slug}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_state_not_modified_costs_two_statements(client, event, rows, django_assert_num_queries):
    for n in range(rows):
        make_idea(event=event, title=f"Idée {n}")
    with django_assert_num_queries(6):
        etag = state(client, event)["ETag"]

    with django_assert_num_queries(2):
        response = state(client, event, etag)

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


def test_state_changes_with_each_thing_shown(client, event):
    organiser = make_organiser(territory=event.territory)
    scene = make_scene(event=event, planned_at=timezone.now() + timedelta(hours=1))
    registration = make_registration(event=event, workshop=event.workshops.get())
    waiting = make_idea(event=event, status=Idea.Status.SUBMITTED)
    shown = make_idea(event=event)

    for change in (
        lambda: waiting.accept(by=organiser),
        lambda: shown.take_down(by=organiser),
        lambda: shown.withdraw(),
        lambda: mark_present(registration, by=organiser),
        lambda: scene.start(now=timezone.now()),
    ):
        etag = state(client, event)["ETag"]
        change()
        assert state(client, event, etag).status_code == 200
        assert state(client, event, state(client, event)["ETag"]).status_code == 304


def test_state_counts_down_the_scene(client, event):
    make_scene(event=event, title="Travail aux tables", minutes=30, started_at=timezone.now() - timedelta(minutes=10))
    html = state(client, event).content.decode()
    left = int(re.search(r'data-left="(\d+)"', html).group(1))
    assert (1190 < left <= 1200, "Travail aux tables" in html) == (True, True)
