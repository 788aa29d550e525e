"""Lists brought to an evening that is full, cancelled or over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.importing import applying, planning
from events.importing.reasons import sentences
from events.models import Event
from tests.events.importing.test_applying import plan
from tests.factories import make_event, make_registration, make_workshop

pytestmark = pytest.mark.django_db


def test_where_wishes_are_said_a_list_stops_at_the_places_of_the_evening():
    event = make_event(seating="wishes")
    make_workshop(event=event, seats=5)
    make_registration(event=event)
    batch = applying.begin(plan(event), tell=False)
    assert event.registrations.live().count() == 5
    left_out = [row for row in batch.rows.of_outcome("skipped") if ["evening_full", {}] in row.reasons]
    assert len(left_out) == 5
    assert "Ajoutez des places" in sentences(left_out[0])[-1]
    event.tables.update(seats=14)
    assert applying.begin(plan(event), tell=False).status == "applied"
    assert event.registrations.live().count() == 10


@pytest.mark.parametrize("change", [{"status": "cancelled"}, {"status": "done"}, {"days": 40}])
def test_no_list_is_read_nor_applied_once_nobody_is_awaited(change, time_machine):
    event = make_event()
    batch = plan(event)
    if "days" in change:
        time_machine.move_to(timezone.now() + timedelta(**change))
    else:
        Event.objects.filter(pk=event.pk).update(**change)
        event.refresh_from_db()
    with pytest.raises(ValidationError):
        applying.begin(batch, tell=False)
    with pytest.raises(ValidationError):
        planning.receive(event, name="liste.csv", content=b"nom\nNadia", by=None)
    batch.refresh_from_db()
    assert (batch.status, event.registrations.count()) == ("planned", 0)
