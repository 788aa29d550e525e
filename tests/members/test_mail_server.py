"""How mails leave, told without a password, and tried by a message to oneself."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from outbox import transport
from outbox.delivering import deliver
from outbox.models import Message
from tests.factories import make_organiser, make_territory
from tests.signing import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _no_limit_left_from_before():
    cache.clear()


@pytest.fixture
def organiser(client):
    person = make_organiser(territory=make_territory(slug="ici", contact_email="equipe@example.org"))
    sign_in(client, person)
    return person


PAGE, TRY = "/organiser/territoires/ici/messagerie/", "/organiser/territoires/ici/essai/"


def test_server_is_told_without_its_password(client, organiser, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "smtp.example.org", 587, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "equipe", "tres-secret"
    told = transport.describe()
    assert (told.kind, told.place, told.port, told.account, told.encrypted) == (
        "server", "smtp.example.org", 587, "equipe", True,
    )  # fmt: skip
    page = client.get(PAGE).content.decode()
    assert ("smtp.example.org" in page, "tres-secret" in page) == (True, False)


def test_folder_is_said_to_be_one(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = "/srv/soiree/mail"
    assert (transport.describe().place, transport.describe().leaves) == ("/srv/soiree/mail", False)


def test_trial_leaves_by_the_box_and_answers_go_to_the_team(client, organiser, mailoutbox):
    assert client.post(TRY)["Location"] == PAGE
    assert deliver(Message.objects.get().pk) is True
    mail = mailoutbox[0]
    assert (mail.to[0].endswith(f"<{organiser.email}>"), mail.message()["Reply-To"]) == (True, "equipe@example.org")
    assert "remis au serveur" in client.get(PAGE).content.decode()


def test_refusal_is_told_in_plain_words(client, organiser):
    client.post(TRY)
    Message.objects.update(last_error="535 5.7.8 Authentication failed")
    page = client.get(PAGE).content.decode()
    assert "refuse notre nom ou notre mot de passe" in page
    assert "535 5.7.8" in page


def test_trials_are_ten_an_hour(client, organiser):
    for _ in range(12):
        client.post(TRY)
    assert Message.objects.count() == 10


def test_other_territory_is_not_tried(client, organiser):
    make_territory(slug="ailleurs")
    assert client.post(reverse("members:territory_mail_test", args=["ailleurs"])).status_code == 404
