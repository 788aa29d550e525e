"""The register survives an erasure under names and numbers; addresses go (D51, D58)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.cooperative import applying
from members.cooperative.models import Member
from members.cooperative.personal_data import register
from tests.cast_of_cooperatives import make_cooperative, make_newcomer, make_shareholder
from tests.factories import make_person

WHO = {"given_name": "Odile", "family_name": "Charpy", "email": "odile@example.org", "phone": "+33612345678"}


def what_is_known(member):
    member.refresh_from_db()
    return {name: getattr(member, name) for name in (*WHO, "notices_by_mail_since")}


@pytest.mark.django_db
def test_erasing_a_member_keeps_name_and_number():
    person = make_person(email=WHO["email"])
    member = make_shareholder(cooperative=make_cooperative(), notices_by_mail=True, **WHO)
    register.erase_all_of(person)
    kept = {"given_name": "Odile", "family_name": "Charpy", "email": "", "phone": "", "notices_by_mail_since": None}
    assert what_is_known(member) == kept
    assert (member.number, member.status) == (1, Member.Status.REGISTERED)


@pytest.mark.django_db
def test_erasing_who_applied_takes_the_application_back():
    person = make_person(email=WHO["email"])
    member = make_newcomer(cooperative=make_cooperative(), message="Je suis voisine.", **WHO)
    register.erase_all_of(person)
    assert set(what_is_known(member).values()) == {"", None}
    member.application.refresh_from_db()
    assert (member.status, member.application.message) == (Member.Status.REFUSED, "")


@pytest.mark.django_db
def test_an_old_refused_application_is_forgotten_and_a_member_is_not():
    cooperative, before = make_cooperative(), timezone.now() - timedelta(days=3 * 365)
    refused = make_newcomer(cooperative=cooperative, days=1200, **WHO)
    applying.refuse(refused, why="Hors du territoire.", by=None, tell=False)
    member = make_shareholder(cooperative=cooperative, days=1200)
    assert register.old_addresses(before, after="", limit=9) == ["odile@example.org"]
    assert set(register.last_actions([member.email, "odile@example.org"])) == {member.email, "odile@example.org"}
    register.expire([member.email, "odile@example.org"], before=before)
    assert set(what_is_known(refused).values()) == {"", None}
    member.refresh_from_db()
    assert member.email != ""
    assert register.old_addresses(before, after="", limit=9) == []


@pytest.mark.django_db
def test_export_tells_shares_and_movements():
    person = make_person(email=WHO["email"])
    make_shareholder(cooperative=make_cooperative(), shares=2, **WHO)
    told = register.export(person)["cooperative_memberships"][0]
    assert (told["number"], told["shares"], len(told["movements"]), len(told["history"])) == (1, 2, 1, 4)
