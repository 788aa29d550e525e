"""Whoever types a known address changes nothing: a mailed link shows the change and makes it, once (D3, D64)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Registration, Table
from outbox.models import Message
from tests.events.filling import companions, typed
from tests.factories import make_event, make_registration, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    make_workshop(event=event, seats=4, title="Le premier")
    make_workshop(event=event, seats=4, title="Le second")
    return event


@pytest.fixture
def nadia(event):
    registration = make_registration(event=event, workshop=event.workshops.get(number=1), email="nadia@example.org")
    Registration.objects.update(created_at=timezone.now() - timedelta(days=1))
    return registration


def send(client, event, **fields):
    return client.post(f"/soirees/{event.slug}/inscription/", typed(**fields))


def link(message):
    return re.search(r"http://localhost:8000(/billet/changement/\S+)", message.text)[1]


def taken():
    return list(Table.objects.order_by("number").values_list("seats_taken", flat=True))


def test_known_and_unknown_addresses_get_the_same_answer(client, event, nadia):
    known = send(client, event, email="NADIA@example.org", given_name="Une autre", workshop="2")
    unknown = send(client, event, email="nouvelle@example.org", workshop="2")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.cookies.keys() == unknown.cookies.keys()


def test_known_address_changes_nothing_until_the_link_is_followed(client, event, nadia):
    send(client, event, workshop="2", given_name="Une autre", **companions("Ali Morel"))
    assert (Registration.objects.count(), taken()) == (1, [1, 0])
    nadia.refresh_from_db()
    assert nadia.full_name == "Nadia Morel"
    message = Message.objects.get()
    assert (message.kind, message.to) == ("change-requested", "nadia@example.org")
    for _ in range(2):
        assert client.get(link(message)).status_code == 200
    assert taken() == [1, 0]


def test_link_makes_the_change_once(client, event, nadia):
    send(client, event, workshop="2", **companions("Ali Morel"))
    address = link(Message.objects.get())
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (302, f"/billet/{nadia.code}/")
    assert taken() == [0, 2]
    assert [companion.full_name for companion in nadia.companions.all()] == ["Ali Morel"]
    assert client.get(response["Location"]).status_code == 200
    assert [client.post(address).status_code, client.get(address).status_code] == [410, 410]
    assert taken() == [0, 2]


def test_the_same_companions_are_not_brought_twice(client, event, nadia):
    for _ in range(2):
        send(client, event, **companions("Ali Morel"))
    first, second = (link(message) for message in Message.objects.order_by("pk"))
    assert [client.post(first).status_code, client.post(second).status_code] == [302, 302]
    assert nadia.companions.count() == 1


def test_full_workshop_leaves_the_link_alive(client, event, nadia):
    send(client, event, workshop="2")
    address = link(Message.objects.get())
    table = Table.objects.get(workshop__number=2)
    Table.objects.filter(pk=table.pk).update(seats_taken=4)
    assert client.post(address).status_code == 409
    Table.objects.filter(pk=table.pk).update(seats_taken=3)
    assert client.post(address).status_code == 302
    assert taken() == [0, 4]


def test_nothing_new_sends_the_ticket_link_without_an_act(client, event, nadia):
    send(client, event)
    message = Message.objects.get()
    assert "/billet/changement/" not in message.text
    assert "/billet/lien/" in message.text


def test_sending_the_form_twice_in_a_row_mails_once(client, event):
    send(client, event, email="zoe@example.org")
    send(client, event, email="zoe@example.org")
    assert list(Message.objects.values_list("kind", flat=True)) == ["registration-confirmed"]


def test_letterbox_is_not_flooded(client, event, nadia):
    for _ in range(8):
        send(client, event, workshop="2")
    assert Message.objects.count() == 4


@pytest.mark.parametrize("token", ["x", "A" * 48, "é" * 60, "%00"])
def test_unknown_links_explain_themselves(client, token):
    assert client.get(f"/billet/changement/{token}/").status_code == 410
    assert client.get(f"/billet/lien/{token}/").status_code == 410


def test_each_companion_added_brings_a_mail_even_after_another_left(client, event, nadia):
    for name in ("Ali Morel", "Zoé Morel"):
        send(client, event, **companions(name))
        client.post(link(Message.objects.filter(kind="change-requested").last()))
        for companion in nadia.companions.live():
            companion.cancel(tell=False)
    assert Message.objects.filter(kind="ticket-sent-again").count() == 2


def test_link_changes_nothing_of_an_evening_called_off(client, event, nadia):
    send(client, event, workshop="2", **companions("Ali Morel"))
    event.cancel(by=None, reason="La neige")
    assert client.post(link(Message.objects.filter(kind="change-requested").get())).status_code == 409
    assert (taken(), nadia.companions.count()) == ([1, 0], 0)


def test_taking_an_absurd_line_away_shows_the_form_again(client, event):
    assert send(client, event, email=None, remove="9" * 5000).status_code == 200
