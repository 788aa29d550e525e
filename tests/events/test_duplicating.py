"""« Dupliquer cette édition »: everything but people, once per form (D67)."""

import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from events.duplicating import TO_ASK_AGAIN, duplicate
from events.models import EditionCopy, Event, Facilitator, Partner, Registration, Scene, Table, Workshop
from ideas.models import Idea
from tests.factories import (
    make_event,
    make_facilitator,
    make_idea,
    make_organiser,
    make_person,
    make_registration,
    make_scene,
    make_structure,
    make_task,
    make_territory,
    make_workshop,
)

pytestmark = pytest.mark.django_db


def at(*moment):
    return timezone.make_aware(timezone.datetime(*moment))


@pytest.fixture
def organiser():
    return make_organiser(territory=make_territory())


@pytest.fixture
def source(organiser):
    """An evening of October, in summer time, with everything that can be copied and everything that cannot."""
    territory = organiser.roles.get().territory
    event = make_event(
        territory=territory, starts_at=at(2026, 10, 15, 17, 30), registration_opens_at=at(2026, 8, 1, 8), most_seats=13
    )
    make_scene(event=event, planned_at=at(2026, 10, 15, 18, 0), minutes=90)
    workshop = make_workshop(event=event, tables=2, challenge="boost", bearer_name="Luc", bearer_agreed=True)
    make_facilitator(table=workshop.tables.first(), structure=make_structure(territory=territory, name="Lycée"))
    Partner.objects.create(event=event, structure=make_structure(territory=territory, name="Banque"), part="paie")
    make_registration(event=event, workshop=workshop)
    make_idea(event=event)
    make_task(event=event, days=-30, owner=organiser, done=True)
    make_task(event=event, days=-20, owner=make_person())
    make_task(event=event, fixed_on=event.starts_at.date() - timedelta(days=10), owner_name="Le maire")
    return event


def copy_of(source, by, key=None, day=(2027, 11, 18)):
    return duplicate(source, brand="Crépite 2", starts_at=at(*day, 18), ends_at=at(*day, 22), key=key or uuid4(), by=by)


def test_everything_but_people_is_copied(source, organiser):
    copy, new = copy_of(source, organiser)
    assert (new, copy.status, copy.brand, copy.most_seats) == (True, Event.Status.DRAFT, "Crépite 2", 13)
    assert [(scene.title, scene.planned_at, scene.minutes) for scene in copy.scenes.all()] == [
        ("Travail aux tables", at(2027, 11, 18, 18, 30), 90)
    ]
    assert [(w.status, w.bearer_name, w.tables.count()) for w in copy.workshops.all()] == [("draft", "", 2)]
    assert [(str(p.structure), p.part) for p in copy.partners.all()] == [
        ("Banque", TO_ASK_AGAIN),
        ("Lycée", TO_ASK_AGAIN),
    ]
    assert [(t.days, t.owner, t.owner_name, t.is_done) for t in copy.tasks.in_order()] == [
        (-30, organiser, "", False),
        (-20, None, "", False),
        (-10, None, "", False),
    ]
    for model in (Registration, Idea, Facilitator):
        assert not model.objects.filter(event=copy).exists()
    assert not set(copy.tables.values_list("code", flat=True)) & set(source.tables.values_list("code", flat=True))
    assert copy.tables.filter(seats_taken__gt=0).count() == 0


def test_dates_of_registration_move_by_days_and_keep_their_hour_across_the_clocks(source, organiser):
    copy, _new = copy_of(source, organiser)
    assert timezone.localtime(copy.registration_opens_at) == at(2027, 9, 4, 8)


def test_the_source_is_left_as_it_was(source, organiser):
    before = [model.objects.filter(event=source).count() for model in (Scene, Workshop, Table, Partner, Registration)]
    copy_of(source, organiser)
    assert [m.objects.filter(event=source).count() for m in (Scene, Workshop, Table, Partner, Registration)] == before


def test_one_form_makes_one_copy_and_a_second_form_another(source, organiser):
    key = uuid4()
    (first, new), (again, twice) = copy_of(source, organiser, key), copy_of(source, organiser, key)
    assert (first, new, twice) == (again, True, False)
    other, new = copy_of(source, organiser)
    assert (other == first, new, EditionCopy.objects.of(source).count()) == (False, True, 2)


def test_an_edition_without_a_date_is_copied(organiser):
    source = Event(territory=organiser.roles.get().territory, brand="Crépite")
    source.set_up(by=None)
    make_task(event=source, days=-30)
    make_task(event=source, fixed_on=at(2027, 1, 1, 12).date())
    copy, _new = copy_of(source, organiser)
    assert [(t.days, t.fixed_on) for t in copy.tasks.in_order()] == [
        (None, at(2027, 1, 1, 12).date()),
        (-30, None),
    ]


def test_a_large_edition_is_copied_in_under_a_second(source, organiser):
    for number in range(2, 26):
        make_workshop(event=source, number=number, tables=2)
    began = time.perf_counter()
    copy, _new = copy_of(source, organiser)
    print(f"25 workshops, 50 tables: {time.perf_counter() - began:.3f} s")
    assert (copy.workshops.count(), copy.tables.count()) == (25, 50)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_instant_make_one_copy(source, organiser):
    key, found, start = uuid4(), [], threading.Barrier(4)

    def click():
        start.wait()
        found.append(copy_of(source, organiser, key))
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert len({copy.pk for copy, _new in found}) == 1
    assert sum(new for _copy, new in found) == 1
    assert Event.objects.count() == 2
