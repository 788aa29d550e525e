"""`/a/<code>/etat/`: what every phone asks again and again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event
from ideas.evening.models import Control
from tests.factories import make_event, make_organiser, make_scene, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return make_workshop(event=make_event(starts_at=timezone.now())).tables.get()


@pytest.fixture
def conductor(table):
    return make_organiser(territory=table.event.territory)


def state(client, code, etag=""):
    return client.get(f"/a/{code}/etat/", HTTP_IF_NONE_MATCH=etag)


def test_says_scene_pause_and_message(client, table, conductor):
    now = timezone.now()
    scene = make_scene(event=table.event, planned_at=now, minutes=60)
    assert state(client, table.code).json() == {
        "scene": "Travail aux tables", "left": 3599, "paused": False, "message": "", "vote": False,
    }  # fmt: skip
    control = Control.of(table.event)
    control.start(scene, by=conductor, seen=0, now=now - timedelta(minutes=10))
    control.pause(by=conductor, seen=1, now=now)
    control.say("Le repas est servi", 2, by=conductor, seen=2, now=now)
    assert state(client, table.event.code.lower()).json() == {
        "scene": "Travail aux tables", "left": 3000, "paused": True, "message": "Le repas est servi", "vote": False,
    }  # fmt: skip


def test_not_modified_in_two_statements_until_someone_acts(client, table, conductor, django_assert_num_queries):
    scene = make_scene(event=table.event, planned_at=timezone.now(), minutes=60)
    etag = state(client, table.code)["ETag"]
    with django_assert_num_queries(2):
        again = state(client, table.code, etag)
    assert (again.status_code, again.content, len(again.cookies)) == (304, b"", 0)
    seen = set()
    control, now = Control.of(table.event), timezone.now()
    acts = [
        lambda turn: control.start(scene, by=conductor, seen=turn, now=now),
        lambda turn: control.pause(by=conductor, seen=turn, now=now),
        lambda turn: control.resume(by=conductor, seen=turn, now=now),
        lambda turn: control.extend(5, by=conductor, seen=turn, now=now),
        lambda turn: control.say("À table", 2, by=conductor, seen=turn, now=now),
        lambda turn: control.hush(by=conductor, seen=turn, now=now),
    ]
    for turn, act in enumerate(acts):
        act(turn)
        seen.add(state(client, table.code, etag)["ETag"])
    assert len(seen - {etag}) == len(acts)


def test_a_message_leaves_by_itself(client, table, conductor):
    control = Control.of(table.event)
    control.say("À table", 2, by=conductor, seen=0, now=timezone.now() - timedelta(minutes=1))
    shown = state(client, table.code)
    Control.objects.update(message_until=timezone.now())
    after = state(client, table.code, shown["ETag"])
    assert (shown.json()["message"], after.status_code, after.json()["message"]) == ("À table", 200, "")


def test_unknown_codes_and_drafts_are_nobody_s_business(client, db):
    draft = make_event(status=Event.Status.DRAFT)
    assert [state(client, code).status_code for code in ("NOPE22", draft.code)] == [404, 404]
