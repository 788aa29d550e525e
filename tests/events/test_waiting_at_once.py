"""Fifty people cancel, accept, register, wait and leave at the same instant: no seat twice, none over."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events import grouping
from events.importing import applying
from events.models import Group, GroupSeat, HeldSeat, ImportBatch, Offer, Registration, Ride, RideRequest, Table, Wait
from events.models.merge import merge
from events.models.serving import join, queue_due
from events.registering import Asked, Newcomer, register
from tests.events.test_at_the_same_instant import planned
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_group, make_registration, make_workshop

pytestmark = pytest.mark.django_db(transaction=True)
SEATS = 12


def attempted(act):
    try:
        act()
    except ValidationError:
        return False
    return True


def fresh(pk):
    return Registration.objects.select_related("event__territory", "table__workshop").get(pk=pk)


def assert_seats_add_up():
    for table in Table.objects.all():
        people = Registration.objects.live().filter(table=table).count()
        kept = HeldSeat.objects.filter(table=table).count() + GroupSeat.objects.free().filter(table=table).count()
        assert table.seats_taken == people + kept <= table.seats
    held = HeldSeat.objects.count()
    assert held == sum(Offer.objects.pending().values_list("size", flat=True))
    assert Wait.objects.filter(status="offered").count() == Offer.objects.pending().count()


def test_fifty_writers_never_exceed_the_seats_nor_offer_one_twice():
    event = make_event()
    first, second = make_workshop(event=event, seats=SEATS), make_workshop(event=event, seats=SEATS, tables=2)
    seated = [make_registration(event=event, workshop=first).pk for _ in range(SEATS)]
    others = [make_registration(event=event, workshop=second).pk for _ in range(SEATS)]
    waiting = []
    # More people wait than seats will ever be freed: whoever comes late finds the list before them, in any order.
    for number in range(20):
        asked = Asked(waits=(first,), only_waits=True)
        newcomer = Newcomer(f"Attente {number}", email=f"attente{number}@example.org")
        waiting.append(register(event, newcomer, workshop=None, asked=asked, tell=False).pk)
    for pk in seated[:4]:
        fresh(pk).cancel()
    offers = list(Offer.objects.pending().values_list("pk", flat=True))
    assert len(offers) == 4

    def accept(number):
        return Offer.objects.get(pk=offers[number % 4]).accept(now=timezone.now())

    def decline(number):
        return Offer.objects.get(pk=offers[number % 2]).decline()

    def enrol(number):
        newcomer = Newcomer(f"Nouvelle {number}", email=f"nouvelle{number}@example.org")
        return register(event, newcomer, workshop=first)

    acts = [
        *[lambda n=n: fresh(seated[4 + n]).cancel() for n in range(6)],
        *[lambda n=n: accept(n) for n in range(12)],
        *[lambda n=n: decline(n) for n in range(4)],
        *[lambda n=n: enrol(n) for n in range(10)],
        *[lambda n=n: fresh(others[n]).move(workshop=first) for n in range(6)],
        *[lambda n=n: join(fresh(others[n]), [first]) for n in range(6, 10)],
        *[lambda n=n: fresh(waiting[n]).cancel() for n in range(8, 12)],
        *[lambda n=n: queue_due(now=timezone.now()) for n in range(4)],
    ]
    assert len(acts) == 50
    done = in_threads(50, lambda number: attempted(acts[number]))
    assert None not in done
    assert_seats_add_up()
    accepted = Offer.objects.filter(status="accepted")
    assert accepted.count() == accepted.values("registration").distinct().count()
    # Nobody new takes a seat that somebody waited for.
    assert not Registration.objects.filter(given_name__startswith="Nouvelle").exists()
    queue_due(now=timezone.now())
    assert_seats_add_up()
    free = Table.objects.get(workshop=first)
    assert free.seats == free.seats_taken or not Wait.objects.unasked().filter(workshop=first).exists()


def test_one_offer_accepted_and_declined_at_once_is_answered_once():
    event = make_event()
    workshop = make_workshop(event=event, seats=1)
    nadia = make_registration(event=event, workshop=workshop)
    asked = Asked(waits=(workshop,), only_waits=True)
    zoe = register(event, Newcomer("Zoé", email="zoe@example.org"), workshop=None, asked=asked)
    nadia.cancel()
    pk = zoe.offers.get().pk

    def act(number):
        mine = Offer.objects.get(pk=pk)
        return attempted(mine.decline if number % 2 else lambda: mine.accept(now=timezone.now()))

    assert in_threads(6, act).count(True) == 1
    assert_seats_add_up()


def test_unpublishing_and_registering_at_once_leave_nobody_at_a_draft():
    for _turn in range(2):
        event = make_event()
        workshop = make_workshop(event=event)

        def act(number, event=event, workshop=workshop):
            if number % 3 == 0:
                return attempted(lambda: type(event).objects.get(pk=event.pk).unpublish(by=None))
            newcomer = Newcomer("Nadia", email=f"n{number}@example.org")
            return attempted(lambda: register(event, newcomer, workshop=workshop))

        in_threads(6, act)
        event.refresh_from_db()
        assert (event.status == "draft") == (event.registrations.count() == 0)


def test_every_way_to_a_seat_at_the_same_instant():
    event = make_event(least_seats=12)
    first, second = make_workshop(event=event, seats=12), make_workshop(event=event, seats=12, tables=2)
    people = [make_registration(event=event, workshop=first).pk for _ in range(9)]
    others = [make_registration(event=event, workshop=second).pk for _ in range(6)]
    gone = [make_registration(event=event, workshop=second).pk for _ in range(4)]
    for pk in gone:
        fresh(pk).cancel()
    group, batch = make_group(event=event, seats=2, workshop=second).pk, planned(event, lines=6).pk
    small, large = second.tables.order_by("-number").first(), first.tables.get()

    def of_group():
        return Group.objects.get(pk=group)

    def enrol(n):
        return register(event, Newcomer(f"N{n}", email=f"n{n}@example.org"), workshop=first)

    acts = [
        *[lambda n=n: enrol(n) for n in range(10)],
        *[lambda n=n: make_group(event=event, seats=2, workshop=first, label=f"G{n}") for n in range(4)],
        *[lambda n=n: grouping.enter(of_group(), [grouping.Member(f"Élève {n}")]) for n in range(5)],
        *[lambda n=n: fresh(gone[n]).reinstate(by=None) for n in range(4)],
        *[lambda n=n: fresh(others[n]).move(workshop=first) for n in range(6)],
        *[lambda n=n: fresh(people[n]).cancel() for n in range(5)],
        *[lambda: merge(small, large, by=None)] * 3,
        *[lambda: merge(large, small, by=None)] * 2,
        *[lambda: applying.begin(ImportBatch.objects.get(pk=batch), tell=False)] * 2,
        *[lambda: of_group().hold(1, workshop=second)] * 2,
        *[lambda: of_group().close()] * 2,
        *[lambda n=n: join(fresh(others[n]), [first]) for n in range(3)],
        *[lambda: queue_due(now=timezone.now())] * 2,
    ]
    assert len(acts) == 50
    assert None not in in_threads(50, lambda number: attempted(acts[number]))
    assert_seats_add_up()


def test_two_travellers_who_ask_each_other_make_one_request_answered_once():
    event = make_event()
    workshop = make_workshop(event=event)
    driver, rider = (
        Ride.publish(
            make_registration(event=event, workshop=workshop), side=side, commune=None, commune_text="Arinthod", seats=2
        )
        for side in ("offer", "seek")
    )

    def ask(number):
        pair = (driver, rider) if number % 2 else (rider, driver)
        return attempted(lambda: Ride.objects.get(pk=pair[0].pk).ask(Ride.objects.get(pk=pair[1].pk)))

    assert sorted(in_threads(8, ask)) == [False] * 7 + [True]
    asked = RideRequest.objects.get()

    def answer(number):
        mine = RideRequest.objects.with_people().get(pk=asked.pk)
        return attempted(mine.decline if number % 3 else mine.accept)

    assert sorted(in_threads(8, answer)) == [False] * 7 + [True]
    driver.refresh_from_db()
    asked.refresh_from_db()
    assert driver.seats_taken == int(asked.is_agreed)
