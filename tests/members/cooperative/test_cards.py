"""Corrections of a member's card and changes of delegates leave their trace (D41, D65)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from members.cooperative import cards, leaving, shares
from members.cooperative.history import history_of
from members.cooperative.models import Delegation, Member, change_delegate, delegate_on
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper, make_shareholder
from tests.factories import make_person
from tests.signing import sign_in

NEW = {"given_name": "Zoé", "family_name": "Abry", "email": "zoe@example.org", "phone": ""}


def make_structure_member(**fields):
    return make_cooperator(
        cooperative=fields.pop("cooperative", None) or make_cooperative(), kind="structure",
        organisation="Atelier du Puits", given_name="Paul", family_name="Gros", **fields,
    )  # fmt: skip


@pytest.mark.django_db
def test_delegate_replaced_leaves_who_voted_before():
    former = make_person(email="paul@example.org")
    member = make_structure_member(person=former)
    today = timezone.localdate()
    before = today - timedelta(days=30)
    keeper = make_keeper(cooperative=member.cooperative)
    change_delegate(member, **NEW, on=before, by=keeper)
    member.refresh_from_db()
    assert (member.given_name, member.family_name, member.email, member.person) == ("Zoé", "Abry", "", None)
    assert str(delegate_on(member, before - timedelta(days=1))) == "Paul Gros"
    assert str(delegate_on(member, before)) == str(delegate_on(member, today)) == "Zoé Abry"
    assert not Member.objects.of_person(former).exists()
    assert [(str(one), one.by) for one in member.delegations.for_display()] == [
        ("Zoé Abry", keeper), ("Paul Gros", None)
    ]  # fmt: skip


@pytest.mark.django_db
def test_delegate_replaced_twice_the_same_day_is_the_last_one():
    member, today = make_structure_member(), timezone.localdate()
    change_delegate(member, **NEW, on=today, by=None)
    change_delegate(member, **{**NEW, "given_name": "Inès"}, on=today, by=None)
    assert str(delegate_on(member, today)) == "Inès Abry"
    assert str(delegate_on(member, today - timedelta(days=1))) == "Paul Gros"


@pytest.mark.django_db
def test_delegate_cannot_be_named_ahead_nor_before_the_current_one_nor_for_a_person():
    member, today = make_structure_member(), timezone.localdate()
    with pytest.raises(ValidationError):
        change_delegate(member, **NEW, on=today + timedelta(days=1), by=None)
    change_delegate(member, **NEW, on=today, by=None)
    with pytest.raises(ValidationError):
        change_delegate(member, **NEW, on=today - timedelta(days=1), by=None)
    with pytest.raises(ValidationError):
        change_delegate(make_cooperator(cooperative=member.cooperative), **NEW, on=today, by=None)
    assert delegate_on(make_cooperator(cooperative=member.cooperative), today) is None


@pytest.mark.django_db
def test_past_delegates_never_change():
    member = make_structure_member()
    change_delegate(member, **NEW, on=timezone.localdate(), by=None)
    for act in (lambda: Delegation.objects.update(given_name="X"), Delegation.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.django_db
def test_card_corrected_says_what_it_said_before():
    person = make_person(email="old@example.org")
    member = make_cooperator(cooperative=make_cooperative(), person=person)
    keeper = make_keeper(cooperative=member.cooperative)
    college = member.cooperative.colleges.all()[1]
    cards.correct(member, by=keeper, college=college, phone="")
    member.refresh_from_db()
    assert (member.college, member.person) == (college, person)
    [fact] = [one for one in history_of(member) if one.by == keeper]
    assert fact.details == "Collège\xa0: Salariés → Bénéficiaires"
    assert cards.correct(member, by=keeper, college=college) == (None, None)


@pytest.mark.django_db
def test_history_is_said_in_the_language_of_who_reads_it():
    cooperative = make_cooperative()
    giver, other = (make_shareholder(cooperative=cooperative, shares=2, days=9) for _one in range(2))
    shares.transfer(giver, to=other, shares=2, by=None)
    leaving.strike_off(other, "contract", by=None, tell=False)
    giver_said = ["toutes les parts ont été cédées", f"2 parts · à {other}", "numéro 1", "100 € · virement"]
    assert [fact.details.replace("\xa0", " ") for fact in history_of(giver)] == [*giver_said, "2 parts", "2 parts"]
    with override("en"):
        assert [fact.details for fact in history_of(giver)][:3] == [
            "all shares were passed on", f"2 shares · to {other}", "number 1"
        ]  # fmt: skip
        other_said = ["end of the employment contract", f"2 shares · from {giver}"]
        assert [fact.details for fact in history_of(other)][:2] == other_said


@pytest.mark.django_db
def test_member_becoming_an_authority_counts_in_their_part():
    cooperative = make_cooperative()
    make_shareholder(cooperative=cooperative, shares=4)
    large = make_shareholder(cooperative=cooperative, shares=5)
    with pytest.raises(ValidationError) as refusal:
        cards.correct(large, by=None, is_authority=True)
    assert refusal.value.code == "authorities" or "50" in str(refusal.value)
    small = Member.objects.exclude(pk=large.pk).get()
    assert cards.correct(small, by=None, is_authority=True)[0].changes == {"is_authority": ["", "✓"]}


@pytest.mark.django_db
def test_card_page_keeps_what_was_typed_and_refuses_with_a_sentence(client):
    member = make_structure_member()
    sign_in(client, make_keeper(cooperative=member.cooperative))
    url = reverse("cooperative:member_edit", args=[member.cooperative.territory.slug, member.pk])
    typed = {"organisation": "", "email": "x", "phone": "06 1", "notices_by_mail_since": "2999-01-01"}
    response = client.post(url, typed)
    assert response.status_code == 422
    wanted = {"organisation", "email", "phone", "notices_by_mail_since", "category", "college"}
    assert set(response.context["form"].errors) == wanted
    right = {"organisation": "Le Puits", "category": member.category_id, "college": member.college_id}
    assert client.post(url, right).status_code == 302
    member.refresh_from_db()
    assert (str(member), member.email, member.given_name) == ("Le Puits", "", "Paul")


@pytest.mark.django_db
def test_delegate_page_names_another_one(client):
    member = make_structure_member()
    sign_in(client, make_keeper(cooperative=member.cooperative))
    url = reverse("cooperative:member_delegate", args=[member.cooperative.territory.slug, member.pk])
    assert client.post(url, {**NEW, "on": "2999-01-01"}).status_code == 422
    assert client.post(url, {**NEW, "email": "", "on": f"{timezone.localdate()}"}).status_code == 302
    assert str(delegate_on(member, timezone.localdate())) == "Zoé Abry"
    person = make_cooperator(cooperative=member.cooperative)
    assert client.get(url.replace(f"/{member.pk}/", f"/{person.pk}/")).status_code == 404
