"""Links that the platform can see between an expert and a file are proposed with their reason (D25)."""

import pytest

from projects.committee.known_links import KnownLink, proposed
from projects.committee.models import Declaration, StandingInterest
from projects.models import Bearing, Partner
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_expert,
    make_member,
    make_person,
    make_session,
    make_structure,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return make_agenda_item(session=make_session(committee=make_committee()))


def expert_of(item, **person):
    return make_expert(committee=item.session.committee, person=make_person(**person))


def bear(project, **member):
    membership = make_member(group=project.group, **member)
    project.bearings.create(
        membership=membership, kind=Bearing.Kind.BEARER, status="accepted", since=project.created_at
    )
    return membership


def partner(item, name):
    return Partner.add(item.project, name=name, brings="", contact="", since=None, agreed=False)


def codes(item, expert):
    return [(link.code, link.name) for link in proposed(item, expert)]


def test_nothing_is_proposed_to_who_has_no_link(item):
    bear(item.project, email="odile@scierie.example")
    partner(item, "Crédit du Haut-Jura")
    assert codes(item, expert_of(item, email="anne@banque.example", family_name="Roux")) == []


def test_group_members_and_authors_are_known_whatever_the_case_of_their_address(item):
    expert = expert_of(item, email="paul@coop.example")
    make_member(group=item.project.group, email="Paul@coop.example").leave()
    idea = item.project.made_of.get().idea
    type(idea).objects.filter(pk=idea.pk).update(author_email="PAUL@coop.example")
    assert codes(item, expert) == [("group", ""), ("author", "")]


def test_employer_and_listed_structures_meet_the_partners_without_accents_or_capitals(item):
    make_structure(territory=item.session.committee.territory, name="Fruitière des Monts")
    for name in ("Crédit du Haut-Jura", "Fruitière des Monts", "Ailleurs"):
        partner(item, name)
    expert = make_expert(committee=item.session.committee, employer="CREDIT DU HAUT-JURA ")
    for name in ("fruitière  des monts", "Une autre"):
        StandingInterest.objects.note(expert, kind="mandate", name=name)
    assert codes(item, expert) == [("employer", "Crédit du Haut-Jura"), ("structure", "Fruitière des Monts")]


def test_listed_people_and_projects_are_recognised_both_ways(item):
    make_member(group=item.project.group, given_name="Zoé", family_name="Vuillet", email="zoe@four.example")
    expert = expert_of(item)
    for name in ("vuillet zoe", "chauffeurs-voisins"):
        StandingInterest.objects.note(expert, kind="close", name=name)
    assert codes(item, expert) == [("project", "Chauffeurs-voisins"), ("person", "Vuillet Zoé")]


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("anne@scierie.example", "odile@Scierie.example", [("domain", "scierie.example")]),
        ("anne@gmail.com", "odile@gmail.com", []),
        ("anne@scierie.example", "", []),
    ],
)
def test_an_organisation_s_addresses_are_a_link_and_public_providers_are_not(item, mine, theirs, found):
    make_member(group=item.project.group, email=theirs)
    assert codes(item, expert_of(item, email=mine)) == found


def test_family_name_of_who_bears_it_is_a_link_and_that_of_others_is_not_told(item):
    make_member(group=item.project.group, family_name="Roux")
    expert = expert_of(item, family_name="ROUX")
    assert codes(item, expert) == []
    bear(item.project, given_name="Odile", family_name="Roux", email="odile@four.example")
    assert codes(item, expert) == [("family", "Roux")]


def test_a_recusal_of_an_earlier_session_is_remembered(item):
    expert = expert_of(item)
    before = make_agenda_item(session=make_session(committee=item.session.committee, days=-60), project=item.project)
    Declaration.objects.create(item=before, expert=expert, kind="recused", reason="family")
    assert codes(item, expert) == [("before", "")]


@pytest.mark.once
def test_every_link_is_a_sentence():
    assert KnownLink("domain", "coop.example").sentence == (
        "Quelqu’un de son groupe a une adresse chez coop.example, comme vous."
    )
