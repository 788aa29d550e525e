"""Members of the cooperative who may help a project: matched by words and commune, each with its reason."""

from types import SimpleNamespace

import pytest

from ideas.groups.models import WantedRole
from members.cooperative.models import Introduction
from members.models import Commune
from outbox.models import Message
from projects.helping import asked_by, helpers_of, matches
from tests.cast_of_cooperatives import make_cooperative, make_cooperator
from tests.factories import make_organiser, make_person, make_project
from tests.members.cooperative.test_directory import make_entry
from tests.signing import sign_in


def entry(offers, commune=None):
    return SimpleNamespace(offers=offers, commune=commune, commune_id=commune.pk if commune else None)


@pytest.mark.once
def test_words_in_common_are_found_without_accents_plurals_or_grammar():
    lons = SimpleNamespace(pk="39300", intercommunality="ECLA")
    near = SimpleNamespace(pk="39397", intercommunality="ECLA")
    entries = [
        entry("Je peux avoir du temps pour vous"),
        entry("Boulanger à la retraite, un four"),
        entry("Une Camionnette réfrigérée", near),
        entry("Du café", lons),
    ]
    found = matches(entries, asked="Une boulangerie itinérante : camionnettes, réfrigérées", near=lons)
    assert [(one.words, one.same_commune, one.same_group) for one in found] == [
        (("camionnette", "réfrigérée"), False, True),
        (("boulanger",), False, False),
        ((), True, False),
    ]


@pytest.mark.once
def test_nothing_asked_finds_nobody():
    assert matches([entry("Une camionnette")], asked="", near=None) == []


@pytest.mark.django_db
def test_project_asks_with_the_roles_that_its_group_looks_for():
    project = make_project(name="Épicerie", summary="Un tournée")
    WantedRole.look_for(project.group, title="Comptable", task="Tenir les comptes")
    assert asked_by(project).split() == ["Épicerie", "Un", "tournée", "Comptable", "Tenir", "les", "comptes"]


@pytest.mark.django_db
def test_only_members_of_the_territory_who_are_shown_are_named():
    lons = Commune.objects.get(insee="39300")
    project = make_project(name="Épicerie", commune=lons)
    cooperative = make_cooperative(territory=project.territory)
    here = make_entry(cooperative=cooperative, offers="Épicier", commune=lons)
    make_entry(cooperative=cooperative, offers="Épicier").withdraw()
    make_entry(offers="Épicier")
    assert [match.entry for match in helpers_of(project)] == [here]


@pytest.mark.django_db
def test_team_writes_through_an_introduction_and_strangers_see_nothing(client):
    project = make_project(name="Épicerie")
    made = make_entry(cooperative=make_cooperative(territory=project.territory), offers="Épicier de métier")
    pages = [f"{project.workspace_url}societaires/", f"{project.workspace_url}societaires/{made.pk}/"]
    sign_in(client, make_cooperator(cooperative=make_cooperative(), person=make_person()).person)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    organiser = make_organiser(territory=project.territory)
    sign_in(client, organiser)
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert client.post(pages[1], {"word": ""}).status_code == 422
    client.post(pages[1], {"word": "Venez voir"})
    one = Introduction.objects.get()
    assert (one.about, one.about_name, one.email) == (f"project:{project.pk}", "Épicerie", organiser.email)
    assert client.post(pages[1], {"word": "Encore"}).status_code == 422
    one.accept()
    assert {mail.to for mail in Message.objects.filter(kind__startswith="members-")} == {
        made.member.email,
        organiser.email,
    }
    assert made.member.email not in client.get(pages[0]).content.decode()
