"""Application → board → paid → registered, with numbers without gap (D41, D43)."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from foundation import guards
from members.cooperative import applying
from members.cooperative.capital import capital_at
from members.cooperative.models import Application, Member, Payment, ShareMovement
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_keeper, make_newcomer, make_shareholder
from tests.members.cooperative.refusing import refused

TODAY = timezone.localdate


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.django_db
def test_joining_goes_from_the_form_to_a_number():
    cooperative = make_cooperative()
    keeper = make_keeper(cooperative=cooperative)
    member = applying.apply_for(
        cooperative, given_name="Lise", family_name="Perrin", email="Lise@Example.org", shares=3,
        category=cooperative.categories.first(), college=cooperative.colleges.first(), notices_by_mail=True,
    )  # fmt: skip
    applying.accept(member, by=keeper)
    applying.record_payment(member, Decimal(150), by=keeper)
    assert applying.register(member, by=keeper) == 1
    assert (member.status, member.registered_on, member.notices_by_mail_since) == ("registered", TODAY(), TODAY())
    assert [(one.kind, one.shares, one.amount) for one in member.movements.all()] == [("subscribed", 3, Decimal(150))]
    assert [step.kind for step in member.steps.all()] == ["registered", "paid", "accepted", "applied"]
    assert kinds() == ["cooperative-received", "cooperative-accepted", "cooperative-registered"]
    assert set(Message.objects.values_list("to", flat=True)) == {"lise@example.org"}


@pytest.mark.django_db
def test_paying_less_or_more_is_refused_with_the_figures():
    cooperative = make_cooperative()
    member = make_newcomer(cooperative=cooperative, shares=2)
    applying.accept(member, by=None)
    applying.record_payment(member, Decimal(50), by=None)
    assert refused(applying.register, member, by=None) == "Il manque 50 € : 50 € reçus sur 100 €."
    applying.record_payment(member, Decimal(80), by=None)
    too_much = "30 € ont été reçus en trop : 130 € pour 100 €. Rendez-les, ou acceptez plus de parts."
    assert refused(applying.register, member, by=None) == too_much
    told = "130 € reçus en tout : on ne peut pas rendre davantage."
    assert refused(applying.record_payment, member, Decimal(-131), by=None) == told
    applying.record_payment(member, Decimal(-30), by=None)
    assert applying.register(member, by=None) == 1


@pytest.mark.django_db
def test_a_refusal_has_reasons_and_is_reported_once():
    cooperative = make_cooperative()
    member = make_newcomer(cooperative=cooperative)
    refused(applying.refuse, member, why=" ", by=None)
    applying.refuse(member, why="Votre activité est hors du territoire.", by=None)
    assert member.status == Member.Status.REFUSED
    assert "Votre activité est hors du territoire." in Message.objects.get().text
    assert applying.report_refusals(cooperative, to="AG du 12 juin") == 1
    assert applying.report_refusals(cooperative, to="AG du 12 juin") == 0
    assert list(Application.objects.values_list("reported_to", flat=True)) == ["AG du 12 juin"]


@pytest.mark.django_db
def test_refusing_what_was_paid_is_refused():
    member = make_newcomer(cooperative=make_cooperative(), paid=True)
    assert refused(applying.refuse, member, why="Trop tard.", by=None).startswith("50 € ont déjà été versés")
    member.refresh_from_db()
    assert member.status == Member.Status.ACCEPTED


@pytest.mark.django_db
def test_a_step_is_taken_once():
    member = make_newcomer(cooperative=make_cooperative())
    applying.accept(member, by=None)
    with pytest.raises(ValidationError) as refusal:
        applying.accept(member, by=None)
    assert refusal.value.code == "stale"
    assert applying.take_back(member) is True
    assert applying.take_back(member) is False
    assert applying.report_refusals(member.cooperative, to="AG") == 0  # taken back is not refused


@pytest.mark.django_db
def test_a_double_click_applies_once():
    cooperative, key = make_cooperative(), uuid4()
    first = make_newcomer(cooperative=cooperative, key=key)
    assert make_newcomer(cooperative=cooperative, key=key) == first
    assert Member.objects.count() == 1


@pytest.mark.django_db
def test_bad_input_is_refused():
    cooperative, other = make_cooperative(), make_cooperative()
    told = {
        "Écrivez le prénom et le nom.": {"given_name": " "},
        "Écrivez le nom de la structure.": {"kind": "structure"},
        "Une ou un sociétaire a au moins une part.": {"shares": 0},
        "Cette catégorie ou ce collège est d’une autre coopérative.": {"college": other.colleges.first()},
        "Un jour à venir ne se note pas : revenez ce jour-là.": {"days": -1},
    }
    for words, fields in told.items():
        assert refused(make_newcomer, cooperative=cooperative, **fields) == words
    assert refused(applying.accept, make_newcomer(cooperative=cooperative, college=None), by=None) == (
        "Les votes se comptent par collège : choisissez celui de cette personne."
    )


@pytest.mark.django_db
def test_authorities_hold_half_of_the_capital_at_most():
    """D43: refused when accepted, and again at the register if others left meanwhile, with the figures."""
    cooperative = make_cooperative()
    make_shareholder(cooperative=cooperative, shares=20)
    town = {"kind": "structure", "organisation": "Commune", "is_authority": True}
    assert refused(applying.accept, make_newcomer(cooperative=cooperative, shares=21, **town), by=None) == (
        "La part des collectivités passerait à 51,2 %, le maximum est 50 % : 1 050 € sur 2 050 €. "
        "Elles peuvent prendre 20 parts au plus aujourd’hui."
    )
    member = make_shareholder(cooperative=cooperative, shares=20, **town)
    assert (member.number, capital_at(cooperative, TODAY()).amount) == (2, Decimal(2000))
    told = refused(applying.accept, make_newcomer(cooperative=cooperative, **town), by=None)
    assert told.endswith("Elles ne peuvent prendre aucune part aujourd’hui : d’autres doivent souscrire d’abord.")


@pytest.mark.django_db
def test_capital_is_known_at_any_past_day():
    cooperative = make_cooperative()
    make_shareholder(cooperative=cooperative, shares=2, days=400)
    make_shareholder(cooperative=cooperative, shares=5, days=10)
    days = [TODAY() - timedelta(days=back) for back in (401, 400, 11, 10, 0)]
    assert [capital_at(cooperative, day).amount for day in days] == [0, 100, 100, 350, 350]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [ShareMovement, Payment])
def test_movements_and_payments_are_only_added(rows):
    make_shareholder(cooperative=make_cooperative())
    for act in (
        lambda: rows.objects.update(amount=Decimal(1)),
        lambda: rows.objects.update(on=date(2020, 1, 1)),
        lambda: rows.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError) as refusal, guards.transaction.atomic():
            act()
        assert guards.broken(refusal.value) is not None


@pytest.mark.django_db(transaction=True)
def test_fifty_registrations_at_once_have_numbers_without_gap():
    cooperative = make_cooperative(weights={})
    place = {"cooperative": cooperative, "category": cooperative.categories.first(), "status": Member.Status.ACCEPTED}
    newcomers = Member.objects.bulk_create(Member(family_name=f"Perrin {rank}", **place) for rank in range(50))
    value, numbers = cooperative.share_value, []
    Application.objects.bulk_create(Application(member=one, share_value=value) for one in newcomers)
    Payment.objects.bulk_create(Payment(member=one, amount=value, on=TODAY()) for one in newcomers)

    def register(member):
        try:
            numbers.append(applying.register(member, by=None, tell=False))
        finally:
            connection.close()

    threads = [Thread(target=register, args=[member]) for member in newcomers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 51))
    assert capital_at(cooperative, TODAY()).amount == 50 * cooperative.share_value
