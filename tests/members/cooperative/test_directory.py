"""The directory of members: shown on consent, to members only, withdrawn as easily (D56)."""

import pytest
from django.core.exceptions import ValidationError

from members.cooperative.forms.directory import CONSENT_MISSING
from members.cooperative.models import Entry, Member
from members.models import Commune
from tests.cast_of_cooperatives import make_cooperative, make_cooperator
from tests.factories import make_person
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def make_entry(*, cooperative=None, member=None, offers="Une camionnette le samedi", seeks="", **fields):
    member = member or make_cooperator(cooperative=cooperative or make_cooperative())
    return Entry.show(member, offers=offers, seeks=seeks, **fields)


def make_two(client, **fields):
    """(cooperative, who is signed in, their membership)."""
    cooperative = make_cooperative()
    person = make_person(**fields)
    sign_in(client, person)
    return cooperative, person, make_cooperator(cooperative=cooperative, person=person)


def test_entry_says_something_and_its_member_is_in_the_register():
    cooperative = make_cooperative()
    member = make_cooperator(cooperative=cooperative)
    with pytest.raises(ValidationError) as empty:
        Entry.show(member, offers=" ", seeks="")
    Member.objects.filter(pk=member.pk).update(status="left", left_on=member.registered_on)
    with pytest.raises(ValidationError) as left:
        Entry.show(member, offers="Un four", seeks="")
    assert [empty.value.code, left.value.code] == ["empty", "left"]


def test_withdrawn_entry_keeps_no_word_and_its_version_of_consent():
    entry = make_entry(seeks="Un local", place="Vallée")
    entry.withdraw()
    entry.withdraw()
    assert (entry.offers, entry.seeks, entry.place, entry.folded, entry.shown_since) == ("", "", "", "", None)
    assert entry.withdrawn_at is not None
    assert entry.consent_version == "annuaire-26-11"
    assert list(Entry.objects.shown()) == []


def test_directory_finds_by_folded_words_and_commune(client):
    cooperative, _person, _member = make_two(client)
    lons = Commune.objects.get(insee="39300")
    made = make_entry(cooperative=cooperative, offers="Un ŒIL d’éclairagiste", commune=lons)
    make_entry(cooperative=cooperative, offers="Du pain")
    found = client.get("/societaire/annuaire/?mots=eclairagiste+oeil&commune=39300").context["page"].rows
    assert found == [made]
    assert len(client.get("/societaire/annuaire/?commune=zz").context["page"].rows) == 2


def test_directory_is_for_the_members_of_that_cooperative(client):
    _cooperative, _person, _member = make_two(client)
    theirs = make_entry()
    assert client.get("/societaire/annuaire/").context["page"].rows == []
    assert client.get(f"/societaire/annuaire/{theirs.pk}/").status_code == 404
    sign_in(client, make_person())
    assert client.get("/societaire/annuaire/").status_code == 404


def test_entry_form_asks_for_consent_and_keeps_what_was_typed(client):
    _cooperative, _person, member = make_two(client)
    answer = client.post(f"/societaire/ma-fiche/{member.pk}/", {"offers": "Un four"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["consent"] == [CONSENT_MISSING]
    assert "Un four" in answer.content.decode()
    client.post(f"/societaire/ma-fiche/{member.pk}/", {"offers": "Un four", "consent": "on"})
    assert [entry.offers for entry in Entry.objects.shown()] == ["Un four"]
    client.post(f"/societaire/ma-fiche/{member.pk}/", {"act": "retirer"})
    assert list(Entry.objects.shown()) == []


def test_entry_of_someone_else_cannot_be_written(client):
    cooperative, _person, _member = make_two(client)
    other = make_cooperator(cooperative=cooperative)
    assert client.post(f"/societaire/ma-fiche/{other.pk}/", {"offers": "x", "consent": "on"}).status_code == 404


def test_directory_costs_the_same_for_many(client, django_assert_num_queries):
    cooperative, _person, _member = make_two(client)
    make_entry(cooperative=cooperative)
    with django_assert_num_queries(QUERIES):
        client.get("/societaire/annuaire/")
    for _number in range(3):
        make_entry(cooperative=cooperative)
    with django_assert_num_queries(QUERIES):
        client.get("/societaire/annuaire/")


QUERIES = 8
