"""The demonstration is loaded into an empty database alone, and follows the day."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from config.demonstration import calendar
from events.models import Attendance, Event, Registration
from ideas.models import Idea
from members.assemblies.models import Assembly
from projects.committee.models import Session
from tests.config.conftest import MORNING, PARIS, load, shared
from tests.factories import make_person, make_territory

EVENING = datetime(2026, 10, 24, 20, 0, tzinfo=PARIS)


@pytest.fixture(scope="module")
def evening(django_db_setup, django_db_blocker):
    """The demonstration loaded amid its own evening, the last before winter time."""
    with shared(django_db_blocker, lambda: load(EVENING)):
        yield


def tonight():
    return Event.objects.get(slug="crepite")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_person, make_territory])
def test_load_demo_refuses_a_database_that_serves_others(make):
    make()
    with pytest.raises(CommandError, match="rien n’a été changé"):
        load(MORNING)
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_load_demo_moves_tonight_to_the_day_across_winter_time(evening):
    said = load(datetime(2026, 10, 25, 9, 0, tzinfo=PARIS))  # clocks went back in the night
    assert said == ["La démonstration a changé de jour\u00a0: «\u00a0ce soir\u00a0», c’est aujourd’hui."]
    assert timezone.localtime(tonight().starts_at) == datetime(2026, 10, 25, 17, 30, tzinfo=PARIS)
    scene = tonight().scenes.get(kind="work")
    assert timezone.localtime(scene.planned_at) == datetime(2026, 10, 25, 18, 0, tzinfo=PARIS)
    coming = Event.objects.get(slug="petite-montagne")
    assert timezone.localtime(coming.starts_at) == datetime(2027, 1, 3, 17, 30, tzinfo=PARIS)


@pytest.mark.django_db
def test_load_demo_never_dates_anything_in_the_future_and_keeps_votes_open(evening):
    for later in (timedelta(hours=4), timedelta(days=1, hours=-9), timedelta(days=9)):
        now = EVENING + later
        with transaction.atomic():
            load(now)
            assert Idea.objects.aggregate(newest=Max("created_at"))["newest"] <= now
            assert Registration.objects.aggregate(newest=Max("created_at"))["newest"] <= now
            assert Attendance.objects.filter(at__gt=now).count() == 0
            assert Session.objects.open().filter(closes_at__gt=now + timedelta(hours=12)).count() == 1
            assert Assembly.objects.in_session().filter(starts_at__gt=now - timedelta(hours=14)).count() == 1
            transaction.set_rollback(True)


def test_tonight_is_tomorrow_once_the_party_is_over():
    assert calendar.tonight(datetime(2026, 11, 23, 23, 0, tzinfo=PARIS)) == date(2026, 11, 23)
    assert calendar.tonight(datetime(2026, 11, 23, 23, 45, tzinfo=PARIS)) == date(2026, 11, 24)
