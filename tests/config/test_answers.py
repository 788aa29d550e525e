"""Pages of failure, in plain French with a way back; health; headers that every page carries."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import make_person
from tests.signing import sign_in


@pytest.mark.django_db
def test_healthz_says_ok_when_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
def test_page_that_does_not_exist_is_told_in_french(client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "<h1>Cette page est introuvable</h1>" in response.content.decode()
    assert f'href="{reverse("home")}"' in response.content.decode()


@pytest.mark.django_db
def test_page_that_is_not_open_is_told_in_french(client):
    response = sign_in(client, make_person()).get(reverse("members:roles"))
    assert response.status_code == 403
    assert "<h1>Cette page ne vous est pas ouverte</h1>" in response.content.decode()


@pytest.mark.django_db
def test_form_that_waited_too_long_is_told_apart():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"email": "nadia@example.org"})
    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]


def test_page_of_an_incident_needs_nothing_but_itself():
    page = render_to_string("500.html")
    assert "<h1>Quelque chose s’est cassé chez nous</h1>" in page
    assert '<a class="button" href="/">' in page


@pytest.mark.django_db
def test_every_page_is_kept_by_no_cache_and_runs_nothing_from_elsewhere(client):
    response = client.get(reverse("home"))
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert (policy["script-src"], policy["style-src"], policy["default-src"]) == ("'self'", "'self'", "'none'")
    assert "session" not in "".join(response.cookies)


def test_debug_is_off_in_tests():
    assert settings.DEBUG is False
