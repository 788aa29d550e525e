"""The secret link opens an empty platform once, to one person, for a day (D64)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from members import starting
from members.models import Role, Territory
from members.views.starting import KEPT
from outbox.models import Message
from tests.events.test_capacity import in_threads
from tests.factories import make_person, make_role, make_territory

pytestmark = pytest.mark.django_db
NAMES = {"given_name": "Odile", "family_name": "Perrin"}


@pytest.fixture(autouse=True)
def _no_limit_left_from_before():
    cache.clear()


def path_of(link):
    return link.removeprefix("http://localhost:8000")


def token():
    return starting.new_link().rstrip("/").rpartition("/")[2]


def claimed(link_token, person, name="Haut-Jura"):
    starting.claim(Territory(name=name, slug=name.lower()), token=link_token, by=person, names=NAMES)


def test_link_serves_once_and_gives_the_keys():
    person, link_token = make_person(given_name="", family_name=""), token()
    claimed(link_token, person)
    role = Role.objects.get()
    assert (role.person, role.kind, role.territory.name) == (person, "administrator", "Haut-Jura")
    assert (role.person.full_name, role.territory.set_up_at) == ("Odile Perrin", None)
    with pytest.raises(ValidationError):
        claimed(link_token, make_person(), "Pays lédonien")
    assert Territory.objects.count() == 1


def test_link_dies_after_a_day_and_by_the_next_one():
    first = token()
    assert starting.find(first) is not None
    second = token()
    assert starting.find(first) is None
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        assert starting.find(second) is None


def test_link_opens_nothing_once_someone_holds_the_keys():
    link_token = token()
    make_role(make_person(), territory=make_territory(), kind=Role.Kind.ADMINISTRATOR)
    assert starting.find(link_token) is None


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_make_one_territory():
    link_token, people = token(), [make_person() for _ in range(8)]

    def try_it(number):
        try:
            claimed(link_token, people[number], f"territoire-{number}")
        except ValidationError:
            return False
        return True

    assert sorted(in_threads(8, try_it)) == [False] * 7 + [True]
    assert (Territory.objects.count(), Role.objects.count()) == (1, 1)


def test_mistyped_address_keeps_names_and_sends_nothing(client):
    page = client.post(path_of(starting.new_link()), {**NAMES, "email": "odile@"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["email"])
    assert page.context["form"]["family_name"].value() == "Perrin"
    assert Message.objects.count() == 0


def test_code_is_sent_and_the_link_still_serves(client):
    link = path_of(starting.new_link())
    response = client.post(link, {**NAMES, "email": "Odile@Example.org"})
    assert response["Location"] == "/compte/connexion/code/?next=%2Fdemarrer%2Fterritoire%2F"
    assert [message.to for message in Message.objects.all()] == ["odile@example.org"]
    again = client.get(link)
    assert again.context["form"].initial == {**NAMES, "email": "odile@example.org"}


def test_other_address_than_the_one_signed_in_is_proved_too(client):
    client.force_login(make_person(email="odile@example.org"))
    link = path_of(starting.new_link())
    assert client.post(link, {**NAMES, "email": "samir@example.org"})["Location"].startswith("/compte/connexion/code/")
    assert [message.to for message in Message.objects.all()] == ["samir@example.org"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/demarrer/rien/", "/demarrer/" + "A" * 48 + "/"])
def test_invented_link_opens_nothing(client, address):
    assert client.get(address).status_code == 410


def test_territory_is_for_who_came_by_the_link(client):
    client.force_login(make_person())
    form = {"name": "Haut-Jura", "brand": "Crépite", "accent": "#1d5c4d"}
    assert client.post(reverse("members:start_territory"), form).status_code == 410
    assert Territory.objects.count() == 0


def test_territory_opens_then_the_second_factor_is_asked(client):
    person = make_person()
    client.force_login(person)
    session = client.session
    session[KEPT] = {"token": token(), "names": NAMES}
    session.save()
    form = {"name": "Haut-Jura", "brand": "Crépite", "accent": "#f2b33d"}
    refused = client.post(reverse("members:start_territory"), form)
    assert (refused.status_code, refused.context["form"].nearest) == (422, "#866322")
    opened = client.post(reverse("members:start_territory"), {**form, "nearest": "#866322"})
    territory = Territory.objects.get()
    assert (territory.slug, territory.accent) == ("haut-jura", "#866322")
    assert opened["Location"] == reverse("members:territory_perimeter", args=["haut-jura"])
    assert client.get(opened["Location"])["Location"].startswith(reverse("mfa_activate_totp"))
