"""Small tables (D6): proposed nearest first, brought together at once, told once, taken back while nobody changed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.duties import duties_of_event
from events.merging import proposals
from events.models import Table
from events.models.merge import merge
from events.models.serving import join
from outbox.models import Message
from tests.factories import an_evening, make_event, make_registration, make_table, make_workshop, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(starts_at=an_evening(days=2))


def people_at(workshop, number, **fields):
    return [make_registration(event=workshop.event, workshop=workshop, **fields) for _ in range(number)]


def taken(*workshops):
    return [list(one.tables.values_list("seats", "seats_taken")) for one in workshops]


def test_targets_are_the_same_workshop_then_the_same_theme_and_have_room(event):
    small = make_workshop(event=event, theme=theme("M"))
    people_at(small, 3)
    twin = make_table(workshop=small, seats=12)
    kin = make_workshop(event=event, theme=theme("M"))
    other = make_workshop(event=event)
    people_at(other, 7)
    narrow = make_workshop(event=event, seats=2)
    found = {proposal.table.number: [one.pk for one in proposal.targets] for proposal in proposals(event)}
    assert found[1] == [twin.pk, kin.tables.get().pk, other.tables.get().pk]
    assert narrow.tables.get().number in found


def test_merging_moves_everyone_and_tells_each_address_once(event):
    small, large = make_workshop(event=event), make_workshop(event=event)
    people = people_at(small, 3)
    source, target = small.tables.get(), large.tables.get()
    merge(source, target, by=None)
    assert taken(small, large) == [[(0, 0)], [(12, 3)]]
    assert sorted(Message.objects.values_list("kind", "to")) == sorted(("table-merged", one.email) for one in people)
    with pytest.raises(ValidationError):
        merge(source, target, by=None)


def test_merging_never_over_fills_nor_takes_a_table_with_enough_people(event):
    small, full, large = make_workshop(event=event), make_workshop(event=event, seats=2), make_workshop(event=event)
    people_at(small, 3)
    people_at(large, 6)
    for source, target in ((small, full), (large, small), (small, small)):
        with pytest.raises(ValidationError):
            merge(source.tables.get(), target.tables.get(), by=None)
    assert taken(small, full, large) == [[(12, 3)], [(2, 0)], [(12, 6)]]


def test_a_table_where_a_seat_is_offered_is_not_merged(event):
    small, large = make_workshop(event=event, seats=3), make_workshop(event=event)
    people_at(small, 2)
    zoe = make_registration(event=event, workshop=large)
    join(zoe, [small])
    assert zoe.offers.get().is_pending
    with pytest.raises(ValidationError):
        merge(small.tables.get(), large.tables.get(), by=None)


def test_taking_back_gives_everyone_their_table_and_nothing_leaves(event):
    small, large = make_workshop(event=event), make_workshop(event=event)
    people_at(small, 2)
    made = merge(small.tables.get(), large.tables.get(), by=None)
    made.undo(by=None)
    assert taken(small, large) == [[(12, 2)], [(12, 0)]]
    assert set(Message.objects.values_list("kind", "status")) == {("table-merged", "withdrawn")}


def test_taking_back_is_refused_once_somebody_changed(event):
    small, large, other = (make_workshop(event=event) for _ in range(3))
    nadia, _ali = people_at(small, 2)
    made = merge(small.tables.get(), large.tables.get(), by=None)
    nadia.refresh_from_db()
    nadia.move(workshop=other)
    with pytest.raises(ValidationError):
        made.undo(by=None)
    assert taken(small, large, other) == [[(0, 0)], [(12, 1)], [(12, 1)]]


def test_three_days_before_small_tables_are_a_duty():
    now = timezone.now()
    for days, expected in ((2, 1), (5, 0)):
        event = make_event(starts_at=now + timedelta(days=days))
        people_at(make_workshop(event=event), 3)
        found = [duty for duty in duties_of_event(event, now) if "/regrouper/" in duty.url]
        assert len(found) == expected
    assert Table.objects.count() == 2
