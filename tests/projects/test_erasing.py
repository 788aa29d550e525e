"""Whoever is erased is named nowhere, the mails written to others included (D58)."""

import uuid

import pytest

from config import forgetting
from ideas.groups.models import Entry, GroupMessage
from outbox.models import Message
from projects.handing import accept, ask_to_bear
from projects.models import Introduction, Listing
from tests.factories import make_member, make_person, make_project

pytestmark = pytest.mark.django_db


def words_of(rows):
    return [f"{one.subject} {one.text} {one.html}" for one in rows.order_by("pk")]


def test_mails_to_the_others_no_longer_name_who_was_erased():
    project = make_project()
    lead, other = project.group.leads().get(), make_member(group=project.group)
    GroupMessage.write(project.group, key=uuid.uuid4(), text="Bonjour", author=lead)
    accept(ask_to_bear(project, lead), membership=lead)
    told = Message.objects.filter(to=other.email, subject__contains="Léa V.")
    keys = list(told.values_list("pk", flat=True))
    assert sorted(told.values_list("kind", flat=True)) == ["group-message", "project-bearer-answered"]
    forgetting.erase(make_person(email="lea@example.org"))
    said = words_of(Message.objects.filter(pk__in=keys))
    assert [("Léa" in text, "Ancien membre" in text) for text in said] == [(False, True)] * 2


def test_mails_about_someone_on_the_doorstep_go_with_them():
    project = make_project()
    listing = Listing.open(project, what_exists="Un camion", bearer_does="Conduire", time_per_week="Un jour")
    who = {"email": "manon@example.org", "given_name": "Manon", "proved": True}
    wrote = Introduction.ask(listing, why_me="Je suis Manon", **who)
    wrote.accept(contact={"name": "Léa", "email": "lea@example.org", "phone": ""})
    Entry.ask(project.group, words="C’est Manon", **who)
    forgetting.erase(make_person(email="manon@example.org"))
    assert [text for text in words_of(Message.objects.all()) if "manon" in text.lower()] == []
    assert not Message.objects.filter(kind="group-asked-to-join").exclude(status="withdrawn").exists()
