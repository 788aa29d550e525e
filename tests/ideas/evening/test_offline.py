"""What a phone without network relies on (D12): the worker, the empty page, answers that a script reads."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from events.models import Event
from ideas import guarding
from ideas.evening.shell import WORKER
from ideas.models import Idea
from tests.factories import make_event, make_gathering, make_idea, make_scene, make_workshop

pytestmark = pytest.mark.django_db
PHONE = {"HTTP_ORIGIN": "http://testserver", "HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def table():
    return make_workshop(event=make_event(), title="Le dernier kilomètre").tables.get()


def send(client, code, headers=PHONE, **fields):
    words = {"title": "Un four", "need": "Pain loin", "client_key": str(uuid.uuid4()), "queued": "1", **fields}
    response = client.post(f"/a/{code}/", words, **headers)
    return response.status_code, response.json()


def test_worker_names_the_files_of_the_page(client, db):
    response = client.get("/a/sw.js")
    first, second = response.content.decode().splitlines()
    told = json.loads(first.removeprefix("self.tableShell = ").removesuffix(";"))
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert told == {"version": WORKER.version, "files": [f"/static/{name}" for name in WORKER.page]}
    assert second.startswith('importScripts("/static/js/table-store.js"')


def test_shell_holds_nothing_of_anyone(client, table):
    make_scene(event=table.event, started_at=timezone.now())
    make_idea(event=table.event, table=table, title="Le mot d’une autre")

    response = client.get(f"/a/{table.code}/hors-reseau/")

    html = response.content.decode()
    assert (response.status_code, list(response.cookies)) == (200, [])
    assert "Le dernier kilomètre" in html
    assert 'name="client_key" value=""' in html
    assert 'name="stamp" value=""' in html
    assert "Le mot d’une autre" not in html
    assert "data-left" not in html


@pytest.mark.parametrize(("code", "status"), [("NOPE22", 404), (None, 410)])
def test_shell_of_a_place_that_takes_nothing_is_not_kept(client, db, code, status):
    over = make_event(status=Event.Status.DONE, starts_at=timezone.now() - timedelta(days=9), hours=5)
    assert client.get(f"/a/{code or over.code}/hors-reseau/").status_code == status


def test_acknowledgement_says_the_receipt_and_until_when_it_is_kept(client, table):
    status, told = send(client, table.code)

    idea = Idea.objects.get()
    assert (status, told["receipt"].replace(" ", ""), told["title"]) == (200, idea.receipt, "Un four")
    assert told["until"][:16] == (table.event.ends_at + timedelta(days=7)).isoformat()[:16]
    assert idea.receipt in client.get(told["url"]).content.decode().replace(" ", "")


def test_same_sending_is_acknowledged_twice_and_stored_once(client, table):
    key = str(uuid.uuid4())
    first, second = (send(client, table.code, client_key=key)[1]["receipt"] for _ in range(2))
    assert (first, Idea.objects.count()) == (second, 1)


def test_refusals_say_why_in_one_sentence(client, table, monkeypatch):
    over = make_event(status=Event.Status.DONE, starts_at=timezone.now() - timedelta(days=9), hours=5)
    assert send(client, over.code)[0] == 410
    assert send(client, "NOPE22")[0] == 404
    assert send(client, table.code, {**PHONE, "HTTP_ORIGIN": "https://ailleurs.example"})[0] == 403
    status, told = send(client, table.code, title=" ")
    assert (status, list(told["errors"])) == (422, ["title"])
    monkeypatch.setitem(guarding.PER_EVENT, "limit", 0)
    status, told = send(client, table.code)
    assert (status, told["said"]) == (
        429,
        "Beaucoup d’idées arrivent en même temps. La vôtre repart toute seule dans une minute.",
    )
    assert not Idea.objects.exists()


def test_stall_receives_from_a_phone(client, db):
    gathering = make_gathering(event=make_event(status=Event.Status.DRAFT))
    assert send(client, gathering.code)[0] == 200
    assert Idea.objects.get().gathering == gathering


def test_receipt_opens_until_a_week_after_the_evening(client, table):
    """Sent three weeks before the evening, opened until seven days after it."""
    url = send(client, table.code)[1]["url"]
    with time_machine.travel(table.event.ends_at + timedelta(days=6)):
        assert client.get(url).status_code == 200
    with time_machine.travel(table.event.ends_at + timedelta(days=8)):
        assert client.get(url).status_code == 404
