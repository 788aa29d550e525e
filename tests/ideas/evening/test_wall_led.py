"""What the desk decides is on the wall: each act changes the ETag, and the wall says it in words."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from foundation import qr
from ideas.evening.models import Control
from tests.factories import make_event, make_idea, make_organiser, make_scene, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(starts_at=timezone.now() - timedelta(hours=1), status=Event.Status.RUNNING)
    make_workshop(event=event)
    make_scene(event=event, minutes=120)
    make_idea(event=event, title="Un four")
    return event


@pytest.fixture
def lead(event):
    """Act as a conductor who always saw the last turn."""
    person = make_organiser(territory=event.territory)

    def act(verb, *args):
        control = Control.of(event)
        getattr(control, verb)(*args, by=person, seen=control.turn, now=timezone.now())

    return act


def shown(client, event, etag=""):
    response = client.get(f"/mur/{event.slug}/etat/", HTTP_IF_NONE_MATCH=etag)
    words = re.sub(r"<svg.*?</svg>|<[^>]+>|\s+", " ", response.content.decode(), flags=re.S)
    return response.status_code, " ".join(words.split()), response["ETag"]


def test_each_act_is_shown_and_changes_the_tag(client, event, lead):
    acts = [
        (("pause",), "En pause"),
        (("say", "Le repas est servi", 2), "Le repas est servi"),
        (("open_vote",), "Le vote est ouvert"),
    ]
    _status, before, etag = shown(client, event)
    for act, words in acts:
        assert words not in before
        lead(*act)
        status, after, new = shown(client, event, etag)
        assert (status, words in after, new != etag) == (200, True, True)
        etag = new
    assert shown(client, event, etag)[0] == 304


def test_a_slide_takes_the_place_of_the_ideas_and_gives_it_back(client, event, lead):
    ideas = shown(client, event)[1]
    lead("show_slide", 2)
    slide = client.get(f"/mur/{event.slug}/").content.decode()
    assert ('class="wall-slide"' in slide, 'class="notes"' in slide, slide.count("<h1")) == (True, False, 1)
    lead("show_slide", 0)
    assert shown(client, event)[1] == ideas


def test_fewer_slides_than_the_desk_believes_show_the_last_one(client, event, lead):
    lead("show_slide", 40)
    assert 'class="wall-slide"' in client.get(f"/mur/{event.slug}/").content.decode()


def test_the_code_leads_to_the_vote_while_it_is_open(client, event, lead, settings):
    way = f"{settings.PUBLIC_URL}/a/{event.code}/"
    shown_codes = []
    for act in ("open_vote", "close_vote"):
        lead(act)
        shown_codes.append(client.get(f"/mur/{event.slug}/").context["qr"])
    assert shown_codes == [qr.svg(f"{way}gommettes/"), qr.svg(way)]
