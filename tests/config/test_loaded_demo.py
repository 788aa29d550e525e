"""The demonstration of a morning is true to its counters, declared figures and verbs, and goes on from there."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, F, Q
from django.test import Client
from django.utils import timezone

from config.demonstration import files
from events.models import Attendance, Event, Registration, RegistrationStep, Table, Wish
from ideas.models import Idea, IdeaStep
from members.models import Person, Territory
from outbox.models import Message
from tests.config.conftest import MORNING, load


def tonight():
    return Event.objects.get(slug="crepite")


def snapshot():
    """What a second run must not change."""
    models = (Territory, Person, Event, Table, Registration, RegistrationStep, Attendance, Idea, IdeaStep)
    return {model.__name__: sorted(model.objects.values_list()) for model in models}


@pytest.mark.django_db
def test_load_demo_makes_the_evenings_and_nothing_waits_to_leave(morning):
    said = morning
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
def test_load_demo_keeps_past_editions_as_declared(morning):
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
def test_load_demo_counts_seats_truly(morning):
    live = Count("registrations", filter=Q(registrations__status=Registration.Status.REGISTERED), distinct=True)
    kept = Count("group_seats", filter=Q(group_seats__registration=None), distinct=True)  # kept for a class (D59)
    held = Count("held", distinct=True)  # offered to who waits (D4)
    tables = Table.objects.annotate(live=live, kept=kept, offered=held)
    assert list(tables.exclude(seats_taken=F("live") + F("kept") + F("offered"))) == []


@pytest.mark.django_db
def test_load_demo_holds_a_waiting_list_and_an_evening_of_wishes(morning):
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
def test_load_demo_makes_rows_as_their_verbs_would(morning):
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
def test_load_demo_gives_the_resident_a_ticket(morning):
    person = Person.objects.get(email=files.resident()["email"])
    assert [registration.event.slug for registration in person.registrations.all()] == ["crepite"]


@pytest.mark.django_db
def test_load_demo_run_twice_changes_nothing_and_says_so(morning):
    before = snapshot()
    said = load(MORNING + timedelta(hours=2))
    assert said == ["La démonstration est déjà là et à jour\u00a0: rien n’a été changé."]
    assert snapshot() == before


@pytest.mark.django_db
def test_load_demo_begins_the_evening_at_its_hour_and_empties_the_room_the_day_after(morning):
    said = load(MORNING.replace(hour=19))
    assert said == ["La soirée a commencé\u00a0: 212 personnes sont arrivées."]
    assert (tonight().status, tonight().registrations.present().count()) == (Event.Status.RUNNING, 212)
    load(MORNING + timedelta(days=1))
    assert (tonight().status, tonight().registrations.present().count()) == (Event.Status.PUBLISHED, 0)


# --- its pages -----------------------------------------------------------------


@pytest.fixture
def loaded(demo, morning, db, time_machine):
    """The demonstration in that morning, in a savepoint of this test."""
    time_machine.move_to(MORNING)


def test_demo_signs_in_with_one_click_and_the_second_factor_is_satisfied(client, loaded):
    response = client.post("/demo/entrer/", {"email": "camille.perrodin@example.org"})
    assert (response.status_code, response.url) == (302, "/organiser/soirees/crepite/")
    assert client.get("/espace/").status_code == 200
    assert client.get("/espace/").wsgi_request.user.given_name == "Camille"


def test_demo_signs_in_nobody_outside_the_cast(client, loaded):
    Person.objects.create_user("autre@example.org")
    assert client.post("/demo/entrer/", {"email": "autre@example.org"}).status_code == 404
    assert client.post("/demo/entrer/", {}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_demands_the_form_of_its_own_page(loaded):

    client = Client(enforce_csrf_checks=True)
    assert client.post("/demo/entrer/", {"email": "camille.perrodin@example.org"}).status_code == 403
    assert client.get("/demo/entrer/").status_code == 405


def test_every_door_opens_a_page_without_account(client, loaded):
    doors = [door.code for door in client.get("/demo/").context["doors"]]
    assert doors == [
        "accueil", "table-ce-soir", "animation", "autorisation", "groupe", "groupe-de-travail", "mon-idee", "collecte",
        "papier", "place",
    ]  # fmt: skip
    opened = {code: client.post("/demo/ouvrir/", {"door": code}, follow=True).status_code for code in doors}
    assert opened == dict.fromkeys(doors, 200)
    assert client.post("/demo/ouvrir/", {"door": "cave"}).status_code == 404
