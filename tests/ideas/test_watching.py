"""Following an idea: an address that its owner confirmed, and that one press stops (D19, D57, D64, D65)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.models import Link
from ideas import personal_data
from ideas.lapsing import lapse
from ideas.linking import link
from ideas.models import Follower, Stage, advance, merge
from outbox.models import Message
from tests.factories import make_event, make_idea, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make_idea(event=make_event())


def way_in(message, path):
    return re.search(rf"/idees/nouvelles/{path}/[^/\s]+/", message.text)[0]


def follow(client, idea, email="Zoe@Example.org"):
    return client.post(reverse("ideas:watch", args=[idea.slug]), {"email": email})


def test_following_begins_with_the_press_of_the_mailed_button(client, idea):
    assert follow(client, idea).context["asked"]
    mail = Message.objects.get()
    assert (mail.to, mail.kind, mail.topic) == ("zoe@example.org", "follow-confirm", "")
    page = way_in(mail, "oui")
    client.get(page)
    assert not Follower.objects.active().exists()  # a scanner of mails presses nothing
    assert client.post(page).context["done"]
    assert [one.email for one in Follower.objects.told_of(idea)] == ["zoe@example.org"]
    assert client.post(page).status_code == 410  # once
    follow(client, idea, "zoe@example.org ")
    assert Follower.objects.count() == 1


def test_one_press_in_a_mail_stops_and_forgets_the_address(client, idea):
    follower = Follower.objects.create(idea=idea, email="zoe@example.org", confirmed_at=timezone.now())
    advance(idea, Stage.KEPT, role="team")
    page = way_in(Message.objects.get(to="zoe@example.org"), "fin")
    client.get(page)
    assert Follower.objects.active().exists()
    assert client.post(page).context["done"]
    assert client.get(page).context["done"]
    follower.refresh_from_db()
    assert (follower.email, follower.stopped_at is not None) == ("", True)


def test_a_wrong_address_comes_back_and_a_machine_gets_no_mail(client, idea):
    page = follow(client, idea, "zoe")
    assert (page.status_code, page.context["form"]["email"].value()) == (422, "zoe")
    client.post(reverse("ideas:watch", args=[idea.slug]), {"email": "zoe@example.org", "website": "x"})
    assert not Follower.objects.exists()


def test_a_strangers_letterbox_is_not_filled(client, idea):
    answers = [follow(client, idea, "cible@example.org").status_code for _ in range(13)]
    assert answers == [200] * 12 + [422]


def test_an_idea_that_is_not_listed_is_followed_by_nobody(client, idea):
    merge(make_idea(event=idea.event), [idea], by=None)
    assert follow(client, idea).status_code == 404


def test_addresses_that_nobody_confirms_go_after_a_week_with_their_link(client, idea):
    follow(client, idea, "jamais@example.org")
    lapse(now=timezone.now() + timedelta(days=6))
    assert Follower.objects.count() == 1
    for _twice in range(2):
        lapse(now=timezone.now() + timedelta(days=8))
    assert (Follower.objects.count(), Link.objects.filter(purpose="idea-follow").count()) == (0, 0)


def test_following_is_exported_and_erased_with_the_person(idea):
    person = make_person(email="zoe@example.org")
    follower = Follower.objects.create(idea=idea, email="zoe@example.org", confirmed_at=timezone.now())
    link(person)
    follower.refresh_from_db()
    assert follower.person == person
    assert [row["idea"] for row in personal_data.export(person)["ideas_followed"]] == [str(idea)]
    old = Follower.objects.create(idea=idea, email="ancienne@example.org", asked_at=timezone.now() - timedelta(days=9))
    since = timezone.now() - timedelta(days=5)
    assert "ancienne@example.org" in personal_data.old_addresses(since, after="", limit=9)
    personal_data.expire(["ancienne@example.org"], before=since)
    personal_data.erase_all_of(person)
    follower.refresh_from_db(), old.refresh_from_db()
    assert (follower.email, follower.person, old.email) == ("", None, "")
