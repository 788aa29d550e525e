from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events import emails
from events.duties import duties
from events.models import Event, ImportBatch
from outbox.models import Message
from tests.factories import (
    make_event,
    make_facilitator,
    make_organiser,
    make_registration,
    make_territory,
    make_workshop,
)


def pages(person, now):
    return sorted(duty.url.removeprefix("/organiser/soirees/") for duty in duties(person, now))


def test_nothing_to_do_for_who_organises_elsewhere(event, db):
    make_workshop(event=event)
    assert list(duties(make_organiser(territory=make_territory()), timezone.now())) == []


def test_a_draft_is_to_be_published(organiser, territory):
    make_event(territory=territory, slug="s", status=Event.Status.DRAFT)
    assert pages(organiser, timezone.now()) == ["s/"]


def test_what_is_missing_before_an_evening(organiser, territory):
    event = make_event(territory=territory, slug="s")
    make_workshop(event=event)
    make_registration(event=event, age_band="15_17")
    message = emails.registration_confirmed(make_registration(event=event))
    Message.objects.filter(pk=message.pk).update(status="failed")
    ImportBatch.objects.create(event=event, source="helloasso", file_name="a.csv", status=ImportBatch.Status.PLANNED)
    now = timezone.now()
    assert pages(organiser, now) == [
        "s/equipe/", "s/import/", "s/inscriptions/?atelier=sans", "s/inscriptions/?manque=autorisation",
        "s/messages/?boite=echecs",
    ]  # fmt: skip


def test_small_tables_are_told_three_days_before(organiser, territory):
    now = timezone.now()
    for days in (2, 4):
        event = make_event(territory=territory, slug=f"d{days}", starts_at=now + timedelta(days=days))
        make_facilitator(table=make_workshop(event=event).tables.get())
    assert pages(organiser, now) == ["d2/ateliers/regrouper/"]


@pytest.mark.parametrize(("status", "hours", "expected"), [
    (Event.Status.PUBLISHED, 0, 1), (Event.Status.RUNNING, 0, 0),
    (Event.Status.RUNNING, 6, 1), (Event.Status.DONE, 6, 0),
])  # fmt: skip
def test_an_evening_is_to_be_begun_then_finished(organiser, territory, status, hours, expected):
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    event = make_event(territory=territory, starts_at=noon, status=status, least_seats=0)
    make_facilitator(table=make_workshop(event=event).tables.get())
    assert len(list(duties(organiser, noon + timedelta(hours=hours)))) == expected


@pytest.mark.parametrize("number", [1, 30])
def test_the_desk_costs_the_same_whatever_the_evening(desk, event, number, django_assert_num_queries):
    workshop = make_workshop(event=event, seats=40)
    for _person in range(number):
        make_workshop(event=event)
        make_registration(event=event, workshop=workshop)
    with django_assert_num_queries(21):
        desk.get(reverse("events:desk", args=[event.slug]))
