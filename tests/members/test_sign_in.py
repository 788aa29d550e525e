"""Signing in: one form, one code by mail, the same for who comes back and who comes for the first time."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from members.tasks import forget_unproved
from outbox import delivering
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_person, make_registration, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit_left_from_before():
    cache.clear()


def ask(client, email, **data):
    return client.post(reverse("account_login"), {"email": email, **data})


def code_of(email):
    """The code of the last mail."""
    text = Message.objects.filter(to=email.lower()).latest("pk").text
    return re.search(r"^ +(\w{6})$", text, re.MULTILINE)[1]


def sign_in(client, email):
    ask(client, email)
    return client.post(reverse("account_confirm_login_code"), {"code": code_of(email)})


def test_newcomer_types_an_address_then_a_code_and_is_in(client):
    asked = ask(client, "Nadia@Example.org")
    assert (asked.status_code, asked["Location"]) == (302, reverse("account_confirm_login_code"))
    response = client.post(asked["Location"], {"code": code_of("nadia@example.org").lower()})
    assert (response.status_code, response["Location"]) == (302, reverse("space"))
    person = Person.objects.get()
    assert (person.email, person.has_usable_password()) == ("nadia@example.org", False)
    assert person.emailaddress_set.get().verified is True
    assert client.get(reverse("space")).status_code == 200


def test_person_comes_back_by_the_same_form(client):
    person = make_person(email="camille@example.org")
    sign_in(client, "CAMILLE@example.org")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.count() == 1


def test_answer_does_not_tell_whether_the_address_is_known(client):
    make_person(email="camille@example.org")
    known, unknown = ask(client, "camille@example.org"), None
    known_page = client.get(known["Location"]).content.decode()
    client.session.flush()
    client.cookies.clear()
    unknown = ask(client, "inconnue@example.org")
    unknown_page = client.get(unknown["Location"]).content.decode()
    hidden = re.compile(r'csrfmiddlewaretoken" value="\w+"')
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert hidden.sub("", known_page.replace("camille", "x")) == hidden.sub("", unknown_page.replace("inconnue", "x"))
    assert list(Message.objects.values_list("kind", flat=True)) == ["sign-in", "sign-in"]


def test_wrong_codes_close_the_door_after_five_tries(client):
    ask(client, "nadia@example.org")
    code = code_of("nadia@example.org")
    for _ in range(4):
        assert client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"}).status_code == 200
    last = client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"})
    assert (last.status_code, last["Location"]) == (302, reverse("account_login"))
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_code_is_of_no_use_after_fifteen_minutes(client):
    ask(client, "nadia@example.org")
    code = code_of("nadia@example.org")
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        client.post(reverse("account_confirm_login_code"), {"code": code})
        assert "_auth_user_id" not in client.session


def test_another_code_replaces_the_first(client):
    ask(client, "nadia@example.org")
    first = code_of("nadia@example.org")
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    assert client.post(reverse("account_confirm_login_code"), {"code": first}).status_code == 200
    client.post(reverse("account_confirm_login_code"), {"code": code_of("nadia@example.org")})
    assert "_auth_user_id" in client.session


def test_code_is_blanked_once_the_mail_has_left(client):
    ask(client, "nadia@example.org")
    message = Message.objects.get()
    assert message.secret is True
    assert delivering.deliver(message.pk) is True
    message.refresh_from_db()
    assert (message.subject, message.text, message.html, message.status) == ("", "", "", "sent")


def test_hall_of_three_hundred_phones_behind_one_address_passes(client):
    for number in range(60):
        client.cookies.clear()
        assert ask(client, f"personne{number}@example.org").status_code == 302


def test_one_address_is_not_flooded(client):
    for _ in range(5):
        client.cookies.clear()
        assert ask(client, "nadia@example.org").status_code == 302
    client.cookies.clear()
    assert ask(client, "nadia@example.org").status_code == 200
    assert Message.objects.count() == 5


def test_closed_access_is_told_after_the_code(client):
    make_person(email="nadia@example.org", is_active=False)
    response = sign_in(client, "nadia@example.org")
    assert (response.status_code, response["Location"]) == (302, reverse("account_inactive"))
    assert client.get(response["Location"]).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["password/change/", "password/reset/", "password/set/", "signup/", "email/"])
def test_no_page_of_passwords_exists(client, path):
    client.force_login(make_person())
    assert client.get(f"/compte/{path}").status_code == 404


def test_what_was_left_under_the_address_becomes_mine_once_it_is_proved(client):
    event = make_event(territory=make_territory())
    registration = make_registration(event=event, email="nadia@example.org")
    other = make_registration(event=event, email="autre@example.org")
    type(other).objects.filter(pk=other.pk).update(payer_email="nadia@example.org")
    idea = make_idea(event=event, author_email="Nadia@example.org")
    ask(client, "nadia@example.org")
    registration.refresh_from_db()
    assert registration.person is None
    client.post(reverse("account_confirm_login_code"), {"code": code_of("nadia@example.org")})
    for row in (registration, other, idea):
        row.refresh_from_db()
    person = Person.objects.get()
    assert (registration.person, other.person, idea.person) == (person, None, person)


def test_linking_follows_every_sign_in_even_towards_another_page(client):
    event = make_event(territory=make_territory())
    registration = make_registration(event=event, email="nadia@example.org")
    ask(client, "nadia@example.org", next="/idees/")
    url = reverse("account_confirm_login_code")
    response = client.post(url, {"code": code_of("nadia@example.org"), "next": "/idees/"})
    registration.refresh_from_db()
    assert (response["Location"], registration.person) == ("/idees/", Person.objects.get())


def test_sign_in_nobody_finished_is_forgotten_after_two_days(client):
    organiser = make_organiser(territory=make_territory())
    awaited = make_person(email="attendue@example.org")
    ask(client, "personne@example.org")
    ask(client, organiser.email)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        forget_unproved()
        forget_unproved()
    assert set(Person.objects.values_list("email", flat=True)) == {organiser.email, awaited.email}


def test_mails_follow_the_language_of_the_page_then_of_the_person(client):
    client.post(reverse("set_language"), {"language": "en"})
    ask(client, "nadia@example.org")
    assert Message.objects.latest("pk").language == "en"
    person = make_person(email="camille@example.org", last_login=timezone.now())
    client.session.flush()
    ask(client, person.email)
    assert Message.objects.filter(to=person.email).get().language == "fr"
