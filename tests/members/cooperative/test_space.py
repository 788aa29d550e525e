"""A member's own space, and what someone reads who is not one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.offers import Block, Blocks, Shown
from members.cooperative import certificates, duties_members, sections
from members.cooperative.models import Member, confirm_delegate
from tests.cast_of_cooperatives import make_cooperative, make_cooperator
from tests.factories import make_person
from tests.members.cooperative.test_introductions import make_asked
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def make_structure_member(**fields):
    person = make_person(email="delegue@example.org")
    return make_cooperator(
        cooperative=make_cooperative(), person=person, kind=Member.Kind.STRUCTURE, organisation="Fromagerie", **fields
    )


def test_stranger_signs_in_and_who_is_no_member_reads_how_to_become_one(client):
    cooperative = make_cooperative()
    assert client.get("/societaire/").status_code == 302
    sign_in(client, make_person())
    page = client.get("/societaire/")
    assert page.status_code == 200
    assert f"/cooperative/{cooperative.territory.slug}/devenir-societaire/" in page.content.decode()


def test_delegate_names_the_next_one_and_loses_the_space(client):
    member = make_structure_member()
    sign_in(client, member.person)
    typed = {"given_name": "Ada", "family_name": "Roux", "email": "ada@example.org", "phone": ""}
    assert client.post(f"/societaire/delegation/{member.pk}/", typed).status_code == 422
    client.post(f"/societaire/delegation/{member.pk}/", {**typed, "sure": "on"})
    assert [str(one) for one in member.delegations.all()] == ["Claude " + member.family_name, "Ada Roux"]
    assert client.get("/societaire/").templates[0].name == "cooperative/not_a_member.html"
    sign_in(client, make_person(email="ada@example.org"))
    assert client.get("/societaire/").templates[0].name == "cooperative/not_a_member.html"
    member.address_changes.get().confirm()
    assert client.get("/societaire/").context["member"] == member


def test_member_says_whether_notices_come_by_mail_and_who_said_it_stays(client):
    member = make_cooperator(cooperative=make_cooperative(), person=make_person())
    sign_in(client, member.person)
    days = []
    for act in ("mail", "mail", "letter"):
        assert client.post(f"/societaire/convocations/{member.pk}/", {"act": act}).status_code == 302
        member.refresh_from_db()
        days.append(member.notices_by_mail_since)
    assert days == [timezone.localdate(), timezone.localdate(), None]
    assert [one.by for one in member.contact_changes.all()] == [member.person, member.person]
    Member.objects.filter(pk=member.pk).update(email="")
    client.post(f"/societaire/convocations/{member.pk}/", {"act": "mail"})
    member.refresh_from_db()
    assert member.notices_by_mail_since is None


def test_person_has_no_delegate_to_name(client):
    member = make_cooperator(cooperative=make_cooperative(), person=make_person())
    sign_in(client, member.person)
    assert client.get(f"/societaire/delegation/{member.pk}/").status_code == 404


def test_delegate_is_confirmed_once_a_year(client):
    member = make_structure_member(days=366)
    now = timezone.now()
    assert [duty.url for duty in duties_members.duties(member.person, now)] == [f"/societaire/?pour={member.pk}#qui"]
    sign_in(client, member.person)
    client.post(f"/societaire/delegation/{member.pk}/confirmer/")
    confirm_delegate(member, by=member.person)
    assert member.delegate_confirmations.count() == 1
    assert list(duties_members.duties(member.person, now)) == []
    assert len(list(duties_members.duties(member.person, now + timedelta(days=366)))) == 1


def test_waiting_introduction_is_a_duty():
    one, _asker, asked = make_asked()
    person = make_person(email=asked.email)
    [duty] = duties_members.duties(person, timezone.now())
    assert (duty.when, duty.url) == (one.answer_by, f"/societaire/mises-en-relation/{one.pk}/")


def test_space_shows_what_the_room_above_says(client, monkeypatch):
    member = make_cooperator(cooperative=make_cooperative(), person=make_person())
    space = Blocks()
    monkeypatch.setattr(sections, "space", space)
    space.offer(Block("cooperative/_form_errors.html", lambda request, member: {"seen": member}, rank=2))
    space.offer(Block("cooperative/_form_errors.html", lambda request, member: None))
    space.offer(Block("cooperative/_commune.html", lambda request, member: None, rank=1))
    assert space.shown(None, member) == [Shown("cooperative/_form_errors.html", {"seen": member}, 2)]


def test_delegate_of_two_chooses_for_whom(client):
    cooperative, person = make_cooperative(), make_person()
    first = make_cooperator(cooperative=cooperative, person=person)
    second = make_cooperator(cooperative=cooperative, person=person, kind="structure", organisation="Fruitière")
    sign_in(client, person)
    assert client.get("/societaire/").context["member"] == first
    assert client.get(f"/societaire/?pour={second.pk}").context["member"] == second
    assert client.get("/societaire/?pour=0").context["member"] == first


def test_certificate_is_for_its_own_member(client, monkeypatch):
    member = make_cooperator(cooperative=make_cooperative(), person=make_person())
    sign_in(client, member.person)
    address = f"/societaire/attestation/{member.pk}/"
    assert client.get(address).status_code == 404
    bought = {"kind": "subscribed", "shares": 2, "amount": 100, "on": member.registered_on}
    member.movements.create(cooperative=member.cooperative, **bought)
    monkeypatch.setattr(certificates, "pdf", lambda member, said: f"{member.pk} {said.holds}".encode())
    assert client.get(address).content.decode().startswith(f"{member.pk} ")
    other = make_cooperator(cooperative=member.cooperative)
    assert client.get(f"/societaire/attestation/{other.pk}/").status_code == 404
