from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from members.models import Commune, Perimeter, Territory, check_accent, clean_siret
from tests.factories import make_organiser, make_person, make_structure, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("colour", ["#1d5c4d", "#9b1c31", "#2b4a97", "#000000"])
def test_dark_accents_are_taken(colour):
    check_accent(colour)


@pytest.mark.parametrize(("colour", "code"), [("#f2b33d", "contrast"), ("#ffffff", "contrast"), ("green", "colour")])
def test_accents_that_cannot_be_read_are_refused(colour, code):
    with pytest.raises(ValidationError) as refusal:
        check_accent(colour)
    assert refusal.value.code == code


def test_stylesheet_is_kept_for_ever_at_an_address_that_changes_with_it(client):
    territory = make_territory(slug="ici", accent="#1d5c4d")
    before = territory.stylesheet_url
    response = client.get(before)
    assert (response.status_code, response["Content-Type"]) == (200, "text/css")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--accent:#1d5c4d;" in response.content.decode()
    Territory.objects.filter(pk=territory.pk).update(accent="#9b1c31")
    moved = client.get(before)
    assert (moved.status_code, moved["Location"]) == (302, Territory.objects.get().stylesheet_url)
    assert moved["Cache-Control"] == "no-store"
    assert moved["Location"] != before


def test_perimeter_is_dated():
    territory = make_territory()
    lons, dole = Commune.objects.get(insee="39300"), Commune.objects.get(insee="39198")
    Perimeter.objects.create(territory=territory, commune=lons, since=date(2019, 1, 1))
    Perimeter.objects.create(territory=territory, commune=dole, since=date(2019, 1, 1), until=date(2021, 1, 1))
    assert set(territory.communes_on(date(2018, 12, 31))) == set()
    assert set(territory.communes_on(date(2020, 12, 31))) == {lons, dole}
    assert set(territory.communes_on(date(2021, 1, 1))) == {lons}


def test_organiser_changes_name_colour_and_contact(client):
    organiser = make_organiser(territory=make_territory(slug="ici"))
    form = {"name": "Haut-Jura", "brand": "Crépite", "accent": "#9b1c31", "contact_email": "nous@example.org"}
    form["contact_phone"] = "03 84 00 00 00"
    response = sign_in(client, organiser).post(reverse("members:territory_edit", args=["ici"]), form)
    territory = Territory.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("members:territory_edit", args=["ici"]))
    assert (territory.name, territory.accent, territory.contact_phone) == ("Haut-Jura", "#9b1c31", "+33384000000")


def test_colour_too_light_is_refused_with_its_contrast_and_does_not_colour_the_page(client):
    organiser = make_organiser(territory=make_territory(slug="ici", accent="#1d5c4d"))
    form = {"name": "Ici", "brand": "Crépite", "accent": "#f2b33d"}
    page = sign_in(client, organiser).post(reverse("members:territory_edit", args=["ici"]), form)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["accent"]
    assert "1,5" in page.context["form"].errors["accent"][0]
    assert page.context["territory"].accent == Territory.objects.get().accent == "#1d5c4d"


def test_list_shows_only_what_one_organises(client):
    organiser = make_organiser(territory=make_territory())
    make_territory()
    page = sign_in(client, organiser).get(reverse("members:territories"))
    assert list(page.context["territories"]) == [organiser.roles.get().territory]


def test_role_that_ended_opens_nothing(client):
    organiser = make_organiser(territory=make_territory(slug="ici"))
    organiser.roles.update(since=timezone.localdate() - timedelta(days=9), until=timezone.localdate())
    assert sign_in(client, organiser).get(reverse("members:territory_edit", args=["ici"])).status_code == 403


def test_communes_of_a_postal_code_are_given_to_forms(client):
    response = client.get(reverse("members:communes"), {"cp": "39570"})
    names = [commune["name"] for commune in response.json()["communes"]]
    assert len(names) == 37
    assert names == sorted(names)
    for code in ("", "39", "abcde", "00000"):
        assert client.get(reverse("members:communes"), {"cp": code}).json() == {"communes": []}


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("  ", ""), ("732 829 320 00074", "73282932000074")])
def test_siret_is_kept_as_fourteen_figures(typed, kept):
    assert clean_siret(typed) == kept


@pytest.mark.parametrize("typed", ["73282932000075", "123", "abc"])
def test_siret_with_a_wrong_key_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_siret(typed)


def test_structure_is_once_per_territory_by_its_siret():
    territory = make_territory()
    make_structure(territory=territory, siret="73282932000074")
    double = type(territory.structures.get())(territory=territory, name="Encore", siret="73282932000074")
    with pytest.raises(ValidationError):
        double.full_clean()
    make_structure(territory=territory, name="Sans SIRET")
    make_structure(territory=territory, name="Sans SIRET non plus")


def test_person_without_role_organises_nothing():
    assert list(Territory.objects.managed_by(make_person())) == []
