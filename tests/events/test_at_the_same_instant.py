"""What several people do at the same instant to the same seats, links and evenings, on both databases (D4, D7, D64)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.changing import CHANGE
from events.importing import applying
from events.models import Event, ImportBatch, Registration, Table
from events.models.imports import ImportRow
from foundation import links
from outbox.models import Message
from tests.events.test_capacity import browsers, in_threads
from tests.factories import make_event, make_organiser, make_registration, make_territory, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def attempted(act):
    """Whether the verb `act` was done, False when it was refused in a sentence; anything else fails."""
    try:
        act()
    except ValidationError:
        return False
    return True


def assert_seats_are_those_of_the_people():
    for table in Table.objects.all():
        assert table.seats_taken == Registration.objects.live().filter(table=table).count()


def test_people_who_exchange_their_tables_do_not_wait_for_each_other():
    event = make_event()
    first, second = make_workshop(event=event, seats=12), make_workshop(event=event, seats=12)
    people = [make_registration(event=event, workshop=(first, second)[n % 2]).pk for n in range(10)]

    def exchange(number):
        for turn in range(4):
            mine = Registration.objects.select_related("table__workshop", "event__territory").get(pk=people[number])
            mine.move(workshop=(second, first)[(number + turn) % 2])
        return True

    assert in_threads(10, exchange) == [True] * 10
    assert_seats_are_those_of_the_people()


def test_moving_and_cancelling_at_once_frees_one_seat():
    event = make_event()
    first, second = make_workshop(event=event), make_workshop(event=event)
    pks = [make_registration(event=event, workshop=first).pk for _ in range(6)]

    def act(number):
        mine = Registration.objects.select_related("table__workshop", "event__territory").get(pk=pks[number // 2])
        return attempted(mine.cancel if number % 2 else lambda: mine.move(workshop=second))

    in_threads(12, act)
    assert_seats_are_those_of_the_people()


def test_undoing_an_import_while_its_people_cancel_and_move_keeps_the_seats_right():
    event = make_event()
    first, second = make_workshop(event=event, tables=2), make_workshop(event=event, tables=2)
    batch = ImportBatch.objects.create(
        event=event, source="helloasso", file_name="liste.csv", status="applied", applied_at=timezone.now()
    )
    people = [make_registration(event=event, workshop=first, email="") for _ in range(12)]
    for number, registration in enumerate(people):
        ImportRow.objects.create(
            batch=batch, number=number, outcome="new", registration=registration, done_at=timezone.now()
        )

    def act(number):
        if number == 0:
            return attempted(lambda: applying.begin_undoing(ImportBatch.objects.get(pk=batch.pk)))
        mine = Registration.objects.filter(pk=people[number - 1].pk).select_related(
            "table__workshop", "event__territory"
        )
        mine = mine.first()
        return mine is None or attempted(mine.cancel if number % 2 else lambda: mine.move(workshop=second))

    in_threads(7, act)
    batch.refresh_from_db()
    assert batch.status == "undone"
    assert_seats_are_those_of_the_people()


def test_fifty_clicks_on_one_link_make_one_change():
    event = make_event()
    make_workshop(event=event)
    second = make_workshop(event=event)
    nadia = make_registration(event=event, workshop=event.workshops.get(number=1))
    payload = {
        "workshop": second.pk,
        "companions": [{"given_name": "Ali", "family_name": "Morel", "age_band": "26_39"}],
    }
    address = reverse("events:confirm_change", args=[links.token(links.act(CHANGE, nadia.pk, payload=payload))])
    clients = browsers(50)
    statuses = in_threads(50, lambda number: clients[number].post(address).status_code)
    assert statuses.count(302) == 1
    assert set(statuses) <= {302, 409, 410}
    assert nadia.companions.count() == 1
    assert_seats_are_those_of_the_people()


def test_evenings_of_one_name_made_together_have_each_their_address():
    territory = make_territory()
    person = make_organiser(territory=territory)
    typed = {"territory": territory.pk, "brand": "Crépite", "day": "2027-10-17", "begins": "17:30", "ends": "22:00"}
    clients = [sign_in(client, person) for client in browsers(6)]
    address = reverse("events:evening_new")
    assert in_threads(6, lambda number: clients[number].post(address, typed).status_code) == [302] * 6
    assert Event.objects.values("slug").distinct().count() == 6


def planned(event, *, lines=8):
    """An import that waits to be applied, of `lines` new people."""
    batch = ImportBatch.objects.create(event=event, source="helloasso", file_name="liste.csv", status="planned")
    for number in range(lines):
        ImportRow.objects.create(
            batch=batch, number=number, outcome="new", given_name="Zoé", family_name=f"Roux {number}",
            email=f"zoe{number}@example.org", source_ref=f"HA-{number}", workshop=event.workshops.first(),
        )  # fmt: skip
    return batch


def test_an_import_applied_twice_at_once_registers_once():
    event = make_event()
    make_workshop(event=event)
    batch = planned(event)

    def act(_number):
        return attempted(lambda: applying.begin(ImportBatch.objects.get(pk=batch.pk), tell=True))

    assert sorted(in_threads(4, act)) == [False, False, False, True]
    batch.refresh_from_db()
    assert (batch.status, event.registrations.count(), Message.objects.count()) == ("applied", 8, 8)
    assert_seats_are_those_of_the_people()


def test_an_import_undone_while_it_is_applied_is_whole_or_gone():
    event = make_event()
    make_workshop(event=event)
    batch = planned(event)

    def act(number):
        verb = applying.begin_undoing if number % 2 else lambda mine: applying.begin(mine, tell=False)
        return attempted(lambda: verb(ImportBatch.objects.get(pk=batch.pk)))

    in_threads(6, act)
    batch.refresh_from_db()
    assert (batch.status, event.registrations.count()) in [("applied", 8), ("undone", 0)]
    assert_seats_are_those_of_the_people()


def test_an_evening_published_and_cancelled_at_once_is_in_one_state_that_its_steps_tell():
    event = make_event(status=Event.Status.DRAFT)
    make_workshop(event=event)

    def act(number):
        mine = Event.objects.get(pk=event.pk)
        if number % 2:
            return attempted(lambda: mine.cancel(by=None, reason="La neige"))
        return attempted(lambda: mine.publish(by=None))

    in_threads(8, act)
    event.refresh_from_db()
    told = list(event.steps.values_list("kind", flat=True))
    assert (event.status, told) in [("published", ["published"]), ("cancelled", ["cancelled", "published"])]
