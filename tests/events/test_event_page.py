from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event, Partner
from members.models import DeclaredFigure
from tests.factories import (
    make_event,
    make_facilitator,
    make_organiser,
    make_registration,
    make_scene,
    make_structure,
    make_table,
    make_workshop,
    theme,
)

pytestmark = pytest.mark.django_db


def page(client, event, query=""):
    return client.get(f"/soirees/{event.slug}/{query}")


def test_draft_is_shown_to_its_organisers_only(client):
    event = make_event(status=Event.Status.DRAFT)
    assert page(client, event).status_code == 404
    client.force_login(make_organiser(territory=event.territory))
    client.session.save()
    session = client.session
    session["second_factor_proved"] = True
    session.save()
    response = page(client, event)
    assert (response.status_code, response.context["standing"], response["Cache-Control"]) == (200, "draft", "no-store")


NOW = timezone.now


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({}, "open"),
        ({"status": Event.Status.RUNNING}, "open"),
        ({"registration_opens_at": NOW() + timedelta(days=2)}, "soon"),
        ({"registration_closes_at": NOW() - timedelta(hours=1)}, "closed"),
        ({"status": Event.Status.CANCELLED}, "cancelled"),
        ({"starts_at": NOW() - timedelta(days=2)}, "over"),
        ({"status": Event.Status.DONE, "starts_at": NOW() - timedelta(days=2)}, "over"),
        ({"status": Event.Status.HISTORICAL, "starts_at": NOW() - timedelta(days=900)}, "over"),
    ],
)
def test_page_says_where_the_evening_stands(client, fields, standing):
    event = make_event(**fields)
    make_workshop(event=event)
    response = page(client, event)
    assert (response.status_code, response.context["standing"]) == (200, standing)
    offers = f'href="/soirees/{event.slug}/inscription/"' in response.content.decode()
    assert offers == (standing == "open")


def test_full_evening_says_so(client):
    event = make_event()
    workshop = make_workshop(event=event, seats=1)
    make_registration(event=event, workshop=workshop)
    response = page(client, event)
    assert (response.context["standing"], response.context["seats_left"]) == ("full", 0)


def test_historical_evening_without_date_shows_its_declared_figures_in_their_words(client):
    event = make_event(
        status=Event.Status.HISTORICAL, declared_participants=300,
        declared_wording="300 participants (350 places annoncées)", declared_source="Organisateur et presse",
    )  # fmt: skip
    Event.objects.filter(pk=event.pk).update(starts_at=None, ends_at=None, venue_name="")
    text = page(client, event).content.decode()
    assert "300 participants (350 places annoncées)" in text
    assert "Organisateur et presse" in text


def test_workshops_are_filtered_by_theme(client):
    event = make_event()
    kept = make_workshop(event=event, theme=theme("M"))
    make_workshop(event=event, theme=theme("A"), title="Autre")
    response = page(client, event, f"?theme={theme('M').slug}")
    assert response.context["workshops"] == [kept]
    assert page(client, event, "?theme=inconnu").context["theme"] is None


def test_draft_workshops_are_not_shown(client):
    event = make_event()
    shown = make_workshop(event=event)
    make_workshop(event=event, published=False)
    assert page(client, event).context["workshops"] == [shown]


def test_page_without_cookie_is_kept_by_caches(client):
    response = page(client, make_event())
    assert response["Cache-Control"] == "public, max-age=30"
    assert response.cookies == {}
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("count", [1, 3, 25])
def test_statements_do_not_grow_with_data(client, django_assert_num_queries, count):
    event = make_event()
    for number in range(count):
        workshop = make_workshop(event=event, theme=theme("MAE"[number % 3]), tables=2)
        table = make_table(workshop=workshop)
        structure = make_structure(territory=event.territory, name=f"Structure {number}")
        make_facilitator(table=table, structure=structure)
        Partner.objects.create(event=event, structure=structure)
        make_scene(event=event)
        DeclaredFigure.objects.create(territory=event.territory, label="ateliers", value=67, wording="67 ateliers")
    page(client, event)
    with django_assert_num_queries(8):
        assert page(client, event).status_code == 200


def test_shared_data_cannot_leave_its_script(client):
    event = make_event(tagline="</script><script>alert(1)</script>")
    text = page(client, event).content.decode()
    assert "<script>alert" not in text
    assert "\\u003C/script\\u003E" in text
