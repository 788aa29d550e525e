from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Scene
from foundation import jobs
from outbox.models import Message
from tests.factories import make_event, make_facilitator, make_registration, make_workshop


def spread(values):
    return {"day": "2030-10-17", "begins": "17:30", "ends": "22:00", **values}


def typed(event, **changes):
    """What the form of an evening holds when nothing was touched."""
    begins, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    values = {
        "seen": event.last_step(), "brand": event.brand, "tagline": event.tagline, "description": event.description,
        "venue_name": event.venue_name, "venue_address": event.venue_address, "day": begins.date(),
        "begins": begins.time(), "ends": ends.time(), "most_companions": 4, "wall_moderation": "before",
        "list_moderation": "before", "least_seats": 6, "most_seats": 14,
    }  # fmt: skip
    return {**values, **changes}


def test_a_new_evening_is_a_draft_with_an_address_and_a_programme(desk, territory):
    values = spread({"brand": "Crépite", "territory": territory.pk})
    response = desk.post(reverse("events:evening_new"), values)
    event = Event.objects.get()
    assert response.url == reverse("events:desk", args=[event.slug])
    assert (event.slug, event.status) == ("crepite-pays-ledonien-2030", "draft")
    hours = [timezone.localtime(scene.planned_at).strftime("%H:%M") for scene in event.scenes.in_order()]
    assert hours == ["16:00", "17:30", "18:00", "21:30", "22:15"]
    assert [step.kind for step in event.steps.all()] == ["created"]


def test_two_evenings_of_one_year_have_two_addresses(desk, territory):
    for _evening in range(2):
        desk.post(reverse("events:evening_new"), spread({"brand": "Crépite", "territory": territory.pk}))
    assert sorted(Event.objects.values_list("slug", flat=True)) == [
        "crepite-pays-ledonien-2030",
        "crepite-pays-ledonien-2030-2",
    ]


def test_an_end_before_the_beginning_is_after_midnight(desk, territory):
    desk.post(reverse("events:evening_new"), spread({"brand": "Crépite", "territory": territory.pk, "ends": "00:30"}))
    event = Event.objects.get()
    assert event.ends_at - event.starts_at == timedelta(hours=7)


def test_an_evening_is_not_made_for_the_territory_of_others(desk, db):
    from tests.factories import make_territory

    response = desk.post(reverse("events:evening_new"), spread({"brand": "Crépite", "territory": make_territory().pk}))
    assert response.status_code == 200
    assert Event.objects.count() == 0


def test_moving_the_date_moves_the_programme_and_tells_everyone_once(desk, event):
    workshop = make_workshop(event=event)
    for number in range(3):
        make_registration(event=event, workshop=workshop, email=f"n{number}@example.org")
    make_registration(event=event, workshop=workshop, email="")
    scene = Scene.objects.create(event=event, title="Travail", planned_at=event.starts_at + timedelta(hours=1))
    day = timezone.localtime(event.starts_at).date() + timedelta(days=1)
    desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, day=day))
    before, event = event, Event.objects.get(pk=event.pk)
    assert event.starts_at.date() == (before.starts_at + timedelta(days=1)).date()
    scene.refresh_from_db()
    assert scene.planned_at == event.starts_at + timedelta(hours=1)
    job = jobs.find(Event.NEWS, event.steps.first().pk)
    jobs.run(job.pk)
    jobs.run(job.pk)
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "n0@example.org",
        "n1@example.org",
        "n2@example.org",
    ]


def test_changing_the_presentation_tells_nobody(desk, event):
    make_registration(event=event, workshop=make_workshop(event=event))
    desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, tagline="Venez comme vous êtes"))
    event.refresh_from_db()
    assert event.tagline == "Venez comme vous êtes"
    assert jobs.find(Event.NEWS, event.steps.first().pk) is None


def test_two_organisers_at_once_do_not_erase_each_other(desk, event):
    page = reverse("events:evening_edit", args=[event.slug])
    first, second = typed(event, tagline="Un"), typed(event, description="Deux")
    desk.post(page, first)
    response = desk.post(page, second)
    event.refresh_from_db()
    assert (event.tagline, event.description) == ("Un", "")
    form = response.context["form"]
    assert form.errors["__all__"].data[0].code == "stale"
    assert form["description"].value() == "Deux"
    desk.post(page, {**second, "seen": form["seen"].value(), "tagline": "Un"})
    event.refresh_from_db()
    assert (event.tagline, event.description) == ("Un", "Deux")


