"""French unless someone chose otherwise; the browser's language is not followed."""

import pytest
from django.urls import reverse

from tests.factories import make_person
from tests.signing import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SWITCH = "/langue/"


def language(client, **headers):
    return client.get(reverse("home"), headers=headers)["Content-Language"]


def test_french_whatever_the_browser_says(client):
    assert language(client, **{"accept-language": "en-GB,en"}) == "fr"


def test_choice_is_kept_and_leads_back(client):
    response = client.post(SWITCH, {"language": "en", "next": "/idees/?q=bois"})
    assert (response.status_code, response["Location"]) == (302, "/idees/?q=bois")
    assert language(client) == "en"
    client.post(SWITCH, {"language": "fr"})
    assert language(client) == "fr"


def test_choice_is_kept_with_the_person(client):
    person = make_person()
    sign_in(client, person).post(SWITCH, {"language": "en"})
    person.refresh_from_db()
    assert person.language == "en"
    client.cookies.pop("langue")
    assert language(client) == "en"


@pytest.mark.parametrize("value", ["de", "", "fr'--"])
def test_language_we_do_not_speak_is_french(client, value):
    client.post(SWITCH, {"language": value})
    assert language(client) == "fr"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_switch_leads_nowhere_else(client, elsewhere):
    assert client.post(SWITCH, {"language": "en", "next": elsewhere})["Location"] == "/"


def test_looking_at_the_switch_changes_nothing(client):
    assert client.get(SWITCH).status_code == 405


def test_cookie_that_was_tampered_with_is_french(client):
    client.cookies["langue"] = "../../en"
    assert language(client) == "fr"
