"""« Qui continue ? » : what is known of people, and how it goes (D56, D58)."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from events import erasing
from ideas import personal_data
from ideas.models import Joiner
from ideas.models.joining import join
from tests.factories import make_event, make_idea, make_organiser, make_person, make_registration
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def joined(**fields):
    idea = make_idea(event=make_event())
    return join(idea, key=uuid.uuid4(), role="help", **{"given_name": "Paul", **fields})


def names():
    return list(Joiner.objects.order_by("pk").values_list("given_name", "email"))


def test_a_person_finds_what_they_joined_and_has_it_erased():
    """D58: by the address that was proved."""
    person = make_person(email="paul@example.org")
    joined(email="Paul@example.org")
    joined(given_name="Marie", email="marie@example.org")

    found = [(one["as"], one["name"]) for one in personal_data.export(person)["ideas_carried_on"]]
    personal_data.erase_all_of(person)

    assert found == [("donner un coup de main", "Paul")]
    assert names() == [("", ""), ("Marie", "marie@example.org")]


def test_an_old_address_expires_with_its_names_and_the_count_stays():
    joiner = joined(email="paul@example.org")
    before = timezone.now() + timedelta(days=1)

    assert personal_data.old_addresses(before, after="", limit=10) == ["paul@example.org"]
    assert list(personal_data.last_actions(["paul@example.org"])) == ["paul@example.org"]
    personal_data.expire(["paul@example.org"], before=before)

    assert (names(), joiner.idea.joiners.standing().count()) == ([("", "")], 1)


def test_who_is_erased_from_the_evening_is_named_nowhere():
    registration = make_registration(event=make_event())
    joiner = joined(registration=registration)

    erasing.erase(registration)
    shown = list(joiner.idea.joiners.standing())
    for rows, forget in personal_data.leftovers(timezone.now() - timedelta(days=1)):
        forget(list(rows.values_list("pk", flat=True)))

    assert (shown, names()) == ([], [("", "")])


def test_the_team_erases_who_tells_them(client):
    joiner = joined(email="paul@example.org")
    event = joiner.idea.event

    page = f"/organiser/idees/suite/{joiner.pk}/retirer/"
    foreign = sign_in(client, make_organiser(territory=make_event().territory)).post(page).status_code
    own = sign_in(client, make_organiser(territory=event.territory)).post(page).status_code

    assert (foreign, own, names()) == (404, 302, [("", "")])
    assert [step.kind for step in joiner.idea.steps.all()] == ["left", "joined"]
