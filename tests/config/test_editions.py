"""Past editions: declared words with their source, apart from what the platform counted (D1); the list « à faire »."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config import duties
from config.counting import Counted, counted_of
from events.models import Attendance, Event
from members.duties import Duty
from tests.factories import (
    make_event,
    make_idea,
    make_organiser,
    make_registration,
    make_territory,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def test_counted_and_declared_stand_apart(client, django_assert_num_queries):
    territory = make_territory(slug="jura")
    held = make_event(territory=territory, status=Event.Status.DONE, starts_at=timezone.now() - timedelta(days=9))
    registration = make_registration(event=held, workshop=make_workshop(event=held))
    Attendance.objects.create(registration=registration)
    make_idea(event=held)
    make_event(territory=territory, status=Event.Status.HISTORICAL, declared_wording="300 participants")
    with django_assert_num_queries(3):
        assert counted_of([held]) == {held.pk: Counted(present=1, workshops=1, ideas=1)}
    page = client.get(reverse("editions", args=["jura"]))
    assert [(event.declared_wording, counted) for event, counted in page.context["editions"]] == [
        ("300 participants", None),
        ("", Counted(1, 1, 1)),
    ]
    assert "«\u00a0300 participants\u00a0»".replace("\u00a0", "&nbsp;") in page.content.decode()


def test_a_historical_edition_is_recorded_without_date_or_place(client):
    organiser = make_organiser(territory=make_territory())
    typed = {
        "territory": organiser.roles.get().territory_id,
        "brand": "Start-Up de Territoire",
        "description": "Automne 2015.",
    }
    desk, url = sign_in(client, organiser), reverse("events:historical_new")
    refused = desk.post(url, {**typed, "declared_wording": "300 participants"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["declared_source"])
    assert desk.post(url, {**typed, "day": "2999-01-01"}).status_code == 422
    kept = {"declared_wording": "300 participants", "declared_source": "La Voix du Jura", "declared_on": "octobre 2015"}
    assert desk.post(url, {**typed, **kept}).status_code == 302
    event = Event.objects.get()
    assert (event.status, event.starts_at, event.declared_on) == ("historical", None, "octobre 2015")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "La Voix du Jura, octobre 2015" in page
    edit = reverse("events:historical_edit", args=[event.slug])
    desk.post(edit, {"brand": "Crépite", "day": "2015-10-17", **kept})
    event.refresh_from_db()
    assert (event.brand, timezone.localdate(event.starts_at)) == ("Crépite", date(2015, 10, 17))


def test_the_list_is_grouped_and_narrowed(client, monkeypatch):
    now, today = timezone.now(), timezone.localdate()
    found = [
        Duty(today - timedelta(days=1), "Hier", "", "/", "Voir", evening="A", territory="Jura"),
        Duty(today, "Aujourd’hui", "", "/", "Voir", evening="B", territory="Jura"),
        Duty(today + timedelta(days=8), "Dans huit jours", "", "/", "Voir", evening="A", territory="Doubs"),
        Duty(None, "Un jour", "", "/", "Voir"),
    ]
    monkeypatch.setattr(duties, "SOURCES", [lambda person, now: found])
    groups = {name: [duty.title for duty, _late in lines] for name, lines in duties.grouped(found, now=now)}
    assert groups == {"late": ["Hier"], "week": ["Aujourd’hui"], "later": ["Dans huit jours"], "someday": ["Un jour"]}
    sign_in(client, make_organiser(territory=make_territory()))
    page = client.get(reverse("to_do"), {"soiree": "A", "territoire": "Jura"})
    assert [duty.title for _name, lines in page.context["groups"] for duty, _late in lines] == ["Hier"]