def test_a_published_evening_keeps_its_place(desk, event):
    response = desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, venue_name=""))
    assert list(response.context["form"].errors) == ["venue_name"]


def test_the_life_of_an_evening_by_its_buttons(desk, territory):
    event = make_event(territory=territory, status=Event.Status.DRAFT)
    workshop = make_workshop(event=event)
    make_facilitator(table=workshop.tables.get())
    seen = []
    for act in ("publier", "depublier", "publier", "commencer", "commencer", "terminer", "archiver"):
        desk.post(reverse("events:evening_step", args=[event.slug, act]))
        event.refresh_from_db()
        seen.append(event.status)
    assert seen == ["published", "draft", "published", "running", "running", "done", "archived"]
    assert len(event.steps.all()) == 6


def test_a_draft_without_workshop_says_what_is_missing(desk, territory, said):
    event = make_event(territory=territory, status=Event.Status.DRAFT, venue_name="")
    response = desk.get(reverse("events:desk", args=[event.slug]))
    assert [obstacle.code for obstacle in response.context["obstacles"]] == ["place", "workshop"]
    desk.post(reverse("events:evening_step", args=[event.slug, "publier"]))
    event.refresh_from_db()
    assert event.status == "draft"


def test_an_unknown_act_does_not_exist(desk, event):
    assert desk.post(reverse("events:evening_step", args=[event.slug, "delete"])).status_code == 404


def test_calling_off_needs_the_name_and_tells_everyone(desk, event):
    make_registration(event=event, workshop=make_workshop(event=event), email="nadia@example.org")
    page = reverse("events:evening_cancel", args=[event.slug])
    desk.post(page, {"reason": "La neige", "name": "Autre"})
    event.refresh_from_db()
    assert event.status == "published"
    desk.post(page, {"reason": "La neige", "name": "crépite"})
    event.refresh_from_db()
    assert event.status == "cancelled"
    jobs.run(jobs.find(Event.NEWS, event.steps.first().pk).pk)
    assert [message.to for message in Message.objects.all()] == ["nadia@example.org"]


def test_the_list_costs_the_same_for_one_and_for_thirty(desk, event, territory, django_assert_num_queries):
    page = reverse("events:evening_list")
    desk.get(page)
    for number in range(30):
        make_event(territory=territory, starts_at=timezone.now() + timedelta(days=number + 1))
    with django_assert_num_queries(8):
        assert len(desk.get(page).context["coming"]) == 31


def test_hours_hold_over_the_change_of_clocks(desk, territory):
    desk.post(
        reverse("events:evening_new"),
        spread({"brand": "B", "territory": territory.pk, "day": "2030-10-26", "ends": "03:30"}),
    )
    event = Event.objects.get()
    assert timezone.localtime(event.ends_at) == timezone.make_aware(datetime(2030, 10, 27, 3, 30))


@pytest.mark.parametrize("name", ["day", "registration_opens_at", "registration_closes_at"])
@pytest.mark.parametrize("year", ["0001", "0026", "9999"])
def test_a_year_typed_too_fast_is_questioned(desk, event, name, year):
    wrong = f"{year}-12-31" if name == "day" else f"{year}-12-31T23:59"
    response = desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, **{name: wrong}))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [name])


def test_hours_that_the_change_of_clocks_skips_are_questioned(desk, event):
    night = {"day": "2027-03-28", "begins": "02:30", "ends": "03:10"}  # at 2:00 it is 3:00
    response = desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, **night))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["ends"])


def test_an_evening_that_is_over_keeps_its_place(desk, event):
    Event.objects.filter(pk=event.pk).update(status="done")
    response = desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, venue_name=""))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["venue_name"])


@pytest.mark.parametrize("status", ["draft", "done", "cancelled"])
def test_a_date_is_changed_and_never_taken_away_in_silence(desk, event, status):
    Event.objects.filter(pk=event.pk).update(status=status)
    response = desk.post(reverse("events:evening_edit", args=[event.slug]), typed(event, day="", begins="", ends=""))
    assert list(response.context["form"].errors) == ["day", "begins", "ends"]
