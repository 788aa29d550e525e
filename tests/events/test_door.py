"""Doors: one link per volunteer, what its phone holds, what it does, and what is answered (D7, D58, D59, D64)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events import door_list
from events.arriving import Act, nearest_with_room, play
from events.models import Attendance, Door, Registration, RegistrationStep
from events.models.attendance import mark_present, undo_present
from events.models.door import DOOR
from events.registering import Companion, Newcomer
from foundation import links
from foundation.typography import long_date
from tests.factories import make_door, make_event, make_organiser, make_registration, make_table, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(brand="Crépite")


@pytest.fixture
def workshop(event):
    return make_workshop(event=event, tables=3, seats=2)


@pytest.fixture
def door(event):
    return make_door(event=event, name="Camille")


@pytest.fixture
def phone(client, door):
    cache.clear()
    client.get(urlsplit(door.access_link()).path)
    return client


def key():
    return uuid4().hex


def tap(door, registration, **fields):
    return play(door, Act(key=fields.pop("key", key()), kind="present", mark=door.mark(registration.code), **fields))


def send(phone, door, *acts):
    body = {"acts": [{"key": key(), **act} for act in acts]}
    return phone.post(
        reverse("events:door_acts", args=[door.pk]),
        body,
        content_type="application/json",
        headers={"origin": "http://testserver"},
    )


# One presence


def test_a_tap_sent_again_counts_once_and_does_not_bring_back_what_was_undone(event, door):
    nadia = make_registration(event=event)
    first = mark_present(nadia, door=door, device_key="a" * 8)
    assert mark_present(nadia, door=door, device_key="a" * 8) == first
    assert undo_present(nadia, only=first)
    assert mark_present(nadia, door=door, device_key="a" * 8).undone_at is not None
    assert nadia.attendances.standing().count() == 0


def test_the_second_door_is_told_when_and_where(event, door):
    nadia = make_registration(event=event)
    tap(door, nadia)
    came = nadia.attendances.get()
    Attendance.objects.filter(pk=came.pk).update(at=event.starts_at)
    answer = tap(make_door(event=event, name="Dominique"), nadia)
    said = "Nadia M. est déjà là\u00a0: arrivée notée à 17\u00a0h\u00a030, à l’accueil (Camille)."
    assert (answer.outcome, answer.text) == ("already", said)
    assert Attendance.objects.count() == 1


def test_what_a_closed_door_kept_leaves_by_the_new_link_of_the_same_phone(event, door):
    nadia = make_registration(event=event)
    door.revoke()
    new = make_door(event=event, name="Inès")
    answer = play(new, Act(key=key(), kind="present", mark=door.mark(nadia.code)))
    stranger = make_door(event=make_event())
    kept_elsewhere = play(new, Act(key=key(), kind="present", mark=stranger.mark(nadia.code)))
    assert (answer.outcome, answer.registration, kept_elsewhere.outcome) == ("done", nadia, "unknown")


def test_the_clock_of_a_phone_is_believed_within_two_days(event, door):
    now = timezone.now()
    here, wrong = make_registration(event=event), make_registration(event=event)
    tap(door, here, at=now - timedelta(minutes=40))
    tap(door, wrong, at=now - timedelta(days=300))
    assert here.attendances.get().at == now - timedelta(minutes=40)
    assert wrong.attendances.get().at >= now


# Tickets that do not open


def test_tickets_that_do_not_open_say_why(event, door):
    cancelled = make_registration(event=event, given_name="Zoé")
    cancelled.cancel(tell=False)
    minor = make_registration(event=event, given_name="Léo", age_band=Registration.AgeBand.FROM_15)
    waiting = make_registration(event=event, given_name="Ali")
    Registration.objects.filter(pk=waiting.pk).update(status=Registration.Status.WAITING)
    assert [tap(door, one).outcome for one in (cancelled, minor, waiting)] == ["cancelled", "authorisation", "waiting"]
    assert Attendance.objects.count() == 0


def test_a_ticket_of_another_evening_says_which_when_and_where(event, door):
    elsewhere = make_registration(event=make_event(brand="Autre soirée", venue_name="Figeac"))
    day = long_date(timezone.localtime(elsewhere.event.starts_at))
    said = f"Ce billet est celui d’une autre soirée\u00a0: Autre soirée, {day}, Figeac."
    answers = [play(door, Act(key=key(), kind="present", code=code)) for code in (elsewhere.code, "AAAAAAAAAA")]
    assert [(answer.outcome, answer.text) for answer in answers] == [
        ("other", said),
        ("unknown", "Ce billet n’est pas connu. Cherchez le nom, ou inscrivez la personne plus bas."),
    ]


# Without a ticket


def walk_in(door, *, table=None, given_name="Zoé", act_key=None, **fields):
    newcomer = Newcomer(given_name, "Quentin", **fields)
    return play(door, Act(key=act_key or key(), kind="walk_in", table=table, newcomer=newcomer))


def test_who_comes_without_a_ticket_is_registered_once_and_present(event, workshop, door):
    same = key()
    answers = [walk_in(door, table=2, act_key=same) for _ in range(2)]
    made = Registration.objects.get()
    assert [answer.outcome for answer in answers] == ["done", "done"]
    assert (made.source, made.table.number, made.table.seats_taken) == ("walk_in", 2, 1)
    assert made.attendances.standing().get().door == door


def test_a_full_table_registers_anyway_and_offers_the_nearest(event, workshop, door):
    for _ in range(2):
        walk_in(door, table=2)
    answer = walk_in(door, table=2, given_name="Ali")
    assert (answer.outcome, [table.number for table in answer.tables]) == ("full", [1, 3])
    ali = Registration.objects.get(given_name="Ali")
    assert (ali.table, ali.attendances.standing().count()) == (None, 1)
    seated = play(door, Act(key=key(), kind="seat", mark=door.mark(ali.code), table=3))
    ali.refresh_from_db()
    assert (seated.outcome, ali.table.number) == ("done", 3)


def test_a_minor_without_ticket_waits_for_the_team(event, workshop, door):
    answer = walk_in(door, table=1, age_band=Registration.AgeBand.UNDER_15)
    assert (answer.outcome, Registration.objects.count(), Attendance.objects.count()) == ("authorisation", 1, 0)


def test_undoing_takes_back_the_act_and_no_other(event, workshop, door):
    nadia = make_registration(event=event)
    mine, theirs = key(), key()
    tap(make_door(event=event), nadia, key=theirs)
    tap(door, nadia, key=mine)
    assert play(door, Act(key=key(), kind="undo", undoes=mine)).outcome == "kept"
    number = str(nadia.attendances.get().pk)
    assert play(door, Act(key=key(), kind="undo", undoes=number)).outcome == "undone"
    walked = walk_in(door, table=1, act_key=mine).registration
    assert play(door, Act(key=key(), kind="undo", undoes=mine)).outcome == "undone"
    walked.refresh_from_db()
    assert (walked.status, workshop.tables.get(number=1).seats_taken) == ("cancelled", 0)


def test_the_nearest_tables_are_of_the_same_workshop_then_of_the_same_room(event):
    first = make_workshop(event=event, tables=0)
    other = make_workshop(event=event, tables=0)
    here = make_table(workshop=first, number=5, room="Foyer")
    make_table(workshop=other, number=6, room="Salle B")
    make_table(workshop=other, number=9, room="Foyer")
    make_table(workshop=first, number=20, room="Salle B")
    make_table(workshop=first, number=4, room="Foyer", seats=0)
    assert [table.number for table in nearest_with_room(here)] == [20, 9, 6]


# What the phone holds


def test_the_list_holds_given_name_initial_table_marked_ticket_and_presence_only(event, workshop, door, phone):
    nadia = make_registration(
        event=event, workshop=workshop, email="nadia@secret.example", phone="+33612345678",
        companions=[Companion("Léo", "Morel", Registration.AgeBand.UNDER_15)],
    )  # fmt: skip
    tap(door, nadia)
    came = nadia.attendances.get()
    answer = phone.get(reverse("events:door_people", args=[door.pk]))
    leo = nadia.companions.get()
    assert answer.json()["people"] == [
        [door.mark(nadia.code), "Nadia", "M", 1, door_list.PRESENT, [came.pk, int(came.at.timestamp()), door.pk]],
        [door.mark(leo.code), "Léo", "M", 1, door_list.SEE_TEAM, None],
    ]
    words = answer.content.decode()
    secrets = ("secret", "Morel", "33612", nadia.code, leo.code, "under_15", "moins")
    assert [secret for secret in secrets if secret in words] == []
    assert answer["Cache-Control"] == "no-store"


def test_the_mark_of_a_ticket_is_what_the_phone_computes(door):
    digest = hashlib.sha256(f"{door.salt}:K7M2QX4RAC".encode()).hexdigest()
    assert (door.mark("K7M2QX4RAC"), door.salt == make_door(event=door.event).salt) == (digest[:24], False)


def test_names_are_found_by_three_letters_without_accents_given_or_family(event, door, phone):
    for given_name, family_name in (("Élodie", "Marchand"), ("Marc", "Petit"), ("Jean-Marc", "Roy"), ("Ismaël", "Roy")):
        make_registration(event=event, given_name=given_name, family_name=family_name)
    answer = phone.get(reverse("events:door_people", args=[door.pk]), {"q": "Mar"})
    assert [row[1] for row in answer.json()["people"]] == ["Élodie", "Marc", "Jean-Marc"]


def test_other_doors_learn_what_changed_by_a_few_rows(event, door, phone):
    people = [make_registration(event=event) for _ in range(3)]
    RegistrationStep.objects.update(at=timezone.now() - timedelta(minutes=5))
    address = reverse("events:door_people", args=[door.pk])
    first = phone.get(address)
    since = {"depuis": first.json()["now"]}
    assert phone.get(address, since, headers={"if-none-match": first["ETag"]}).status_code == 304
    tap(make_door(event=event), people[1])
    answer = phone.get(address, since, headers={"if-none-match": first["ETag"]})
    assert [row[0] for row in answer.json()["people"]] == [door.mark(people[1].code)]


@pytest.mark.once
@pytest.mark.parametrize("number", [1, 3, 300])
def test_a_door_costs_the_same_whatever_the_number_of_people(event, workshop, door, phone, number):
    Registration.objects.bulk_create(
        Registration(event=event, given_name="Nadia", family_name=f"Morel {n}", folded=f"morel {n} nadia")
        for n in range(number)
    )
    people = reverse("events:door_people", args=[door.pk])
    now = int(timezone.now().timestamp())
    found = []
    for address in (f"{door.get_absolute_url()}?q=mor", people, f"{people}?depuis={now}", f"{people}?q=mor"):
        cache.clear()
        with CaptureQueriesContext(connection) as statements:
            assert phone.get(address).status_code == 200
        found.append(len(statements))
    assert found == [9, 6, 5, 4]


# The link


def test_closing_a_door_takes_effect_at_once_and_opening_it_again_takes_what_was_kept(event, door, phone, client):
    nadia = make_registration(event=event)
    act = {"key": key(), "kind": "present", "mark": door.mark(nadia.code)}
    door.revoke()
    closed = send(phone, door, act)
    assert (closed.status_code, phone.get(door.get_absolute_url()).status_code) == (410, 404)
    door.refresh_from_db()
    assert door.access_link() == ""
    door.reopen()
    door.refresh_from_db()
    phone.get(urlsplit(door.access_link()).path)
    answer = send(phone, door, act).json()["answers"][0]
    assert (answer["outcome"], answer["row"][4]) == ("done", door_list.PRESENT)


def test_a_door_opens_neither_another_one_nor_after_its_end(event, door, phone):
    other = make_door(event=event)
    assert phone.get(other.get_absolute_url()).status_code == 404
    links.revoke(DOOR, other.pk)
    with time_machine.travel(event.ends_at + timedelta(hours=6, minutes=1), tick=False):
        assert phone.get(reverse("events:door_people", args=[door.pk])).status_code == 410


def test_acts_that_cannot_be_read_are_refused_one_by_one(event, door, phone):
    nadia = make_registration(event=event)
    acts = ({"kind": "present", "mark": "<b>"}, {"kind": "fly"}, {"kind": "present", "mark": door.mark(nadia.code)})
    answers = send(phone, door, *acts).json()["answers"]
    assert [answer["outcome"] for answer in answers] == ["refused", "refused", "done"]
    address = reverse("events:door_acts", args=[door.pk])
    own = {"content_type": "application/json", "headers": {"origin": "http://testserver"}}
    assert [phone.post(address, body, **own).status_code for body in ("[", '{"acts": 3}', "[]")] == [400, 400, 400]
    foreign = phone.post(address, {}, content_type="application/json", headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403


# Without scripts


def test_the_page_works_without_scripts(event, workshop, door, phone):
    nadia = make_registration(event=event, workshop=workshop)
    page = phone.get(door.get_absolute_url(), {"q": "mor"})
    assert page.content.decode().count('name="mark"') == 1
    act = {"key": key(), "kind": "present", "mark": door.mark(nadia.code)}
    said = phone.post(door.get_absolute_url(), act, follow=True)
    assert [str(message) for message in said.context["messages"]] == ["Nadia M. est là."]
    refused = phone.post(
        door.get_absolute_url(), {"key": key(), "kind": "walk_in", "given_name": "", "family_name": "Roy"}
    )
    assert (refused.status_code, 'value="Roy"' in refused.content.decode()) == (422, True)


def test_the_organiser_makes_a_link_and_reads_who_welcomed(client, event):
    sign_in(client, make_organiser(territory=event.territory))
    address = reverse("events:door_list", args=[event.slug])
    shown = client.post(address, {"name": "Inès"}, follow=True)
    door = Door.objects.get()
    assert door.access_link() in shown.content.decode()
    tap(door, make_registration(event=event))
    assert [row.welcomed for row in client.get(address).context["doors"]] == [1]
    assert client.post(address, {"name": ""}).status_code == 422
    client.post(reverse("events:door_close", args=[event.slug, door.pk]))
    door.refresh_from_db()
    assert door.is_revoked


# Many doors at once


@pytest.mark.django_db(transaction=True)
def test_fifty_taps_of_one_ticket_at_several_doors_make_one_presence(event):
    doors = [make_door(event=event, name=f"Porte {n}") for n in range(5)]
    nadia = make_registration(event=event)
    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(lambda n: _alone(lambda: tap(doors[n % 5], nadia).outcome), range(50)))
    assert sorted(outcomes) == ["already"] * 49 + ["done"]
    assert (Attendance.objects.count(), event.registrations.present().count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_people_without_tickets_never_overfill_a_table(event, workshop, door):
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: _alone(lambda: walk_in(door, table=1).outcome), range(12)))
    assert sorted(outcomes) == ["done"] * 2 + ["full"] * 10
    assert (workshop.tables.get(number=1).seats_taken, Attendance.objects.count()) == (2, 12)


def _alone(act):
    try:
        return act()
    finally:
        connection.close()
