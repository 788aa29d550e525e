"""The communes of a territory: lists as people have them, changes that are read first, a dated history (D61)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members import communes
from members.models import Perimeter
from tests.factories import make_organiser, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
LONS, DOLE, SAINT_AMOUR, CONLIEGE = "39300", "39198", "39475", "39164"


def names(territory, day):
    return sorted(commune.insee for commune in territory.communes_on(day))


@pytest.mark.parametrize(
    ("text", "insee", "unknown"),
    [
        ("Lons-le-Saunier\n39198", {LONS, DOLE}, []),
        ("LONS LE SAUNIER ; dole", {LONS, DOLE}, []),
        ("lons-le-saunier, St-Amour", {LONS, SAINT_AMOUR}, []),
        ("Lons-le-Saunier\nLons-le-Saunier\n\n  \n", {LONS}, []),
        ("Perpète-les-Oies\n00000\nDole", {DOLE}, ["Perpète-les-Oies", "00000"]),
        ("39000", set(), ["39000"]),  # a postal code: the search is for them
        ("", set(), []),
    ],
)
def test_pasted_list_is_read(text, insee, unknown):
    reading = communes.read(text)
    assert (reading.insee, reading.unknown) == (insee, unknown)


def test_whole_intercommunality_is_named_once():
    found = communes.search("cc arbois poligny salins")
    assert communes.read("CC Arbois, Poligny, Salins, Coeur du Jura").insee == {one.insee for one in found}
    assert len(found) == 65


def test_search_takes_names_and_postal_codes():
    assert len(communes.search("39570")) == 37
    assert [commune.insee for commune in communes.search("conliege")] == [CONLIEGE]
    assert communes.search("x") == []


@pytest.mark.parametrize(
    "content",
    [
        "Commune;Code INSEE\nLons-le-Saunier;39300\nDole;39198\n",
        "39300,Lons-le-Saunier\n39198,Dole\n",
        "Lons-le-Saunier\nDole",
        "Nom;Habitants\nLons-le-Saunier;17 000\nDole;23 000",
    ],
)
def test_file_is_read_by_the_cell_that_names_a_commune(content):
    reading = communes.read_file(content.encode("utf-8"))
    assert (reading.insee, reading.unknown) == ({LONS, DOLE}, [])


def test_change_keeps_the_history():
    territory = make_territory()
    Perimeter.objects.change(territory, {LONS, DOLE}, since=date(2019, 1, 1))
    change = Perimeter.objects.change(territory, {LONS, CONLIEGE}, since=date(2024, 1, 1))
    assert ([c.insee for c in change.added], [c.insee for c in change.removed]) == ([CONLIEGE], [DOLE])
    assert names(territory, date(2023, 12, 31)) == [DOLE, LONS]
    assert names(territory, date(2024, 1, 1)) == [CONLIEGE, LONS]
    assert territory.perimeter.history() == [(date(2024, 1, 1), 1, 1), (date(2019, 1, 1), 2, 0)]


def test_same_day_can_be_corrected_and_the_past_cannot():
    territory, day = make_territory(), date(2024, 1, 1)
    Perimeter.objects.change(territory, {LONS}, since=date(2019, 1, 1))
    for wanted in ({DOLE}, {LONS, DOLE}, {LONS}, {LONS}):
        Perimeter.objects.change(territory, wanted, since=day)
        assert names(territory, day) == sorted(wanted)
    assert names(territory, date(2020, 1, 1)) == [LONS]
    assert territory.perimeter.count() == 1
    Perimeter.objects.change(territory, {DOLE}, since=day)
    with pytest.raises(ValidationError):
        Perimeter.objects.change(territory, {LONS}, since=day - timedelta(days=1))


def form(**fields):
    return {
        "act": "add",
        "since": timezone.localdate().isoformat(),
        "search": "",
        "text": "",
        "do": "preview",
        **fields,
    }


def test_nothing_changes_before_it_was_read(client):
    territory = make_territory(slug="ici")
    sign_in(client, make_organiser(territory=territory))
    url = reverse("members:territory_perimeter", args=["ici"])
    page = client.post(url, form(text="Dole\nPerpète", insee=[LONS]))
    assert (page.status_code, page.context["change"].total) == (200, 2)
    assert (page.context["form"].reading.unknown, territory.perimeter.count()) == (["Perpète"], 0)
    applied = client.post(url, form(insee=[LONS, DOLE], do="apply"))
    assert (applied.status_code, names(territory, timezone.localdate())) == (302, [DOLE, LONS])
    client.post(url, form(insee=[LONS], act="remove", do="apply"))
    assert names(territory, timezone.localdate()) == [DOLE]


def test_search_shows_communes_to_tick_and_keeps_what_was_typed(client):
    sign_in(client, make_organiser(territory=make_territory(slug="ici")))
    url = reverse("members:territory_perimeter", args=["ici"])
    page = client.post(url, form(search="conliege", text="Perpète", insee=[LONS], do="search"))
    shown = page.context["form"]
    assert (page.status_code, dict(shown.errors), shown["text"].value()) == (200, {}, "Perpète")
    assert ([one.insee for one in shown.found], [one.insee for one in shown.ticked]) == ([CONLIEGE], [LONS])


def test_list_from_a_file_replaces_all(client):
    territory = make_territory(slug="ici")
    Perimeter.objects.change(territory, {LONS}, since=date(2019, 1, 1))
    sign_in(client, make_organiser(territory=territory))
    file = SimpleUploadedFile("communes.csv", b"nom;code\nDole;39198")
    page = client.post(reverse("members:territory_perimeter", args=["ici"]), form(act="replace", file=file))
    change = page.context["change"]
    assert ([c.insee for c in change.added], [c.insee for c in change.removed]) == ([DOLE], [LONS])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": "Perpète"}, "__all__"),
        ({"text": "Dole", "since": "2018-01-01"}, "since"),
        ({"text": "Dole", "since": "hier"}, "since"),
        ({"text": "Dole", "act": "burn"}, "act"),
        ({"text": "x\n" * 6000}, "text"),
    ],
)
def test_bad_input_is_refused_and_kept(client, fields, wrong):
    territory = make_territory(slug="ici")
    Perimeter.objects.change(territory, {LONS}, since=date(2019, 1, 1))
    sign_in(client, make_organiser(territory=territory))
    page = client.post(reverse("members:territory_perimeter", args=["ici"]), form(**fields))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [wrong])
    assert page.context["form"]["text"].value() == fields["text"]


def test_executable_is_no_list(client):
    sign_in(client, make_organiser(territory=make_territory(slug="ici")))
    file = SimpleUploadedFile("communes.csv", b"MZ\x90\x00")
    page = client.post(reverse("members:territory_perimeter", args=["ici"]), form(file=file))
    assert (page.status_code, next(iter(page.context["form"].errors))) == (422, "file")
