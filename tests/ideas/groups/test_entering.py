"""Joining: asked by the person, accepted by the group; inviting: accepted by the invited one (D19, D64, D65)."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from ideas.groups import silence
from ideas.groups.models import Entry, Membership, WantedRole
from outbox.models import Message
from tests.events.test_capacity import in_threads
from tests.factories import make_member, make_organiser, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unlimited():
    cache.clear()


@pytest.fixture
def client_b():
    return Client()


def link_in(kind, to):
    """The path of the first link of the last mail of this kind to this address."""
    text = Message.objects.filter(kind=kind, to=to).order_by("-pk").first().text
    return urlsplit(re.search(r"https?://\S+", text)[0])._replace(scheme="", netloc="").geturl()


def asks(client, group, **fields):
    """Fill the form of a group as a person would, slower than a machine."""
    page = f"{group.get_absolute_url()}rejoindre/"
    with time_machine.travel(timezone.now() - timedelta(seconds=30), tick=False):
        stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(page).content.decode())[1]
    values = {"given_name": "Zoé", "family_name": "Martin", "email": "zoe@example.org", "consent": "on"}
    return client.post(page, values | {"stamp": stamp} | fields)


def people(group):
    return [one.shown_name for one in group.memberships.present().order_by("pk")]


def test_a_stranger_asks_confirms_and_is_accepted_from_the_mail(client, client_b):
    group = make_working_group()
    role = WantedRole.look_for(group, title="Comptable")
    answer = asks(client, group, wanted_role=role.pk, words="Je tiens les comptes de la cantine.")
    before = people(group)

    confirm = link_in("group-confirm", "zoe@example.org")
    looked = client.get(confirm).status_code, Entry.objects.get().state
    client.post(confirm)
    reply = link_of_answer()
    client_b.get(reply)
    client_b.post(reply, {"act": "accepter"})

    role.refresh_from_db()
    assert (answer.status_code, before, looked) == (200, ["Léa V."], (200, "unproved"))
    assert (people(group), role.filled_by.given_name) == (["Léa V.", "Zoé M."], "Zoé")
    assert list(Entry.objects.values_list("state", "email", "given_name", "words")) == [("accepted", "", "", "")]
    client.get(link_in("group-welcome", "zoe@example.org"))
    assert client.get(group.get_absolute_url()).context["membership"].given_name == "Zoé"
    consent = Membership.objects.get(email="zoe@example.org").consents.get()
    assert (consent.purpose, consent.text_version) == ("joining", "groupe-26-11")


def link_of_answer():
    text = Message.objects.get(kind="group-asked-to-join").text
    return urlsplit(re.search(r"https?://\S+/reponse/\S+", text)[0]).path


def test_a_known_address_is_told_in_its_letterbox_only(client):
    """D3: the page says the same thing."""
    group = make_working_group()
    known = asks(client, group, email="LEA@example.org").content.decode()
    new = asks(client, group, email="lia@example.org").content.decode()
    assert known.replace("LEA@", "x@").count("x@") == new.replace("lia@", "x@").count("x@")
    assert list(Message.objects.filter(to="lea@example.org").values_list("kind", flat=True)) == ["group-known-already"]
    assert list(Entry.objects.values_list("email", flat=True)) == ["lia@example.org"]


@pytest.mark.parametrize(
    "wrong", [{"consent": ""}, {"given_name": ""}, {"email": "zoe@"}, {"stamp": ""}, {"phone": "12"}]
)
def test_what_is_wrong_is_said_and_all_is_kept(client, wrong):
    answer = asks(client, make_working_group(), words="Je viens", **wrong)
    assert (answer.status_code, "Je viens" in answer.content.decode(), Entry.objects.count()) == (422, True, 0)


def test_a_robot_is_thanked_and_nothing_is_kept(client):
    assert asks(client, make_working_group(), website="http://spam").status_code == 200
    assert Entry.objects.count() == 0


def test_a_letterbox_is_not_filled_by_strangers(client):
    group = make_working_group()
    codes = []
    for _ in range(6):
        codes.append(asks(client, group).status_code)
        Entry.objects.all().delete()
    assert codes == [200] * 5 + [422]


def test_a_refusal_is_kind_and_erases_what_was_written(client):
    group = make_working_group()
    entry = Entry.ask(group, email="zoe@example.org", given_name="Zoé", words="Bonjour", proved=True)
    sign_in(client, make_organiser(territory=group.territory))
    page = f"{group.get_absolute_url()}demandes/{entry.pk}/"
    client.post(page, {"act": "refuser", "why": "Nous sommes assez pour commencer."})
    client.post(page, {"act": "accepter"})  # a colleague clicks after: told, nothing changes
    mail = Message.objects.get(kind="group-not-accepted")
    assert (mail.to, "Nous sommes assez" in mail.text, people(group)) == ("zoe@example.org", True, ["Léa V."])
    assert list(Entry.objects.values_list("state", "email", "words")) == [("refused", "", "")]


def test_who_is_invited_enters_with_their_own_agreement(client, client_b):
    group = make_working_group()
    lead = group.memberships.get()
    client.get(lead.open_url())
    client.post(f"{group.get_absolute_url()}inviter/", {"email": "max@example.org", "words": "Tu manques"})
    page = link_in("group-invited", "max@example.org")
    without = client_b.post(page, {"given_name": "Max", "act": "accepter"}).status_code
    answer = client_b.post(page, {"given_name": "Max", "consent": "on", "act": "accepter"})
    assert (without, answer["location"], people(group)) == (422, group.get_absolute_url(), ["Léa V.", "Max"])
    assert client_b.get(group.get_absolute_url()).context["membership"].given_name == "Max"
    assert Entry.objects.get().email == ""


def test_who_declines_leaves_no_address(client):
    group = make_working_group()
    Entry.invite(group, email="max@example.org")
    client.post(link_in("group-invited", "max@example.org"), {"act": "refuser"})
    assert list(Entry.objects.values_list("state", "email")) == [("refused", "")]


def test_no_address_stays_for_nothing():
    """Unproved after two days, unanswered after thirty; doing it twice changes nothing."""
    group = make_working_group()
    Entry.ask(group, email="zoe@example.org", given_name="Zoé")
    Entry.invite(group, email="max@example.org")
    runs = [silence.lapse_due(now=timezone.now() + timedelta(days=days)) for days in (1, 3, 3, 31, 31)]
    assert runs == [0, 1, 0, 1, 0]
    assert set(Entry.objects.values_list("state", "email")) == {("lapsed", "")}


@pytest.mark.django_db(transaction=True)
def test_fifty_people_accepted_at_once_are_fifty_members():
    group = make_working_group()
    entries = [Entry.ask(group, email=f"z{n}@example.org", given_name=f"Zoé {n}", proved=True) for n in range(25)]

    def accept(number):
        entry = Entry.objects.for_pages().get(pk=entries[number % 25].pk)
        try:
            return bool(entry.accept())
        except ValidationError as refusal:
            return refusal.code

    done = in_threads(50, accept)
    assert (done.count(True), done.count("stale")) == (25, 25)
    assert group.memberships.present().count() == 26
    assert make_member(group=group, email="z1@example.org").given_name == "Zoé 1"
