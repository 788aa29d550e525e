"""The table's page (D11, D12, D65): no account, no cookie, nothing typed is lost."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from events.models import Event
from foundation.models import Link
from ideas import guarding
from ideas.models import Idea
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_scene, make_workshop

pytestmark = pytest.mark.django_db
OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def table():
    return make_workshop(event=make_event(), title="Le dernier kilomètre").tables.get()


def typed(**fields):
    """What a phone sends three seconds after it got the page."""
    with time_machine.travel(timezone.now() - timedelta(seconds=3), tick=False):
        stamp = guarding.stamp()
    return {"title": "Un four", "need": "Pain loin", "client_key": str(uuid.uuid4()), "stamp": stamp, **fields}


def post(client, table, headers=OWN, **fields):
    return client.post(f"/a/{table.code}/", typed(**fields), **headers)


def kept(response):
    html = response.content.decode()
    return re.search(r'name="title"[^>]*value="([^"]*)"', html).group(1), "Pain loin" in html


def test_page_sets_no_cookie_and_is_not_kept(client, table):
    response = client.get(f"/a/{table.code.lower()}/")

    assert (response.status_code, list(response.cookies), response["Cache-Control"]) == (200, [], "no-store")
    assert "Le dernier kilomètre" in response.content.decode()


def test_send_receives_the_idea_without_a_cookie(client, table):
    response = post(client, table, author_name="Nadia")

    idea = Idea.objects.get()
    assert (idea.title, idea.need, idea.table, idea.author_name, idea.shown_author) == (
        "Un four",
        "Pain loin",
        table,
        "Nadia",
        "",
    )
    assert (response.status_code, list(response.cookies)) == (302, [])
    page = client.get(response["Location"]).content.decode()
    assert " ".join(re.findall("..", idea.receipt)) in page


def test_send_twice_exists_once_and_shows_the_same_receipt(client, table):
    """D12."""
    key = str(uuid.uuid4())

    first, second = (post(client, table, client_key=key) for _ in range(2))

    assert Idea.objects.count() == 1
    assert client.get(first["Location"]).content == client.get(second["Location"]).content


def test_key_of_another_sending_does_not_show_its_receipt(client, table):
    first = make_idea(event=table.event, title="Le chauffeur-voisin")

    response = post(client, table, client_key=str(first.client_key))

    page = client.get(response["Location"]).content.decode()
    assert " ".join(re.findall("..", first.receipt)) not in page
    assert Idea.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"stamp": ""}, 422, "Tout est gardé"),
        ({"website": "http://spam.example"}, 422, "champ caché"),
        ({"need": "Pain loin" + "x" * 1500}, 422, "1500"),
    ],
)
def test_refusal_keeps_what_was_typed(client, table, fields, status, sentence):
    response = post(client, table, **fields)

    assert (response.status_code, kept(response)) == (status, ("Un four", True))
    assert sentence in response.content.decode()
    assert not Idea.objects.exists()


def test_title_missing_keeps_the_rest(client, table):
    response = post(client, table, title=" ")
    assert response.status_code == 422
    assert "Pain loin" in response.content.decode()


def test_too_quick_passes_at_the_second_touch(client, table):
    now = timezone.now().replace(microsecond=0)  # a stamp counts whole seconds
    with time_machine.travel(now, tick=False):
        stamp = guarding.stamp()
    with time_machine.travel(now + timedelta(seconds=1), tick=False):
        refused = post(client, table, stamp=stamp)
    shown = re.search(r'name="stamp" value="([^"]*)"', refused.content.decode()).group(1)

    with time_machine.travel(now + timedelta(seconds=3), tick=False):
        assert post(client, table, stamp=shown).status_code == 302


def test_queued_sending_skips_the_time_trap(client, table):
    assert post(client, table, queued="1", stamp="").status_code == 302


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_ORIGIN": "https://ailleurs.example"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({}, 403),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, 302),
        ({"HTTP_ORIGIN": "http://localhost:8000"}, 302),
    ],
)
def test_origin_is_checked_and_the_words_are_kept(client, table, headers, status):
    response = post(client, table, headers=headers)

    assert response.status_code == status
    if status == 403:
        assert kept(response) == ("Un four", True)


def test_hall_of_300_phones_behind_one_address_passes(client, table):
    answers = [client.post(f"/a/{table.event.code}/", typed(title=f"Idée {n}"), **OWN).status_code for n in range(300)]
    assert answers == [302] * 300


def test_table_that_sends_too_much_is_asked_to_wait(client, table, monkeypatch):
    monkeypatch.setitem(guarding.PER_TABLE, "limit", 1)
    post(client, table)

    response = post(client, table)
    assert (response.status_code, kept(response), Idea.objects.count()) == (429, ("Un four", True), 1)
    assert post(client, table, queued="1").status_code == 302


def test_unknown_code_says_so_and_guesses_one_slip(client, table):
    typed = ("A" if table.code[0] != "A" else "C") + table.code[1:]
    far, near = (client.get(f"/a/{code}/") for code in ("NOPE22", typed))
    assert (far.status_code, "Aucune table" in far.content.decode(), far.context["near"]) == (404, True, "")
    assert near.context["near"] == table.code


def test_code_typed_opens_its_table(client, table):
    assert client.get(f"/a/?code={table.code[:3].lower()}-{table.code[3:]}")["Location"] == f"/a/{table.code}/"
    assert client.get("/a/").status_code == 404


def test_draft_is_nobody_s_business(client, db):
    event = make_event(status=Event.Status.DRAFT)
    assert client.get(f"/a/{event.code}/").status_code == 404


def test_week_after_the_evening_is_the_last(client, db):
    """D12: accepted until seven days after."""
    event = make_event(status=Event.Status.DONE, starts_at=timezone.now() - timedelta(days=7, hours=1), hours=5)
    past = make_event(status=Event.Status.DONE, starts_at=timezone.now() - timedelta(days=8), hours=5)

    assert client.get(f"/a/{event.code}/").status_code == 200
    assert (client.get(f"/a/{past.code}/").status_code, post(client, past).status_code) == (410, 410)


def test_page_shows_last_ideas_of_this_table_only(client, table):
    other = make_workshop(event=table.event).tables.get()
    make_idea(event=table.event, table=table, title="Visible ici")
    make_idea(event=table.event, table=other, title="Ailleurs")
    make_idea(event=table.event, table=table, title="Pas encore lue", status=Idea.Status.SUBMITTED)

    html = client.get(f"/a/{table.code}/").content.decode()
    assert re.findall(r'class="note"><h3>(.*?)</h3>', html) == ["Visible ici"]


def test_page_tells_the_time_left(client, table):
    make_scene(event=table.event, minutes=30, started_at=timezone.now() - timedelta(minutes=10))
    assert "encore 20 min" in client.get(f"/a/{table.code}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_page_asks_the_same_whatever_the_number_of_ideas(client, table, rows, django_assert_num_queries):
    for n in range(rows):
        make_idea(event=table.event, table=table, title=f"Idée {n}")
    with django_assert_num_queries(4):
        response = client.get(f"/a/{table.code}/")
    assert response.content.decode().count('class="note"') == min(rows, 5)


def receive(client, table):
    return post(client, table)["Location"]


def test_receipt_opens_the_sheet_by_a_cookie(client, table):
    """D11, D64: the access leaves the address."""
    address = receive(client, table)

    response = client.post(address, {"act": "complete"}, **OWN)

    idea = Idea.objects.get()
    assert (response["Location"], list(response.cookies)) == (f"/idees/{idea.slug}/completer/", ["acces"])
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda idea, by: None, "dès que l’équipe l’aura lue"),
        (lambda idea, by: idea.accept(by=by), "sur le mur dans quelques secondes"),
        (lambda idea, by: idea.refuse(by=by, reason="duplicate"), "doublon"),
    ],
)
def test_receipt_tells_where_the_idea_is(client, table, act, sentence):
    address = receive(client, table)
    act(Idea.objects.get(), make_organiser(territory=table.event.territory))
    assert sentence in client.get(address).content.decode()


def test_receipt_page_changes_nothing_by_itself(client, table):
    client.get(receive(client, table))
    assert not Link.objects.exists()


def test_receipt_attaches_an_address_and_mails_it(client, table):
    response = client.post(receive(client, table), {"act": "follow", "email": "Nadia@example.org"}, **OWN)

    assert response.status_code == 302
    assert (Idea.objects.get().author_email, Message.objects.get().to) == ("nadia@example.org", "nadia@example.org")


def test_receipt_refuses_a_bad_address_and_keeps_it(client, table):
    response = client.post(receive(client, table), {"act": "follow", "email": "nadia@"}, **OWN)
    assert (response.status_code, 'value="nadia@"' in response.content.decode()) == (422, True)


def test_receipt_refuses_another_site(client, table):
    response = client.post(receive(client, table), {"act": "complete"}, HTTP_ORIGIN="https://ailleurs.example")
    assert (response.status_code, list(response.cookies)) == (403, [])


def test_receipt_of_a_forged_token_is_not_found(client, table):
    assert client.get(f"/a/{table.code}/recue/MQ:forged:seal/").status_code == 404
