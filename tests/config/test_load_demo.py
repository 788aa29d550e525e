"""The demonstration is loaded once, is true to its counters, and follows the day."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max, Q
from django.utils import timezone

from config.demonstration import calendar, files
from events.models import Attendance, Event, Registration, RegistrationStep, Table, Wish
from ideas.models import Idea, IdeaStep
from members.models import Person, Territory
from outbox.models import Message
from projects.committee.models import Session
from tests.factories import make_person, make_territory

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)


def load(at):
    with time_machine.travel(at, tick=False):
        told = StringIO()
        call_command("load_demo", stdout=told)
    return told.getvalue().splitlines()


def tonight():
    return Event.objects.get(slug="crepite")


def snapshot():
    """What a second run must not change."""
    models = (Territory, Person, Event, Table, Registration, RegistrationStep, Attendance, Idea, IdeaStep)
    return {model.__name__: sorted(model.objects.values_list()) for model in models}


@pytest.mark.django_db
def test_load_demo_makes_the_evenings_and_nothing_waits_to_leave():
    said = load(MORNING)
    event = Event.objects.with_seats().get(slug="crepite")
    assert said[-1].startswith("La démonstration est prête")
    assert (event.workshop_count, event.table_count, event.status) == (25, 28, Event.Status.PUBLISHED)
    assert Event.objects.with_seats().get(slug="petite-montagne").workshop_count == 21
    assert event.registrations.count() == 290
    assert event.registrations.cancelled().count() == 16
    assert event.registrations.unplaced().count() == 10
    assert event.registrations.filter(brought_by__isnull=False).exists()
    assert Territory.objects.count() == 7
    assert Idea.objects.count() == 155  # five of them gathered before the evening
    assert set(Message.objects.values_list("status", flat=True)) == {"sent"}  # by a campaign of the past


@pytest.mark.django_db
def test_load_demo_keeps_past_editions_as_declared():
    load(MORNING)
    past = Event.objects.filter(status=Event.Status.HISTORICAL)
    told = past.exclude(declared_participants=None)
    told = told.values_list("slug", "declared_participants", "declared_workshops")
    assert sorted(told) == [
        ("lons-2016", 300, 21),
        ("lons-2017", 300, 25),
        ("lons-2019", 300, 21),
        ("petite-montagne-2019", 200, None),
    ]
    assert timezone.localdate(past.get(slug="lons-2019").starts_at) == date(2019, 10, 17)
    home = Territory.objects.get(slug="pays-ledonien")
    assert sorted(home.declared_figures.values_list("value", flat=True)) == [16, 16, 67, 73, 80, 1100]


@pytest.mark.django_db
def test_load_demo_counts_seats_truly():
    load(MORNING)
    live = Count("registrations", filter=Q(registrations__status=Registration.Status.REGISTERED), distinct=True)
    kept = Count("group_seats", filter=Q(group_seats__registration=None), distinct=True)  # kept for a class (D59)
    held = Count("held", distinct=True)  # offered to who waits (D4)
    tables = Table.objects.annotate(live=live, kept=kept, offered=held)
    assert list(tables.exclude(seats_taken=F("live") + F("kept") + F("offered"))) == []


@pytest.mark.django_db
def test_load_demo_holds_a_waiting_list_and_an_evening_of_wishes():
    load(MORNING)
    coming, wishing = Event.objects.get(slug="petite-montagne"), Event.objects.get(slug="crepite-bletterans")
    assert sorted(coming.offers.values_list("status", flat=True)) == ["declined", "pending"]
    assert coming.offers.pending().get().ends_at == MORNING + timedelta(hours=48)
    assert sorted(coming.waits.values_list("status", flat=True)) == ["left", "offered", "waiting", "waiting"]
    assert {one.wishes.count() for one in wishing.registrations.live()} == {3}
    firsts = [row["first"] for row in Wish.objects.of_event(wishing).counted()]
    assert max(firsts) > 12  # not everyone can have their first choice
    load(MORNING + timedelta(days=1))
    assert coming.offers.pending().get().ends_at == MORNING + timedelta(hours=72)


@pytest.mark.django_db
def test_load_demo_makes_rows_as_their_verbs_would():
    load(MORNING)
    registration, idea = Registration.objects.first(), Idea.objects.first()
    assert registration.folded == registration.folded_text()
    before = idea.folded, idea.slug
    idea.save()
    assert (idea.folded, idea.slug) == before
    assert Event.objects.get(slug="crepite").facilitators.count() == 56
    for event in Event.objects.filter(slug__in=("crepite", "petite-montagne", "crepite-bletterans")):
        event.full_clean()
        assert event.obstacles_to_publishing() == []
        assert [w.title for w in event.workshops.all() if any(o.blocks for o in w.obstacles_to_publishing())] == []


@pytest.mark.django_db
def test_load_demo_gives_the_resident_a_ticket():
    load(MORNING)
    person = Person.objects.get(email=files.resident()["email"])
    assert [registration.event.slug for registration in person.registrations.all()] == ["crepite"]


@pytest.mark.django_db
def test_load_demo_run_twice_changes_nothing_and_says_so():
    load(MORNING)
    before = snapshot()
    said = load(MORNING + timedelta(hours=2))
    assert said == ["La démonstration est déjà là et à jour\u00a0: rien n’a été changé."]
    assert snapshot() == before


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_person, make_territory])
def test_load_demo_refuses_a_database_that_serves_others(make):
    make()
    with pytest.raises(CommandError, match="rien n’a été changé"):
        load(MORNING)
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_load_demo_moves_tonight_to_the_day_across_winter_time():
    load(datetime(2026, 10, 24, 9, 0, tzinfo=PARIS))
    said = load(datetime(2026, 10, 25, 9, 0, tzinfo=PARIS))  # clocks went back in the night
    assert said == ["La démonstration a changé de jour\u00a0: «\u00a0ce soir\u00a0», c’est aujourd’hui."]
    assert timezone.localtime(tonight().starts_at) == datetime(2026, 10, 25, 17, 30, tzinfo=PARIS)
    scene = tonight().scenes.get(kind="work")
    assert timezone.localtime(scene.planned_at) == datetime(2026, 10, 25, 18, 0, tzinfo=PARIS)
    coming = Event.objects.get(slug="petite-montagne")
    assert timezone.localtime(coming.starts_at) == datetime(2027, 1, 3, 17, 30, tzinfo=PARIS)


@pytest.mark.django_db
def test_load_demo_begins_the_evening_at_its_hour_and_empties_the_room_the_day_after():
    load(MORNING)
    said = load(MORNING.replace(hour=19))
    assert said == ["La soirée a commencé\u00a0: 212 personnes sont arrivées."]
    assert (tonight().status, tonight().registrations.present().count()) == (Event.Status.RUNNING, 212)
    load(MORNING + timedelta(days=1))
    assert (tonight().status, tonight().registrations.present().count()) == (Event.Status.PUBLISHED, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("later", [timedelta(hours=4), timedelta(days=1, hours=-9), timedelta(days=9)])
def test_load_demo_never_dates_anything_in_the_future_and_keeps_a_vote_open(later):
    evening = MORNING.replace(hour=20)
    load(evening)
    load(evening + later)
    assert Idea.objects.aggregate(newest=Max("created_at"))["newest"] <= evening + later
    assert Registration.objects.aggregate(newest=Max("created_at"))["newest"] <= evening + later
    assert Attendance.objects.filter(at__gt=evening + later).count() == 0
    assert Session.objects.open().filter(closes_at__gt=evening + later + timedelta(hours=12)).count() == 1


def test_tonight_is_tomorrow_once_the_party_is_over():
    assert calendar.tonight(datetime(2026, 11, 23, 23, 0, tzinfo=PARIS)) == date(2026, 11, 23)
    assert calendar.tonight(datetime(2026, 11, 23, 23, 45, tzinfo=PARIS)) == date(2026, 11, 24)
