"""« Mes préférences de courrier »: by a mail's link or signed in; a look changes nothing (D57)."""

import pytest
from django.urls import reverse

from outbox import writing
from outbox.models import EVERYTHING, AtOnce, OptOut
from tests.factories import make_person
from tests.outbox.test_queueing import queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notes")]
ADDRESS = "nadia@example.org"
PAGE = "/mes-courriers/"
CHOICES = {"address": ADDRESS, "news": "nothing", "follow-up": "at_once", "ideas": "grouped", "coaching": "grouped"}


@pytest.fixture
def reader(client):
    """A visitor who followed the link at the foot of a mail."""
    client.get(writing.preferences_url(ADDRESS).removeprefix("http://localhost:8000"))
    return client


def test_the_link_of_a_mail_opens_the_page_without_login_and_leaves_the_address(client):
    path = writing.preferences_url(ADDRESS).removeprefix("http://localhost:8000")
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert client.get(PAGE).status_code == 200
    assert (OptOut.objects.count(), AtOnce.objects.count()) == (0, 0)


def test_choices_are_kept_and_can_be_taken_back(reader):
    waiting = queue(1, topic="news")
    assert reader.post(PAGE, CHOICES).status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == "withdrawn"
    assert list(OptOut.objects.values_list("topic", flat=True)) == ["news"]
    assert list(AtOnce.objects.values_list("topic", flat=True)) == ["follow-up"]
    reader.post(PAGE, {**CHOICES, "news": "grouped", "follow-up": "grouped"})
    assert (OptOut.objects.count(), AtOnce.objects.count()) == (0, 0)


def test_who_complained_may_choose_again(reader):
    OptOut.objects.create(address=ADDRESS, topic=EVERYTHING)
    reader.post(PAGE, CHOICES)
    assert list(OptOut.objects.values_list("topic", flat=True)) == ["news"]


@pytest.mark.parametrize("bad", [{"news": "sometimes"}, {"news": ""}, {"coaching": "at_once"}])
def test_nonsense_is_refused_and_nothing_changes(reader, bad):
    assert reader.post(PAGE, {**CHOICES, **bad}).status_code == 422
    assert (OptOut.objects.count(), AtOnce.objects.count()) == (0, 0)


def test_nobody_chooses_for_someone_else(reader, client):
    assert reader.post(PAGE, {**CHOICES, "address": "zoe@example.org"}).status_code == 404


def test_a_stranger_and_a_forged_link_are_told_to_sign_in(client):
    assert client.get(PAGE).status_code == 410
    assert client.get(reverse("outbox:preferences_link", args=["A" * 48])).status_code == 410


def test_signed_in_the_page_is_that_of_the_account(client):
    client.force_login(make_person(email=ADDRESS))
    assert client.post(PAGE, CHOICES).status_code == 302
    assert OptOut.objects.get().address == ADDRESS
