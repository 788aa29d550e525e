"""What every site must say of itself, and how to write to the team; what is missing is said plainly."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from members import duties
from outbox.delivering import deliver
from outbox.models import Message
from tests.factories import make_event, make_organiser, make_territory
from tests.signing import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
COMPLETE = {
    "structure": "Association des Grandes Idées",
    "postal_address": "3 place de la Liberté, 39000 Lons-le-Saunier",
    "director": "Odile Perrin",
    "host": "La Coopérative des machines, 39100 Dole",
    "contact_email": "equipe@example.org",
}
WORDS = {"name": "Firmin", "email": "firmin@example.org", "message": "Bonjour", "agreed": "on", "address": ""}


@pytest.fixture(autouse=True)
def _no_limit_left_from_before():
    cache.clear()


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["notices", "privacy", "accessibility", "contact"])
def test_only_territory_speaks_for_the_platform(client, name):
    make_territory(slug="ici", name="Haut-Jura", **COMPLETE)
    assert client.get(reverse(name)).context["territory"].slug == "ici"
    make_territory(slug="la")
    assert client.get(reverse(name)).context["territory"] is None
    assert client.get(reverse(name, args=["ici"])).context["territory"].slug == "ici"
    assert client.get(reverse(name, args=["nulle-part"])).status_code == 404


def test_notices_say_what_is_known_and_what_is_missing(client):
    full = make_territory(slug="complet", **COMPLETE)
    page = text(client.get(reverse("notices", args=["complet"])))
    assert [said in page for said in COMPLETE.values()] == [True] * 5
    assert ("pas encore indiqué" in page, full.missing_notices()) == (False, [])
    make_territory(slug="vide")
    assert text(client.get(reverse("notices", args=["vide"]))).count("pas encore indiqué") == 5


def test_missing_notices_are_a_duty_of_organisers(settings):
    territory = make_territory(**{**COMPLETE, "host": ""})
    organiser = make_organiser(territory=territory)
    assert [duty.why for duty in duties.duties(organiser, None)] == [
        "Il manque à vos pages\u00a0: l’hébergeur du site."
    ]
    territory.host = "ici"
    territory.save()
    assert duties.duties(organiser, None) == []


def test_assistant_left_in_the_middle_is_a_duty(client):
    territory = make_territory(slug="ici", set_up_at=None)
    organiser = make_organiser(territory=territory)
    assert [duty.url for duty in duties.duties(organiser, None)] == ["/organiser/territoires/ici/communes/"]
    done = sign_in(client, organiser).post(reverse("ready", args=["ici"]), {"evening": "1"})
    assert done["Location"] == reverse("events:evening_new")
    assert client.get(reverse("members:territory_edit", args=["ici"])).context["steps"] == []


def test_public_pages_lead_to_the_notices_of_their_territory(client):
    event = make_event(territory=make_territory(slug="ici"))
    assert 'href="/territoires/ici/mentions-legales/"' in text(client.get(event.get_absolute_url()))
    assert 'href="/mentions-legales/"' in text(client.get("/"))


def test_message_reaches_the_team_and_leaves_no_copy(client, mailoutbox):
    make_territory(slug="ici", **COMPLETE)
    url = reverse("contact", args=["ici"])
    assert client.post(url, WORDS)["Location"] == url
    message = Message.objects.get()
    assert deliver(message.pk) is True
    assert (mailoutbox[0].to, mailoutbox[0].message()["Reply-To"]) == (["equipe@example.org"], "firmin@example.org")
    message.refresh_from_db()
    assert (message.text, message.html, message.headers) == ("", "", {})


@pytest.mark.parametrize(
    ("change", "wrong"), [({"email": "firmin@"}, "email"), ({"agreed": ""}, "agreed"), ({"message": " "}, "message")]
)
def test_bad_message_is_kept_and_not_sent(client, change, wrong):
    make_territory(slug="ici", **COMPLETE)
    page = client.post(reverse("contact", args=["ici"]), {**WORDS, **change})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [wrong])
    assert page.context["form"]["name"].value() == "Firmin"
    assert Message.objects.count() == 0


def test_machines_and_crowds_are_held_back(client):
    make_territory(slug="ici", **COMPLETE)
    url = reverse("contact", args=["ici"])
    assert client.post(url, {**WORDS, "address": "http://spam"}).status_code == 302
    assert Message.objects.count() == 0
    answers = [client.post(url, WORDS).status_code for _ in range(6)]
    assert (answers.count(302), answers.count(422), Message.objects.count()) == (4, 2, 4)


def test_team_without_address_is_reached_otherwise(client):
    make_territory(slug="ici", contact_phone="+33384000000")
    page = client.post(reverse("contact", args=["ici"]), WORDS)
    assert (page.status_code, Message.objects.count(), "03 84 00 00 00" in text(page)) == (200, 0, True)


def test_header_cannot_be_written_through_the_contact_page(client):
    make_territory(slug="ici", **COMPLETE)
    page = client.post(reverse("contact", args=["ici"]), {**WORDS, "email": "a@example.org\nBcc: b@example.org"})
    assert page.status_code == 422
