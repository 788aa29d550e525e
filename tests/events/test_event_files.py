"""What is shared of an evening: calendar file, picture, structured data."""

import io
import json
import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from PIL import Image

from events.models import Event
from foundation import imaging
from tests.factories import make_event, make_organiser, make_registration, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
STARTS = datetime(2027, 10, 30, 15, 30, tzinfo=UTC)  # the evening before clocks change


def entry(response):
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")[0]


def test_calendar_file_says_when_and_where_in_local_time(client):
    event = make_event(starts_at=STARTS, hours=12, venue_address="39000 Lons-le-Saunier")
    response = client.get(f"/soirees/{event.slug}/calendrier.ics")
    found = entry(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (found["dtstart"].dt.isoformat(), found["dtend"].dt.isoformat()) == (
        "2027-10-30T17:30:00+02:00",
        "2027-10-31T04:30:00+01:00",
    )
    assert (found["location"], found["sequence"], found["status"]) == ("Carcom, 39000 Lons-le-Saunier", 0, "CONFIRMED")


def test_changed_evening_keeps_its_uid_and_raises_its_sequence(client):
    event = make_event(starts_at=STARTS)
    before = entry(client.get(f"/soirees/{event.slug}/calendrier.ics"))
    organiser = make_organiser(territory=event.territory)
    event.starts_at, event.ends_at = STARTS + timedelta(days=7), STARTS + timedelta(days=7, hours=5)
    event.change(["starts_at", "ends_at"], by=organiser, seen=event.last_step())
    event.cancel(by=organiser, reason="La neige")
    after = entry(client.get(f"/soirees/{event.slug}/calendrier.ics"))
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"], after["status"]) == (0, 2, "CANCELLED")
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_undated_evening_has_no_calendar_file(client):
    event = make_event(status=Event.Status.HISTORICAL)
    Event.objects.filter(pk=event.pk).update(starts_at=None, ends_at=None)
    assert client.get(f"/soirees/{event.slug}/calendrier.ics").status_code == 404


def test_picture_has_the_size_that_networks_want_and_is_kept(client):
    event = make_event(tagline="Ce soir-là, le pays invente ses entreprises")
    response = client.get(f"/soirees/{event.slug}/image.png")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert response["Cache-Control"] == "public, max-age=600"
    again = client.get(f"/soirees/{event.slug}/image.png", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Event.objects.filter(pk=event.pk).update(tagline="Autre")
    changed = client.get(f"/soirees/{event.slug}/image.png", headers={"if-none-match": response["ETag"]})
    assert changed.status_code == 200


def test_picture_takes_any_text():
    words = {"kicker": "Œuvre « d’ici » 🎉", "title": "mot" * 200, "lines": ["", "ligne " * 90], "accent": "#a3400f"}
    assert Image.open(io.BytesIO(imaging.share_image(**words))).size == imaging.SIZE
    assert imaging.share_image(kicker="", title="", lines=[], accent="#1d5c4d")[:4] == b"\x89PNG"


def test_page_carries_structured_data(client):
    event = make_event(starts_at=STARTS, tagline="L’avenir & nous")
    make_registration(event=event, workshop=make_workshop(event=event, seats=3))
    text = client.get(f"/soirees/{event.slug}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert (data["@type"], data["startDate"], data["description"], data["remainingAttendeeCapacity"]) == (
        "Event", "2027-10-30T15:30:00+00:00", "L’avenir & nous", 2,
    )  # fmt: skip


def test_authorisation_names_the_evening(client):
    event = make_event(brand="Crépite")
    response = client.get(f"/soirees/{event.slug}/autorisation/")
    assert (response.status_code, "Crépite" in response.content.decode()) == (200, True)


@pytest.mark.parametrize("name", ["calendrier.ics", "image.png"])
def test_files_of_a_draft_are_kept_by_no_shared_cache(client, name):
    event = make_event(status=Event.Status.DRAFT)
    response = sign_in(client, make_organiser(territory=event.territory)).get(f"/soirees/{event.slug}/{name}")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
