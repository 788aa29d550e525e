"""« Mes données »: read, take away, erase as soon as one asks (D58)."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.urls import reverse

from events.models import Authorisation, EventPhoto, Registration
from foundation import spreadsheets
from foundation.models import Link
from ideas.models import Claim, Idea
from members.models import Person, Role
from outbox.models import Message
from tests.factories import (
    make_call,
    make_event,
    make_facilitator,
    make_group,
    make_hosting_request,
    make_idea,
    make_organiser,
    make_person,
    make_registration,
    make_role,
    make_territory,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make_person(email="nadia@example.org", given_name="Nadia", family_name="Morel")


@pytest.fixture
def evening(nadia):
    event = make_event()
    registration = make_registration(event=event, workshop=make_workshop(event=event), email="nadia@example.org")
    registration.ticket_link()
    Registration.objects.update(person=nadia)
    make_idea(event=event, author_name="Nadia", author_email="nadia@example.org", person=nadia, need="Un bus")
    return event


def delete(client, person, typed):
    return sign_in(client, person).post(reverse("my_data"), {"email": typed})


def test_file_holds_what_every_floor_knows(client, nadia, evening):
    response = sign_in(client, nadia).get(reverse("my_data_file"))
    found = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert found["profile"]["email"] == "nadia@example.org"
    assert [one["given_name"] for one in found["registrations"]] == ["Nadia"]
    assert [one["need"] for one in found["ideas"]] == ["Un bus"]
    assert (found["roles"], found["messages"]) == ([], [])


def test_tables_hold_the_same_and_no_cell_can_run(client, nadia, evening):
    Idea.objects.update(need="=1+1")
    response = sign_in(client, nadia).get(reverse("my_data_tables"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        tables = {name: spreadsheets.decode(archive.read(name))[1] for name in archive.namelist()}
    found = json.loads(client.get(reverse("my_data_file")).content)
    assert set(tables) == {f"{name}.csv" for name, held in found.items() if held and isinstance(held, dict | list)}
    assert "'=1+1" in tables["ideas.csv"]
    assert tables["registrations.csv"].splitlines()[1].count("nadia@example.org") >= 1


@pytest.fixture
def everywhere(nadia, evening):
    """The address left in every other place where someone can leave theirs."""
    mine, asked = "nadia@example.org", make_idea(event=evening, author_email="autre@example.org")
    make_facilitator(table=evening.tables.get(), given_name="Nadia", email=mine)
    make_call(event=evening, contact_name="Nadia Morel", contact_email=mine)
    make_group(event=evening, seats=1, referent_name="Nadia Morel", referent_email=mine)
    make_hosting_request(territory=evening.territory, email=mine)
    child = make_registration(event=evening, email="enfant@example.org", age_band=Registration.AgeBand.UNDER_15)
    Authorisation.ask(child, parent_name="Nadia Morel", parent_email=mine)
    sizes = dict.fromkeys(("width", "height", "small_width", "small_height"), 9)
    EventPhoto.objects.create(event=evening, key="p", alt="La salle", **sizes).removals.create(words="Moi", email=mine)
    Claim.make(asked, email=mine, words="C’est la mienne", language="fr")


def test_what_is_left_anywhere_with_the_address_is_exported(client, nadia, everywhere):
    found = json.loads(sign_in(client, nadia).get(reverse("my_data_file")).content)
    assert {
        "registrations": found["registrations"][0]["ticket"],
        "facilitations": found["facilitations"][0]["given_name"],
        "calls_for_facilitators": found["calls_for_facilitators"][0]["name"],
        "groups": found["groups"][0]["referent"],
        "authorisations": found["authorisations"][0]["name"],
        "hosting_requests": found["hosting_requests"][0]["name"],
        "photo_removals": found["photo_removals"][0]["words"],
        "idea_claims": found["idea_claims"][0]["words"],
    } == {
        "registrations": Registration.objects.get(email="nadia@example.org").code,
        "facilitations": "Nadia",
        "calls_for_facilitators": "Nadia Morel",
        "groups": "Nadia Morel",
        "authorisations": "Nadia Morel",
        "hosting_requests": "Bernadette Petitjean",
        "photo_removals": "Moi",
        "idea_claims": "C’est la mienne",
    }


def test_erased_the_address_is_in_no_column_of_any_table(client, nadia, everywhere):
    delete(client, nadia, "nadia@example.org")
    left = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "EmailField", "TextField", "JSONField")
        and any("nadia@example.org" in str(value) for value in model.objects.values_list(field.name, flat=True))
    ]
    assert left == []


@pytest.mark.parametrize("evenings", [1, 3])
def test_file_costs_the_same_for_one_evening_or_three(client, nadia, django_assert_num_queries, evenings):
    sign_in(client, nadia)
    for _ in range(evenings):
        event = make_event()
        make_registration(event=event, workshop=make_workshop(event=event), email="nadia@example.org")
        make_idea(event=event, author_email="nadia@example.org", person=nadia)
    Registration.objects.update(person=nadia)
    with django_assert_num_queries(72):
        client.get(reverse("my_data_file"))


def test_account_goes_only_with_its_address_typed(client, nadia, evening):
    assert delete(client, nadia, "nadia@exemple.org").status_code == 422
    nadia.refresh_from_db()
    assert nadia.is_active


def test_account_goes_with_all_it_left(client, nadia, evening):
    response = delete(client, nadia, " Nadia@Example.org ")
    assert response.url == reverse("home")
    nadia.refresh_from_db()
    assert (nadia.email, nadia.full_name, nadia.is_active) == (None, "", False)
    registration = Registration.objects.get()
    assert (registration.given_name, registration.email, registration.person, registration.status) == (
        "", None, None, "cancelled",
    )  # fmt: skip
    assert evening.tables.get().seats_taken == 0
    idea = Idea.objects.get()
    assert (idea.author_name, idea.author_email, idea.person, idea.need) == ("", "", None, "Un bus")
    assert Link.objects.filter(purpose="ticket").count() == 0
    assert client.get(reverse("space")).status_code == 302


def test_roles_end_and_the_account_is_not_the_one_that_signs_in_again(client):
    organiser = make_organiser(territory=make_territory(), email="camille@example.org")
    delete(client, organiser, "camille@example.org")
    assert Role.objects.in_force().count() == 0
    assert Person.objects.of_address("camille@example.org").pk != organiser.pk


def test_last_administrator_names_another_first(client, nadia, evening):
    """Nothing is half erased."""
    make_role(nadia, territory=evening.territory, kind=Role.Kind.ADMINISTRATOR)
    assert delete(client, nadia, "nadia@example.org").status_code == 422
    nadia.refresh_from_db()
    assert (nadia.is_active, Registration.objects.get().given_name, Idea.objects.get().author_name) == (
        True, "Nadia", "Nadia",
    )  # fmt: skip


def test_mails_lose_the_address(client, nadia, evening):
    registration = Registration.objects.get()
    registration.send_ticket_again(by=None)
    delete(client, nadia, "nadia@example.org")
    assert list(Message.objects.values_list("to", "status", "text")) == [("", "withdrawn", "")]
