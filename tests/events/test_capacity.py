"""Seats are a hard limit (D4): fifty people want the last five at the same moment, on both databases."""

import threading

import pytest
from django.db import connection
from django.test import Client

from events.models import Registration, Table
from outbox.models import Message
from tests.factories import make_event, make_workshop

PEOPLE, SEATS = 50, 5


def browsers(count):
    """Return `count` clients, each with its own cookies, that share one server: loading it takes a while."""
    clients = [Client() for _ in range(count)]
    clients[0].handler.load_middleware()
    for client in clients:
        client.handler = clients[0].handler
    return clients


def in_threads(count, act):
    """Run `act(number)` in `count` threads that start together; return what each returned."""
    results, gate = [None] * count, threading.Barrier(count)

    def run(number):
        gate.wait()
        try:
            results[number] = act(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_fifty_registrations_for_the_last_five_seats():
    event = make_event()
    make_workshop(event=event, seats=SEATS)

    clients = browsers(PEOPLE)

    def register(number):
        typed = {
            "given_name": f"Personne {number}",
            "family_name": "Rapide",
            "email": f"personne{number}@example.org",
            "workshop": "1",
            "age_band": "26_39",
            "companions": "0",
        }
        return clients[number].post(f"/soirees/{event.slug}/inscription/", typed).status_code

    statuses = in_threads(PEOPLE, register)
    assert statuses.count(302) == SEATS
    assert set(statuses) <= {302, 409, 422}  # full: said on the form, or on the page when nothing is left at all
    assert Registration.objects.live().count() == SEATS
    assert Table.objects.get().seats_taken == SEATS
    assert Message.objects.filter(kind="registration-confirmed").count() == SEATS


@pytest.mark.django_db(transaction=True)
def test_two_tabs_with_the_same_address_register_once():
    event = make_event()
    make_workshop(event=event, seats=12)

    clients = browsers(8)

    def register(number):
        typed = {
            "given_name": "Nadia", "family_name": "Morel", "email": "nadia@example.org",
            "workshop": "1", "age_band": "26_39", "companions": "0",
        }  # fmt: skip
        return clients[number].post(f"/soirees/{event.slug}/inscription/", typed).status_code

    assert in_threads(8, register) == [302] * 8
    assert Registration.objects.live().count() == 1
    assert Table.objects.get().seats_taken == 1
