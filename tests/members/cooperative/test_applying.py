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
from members.cooperative.capital import capital_on
from members.cooperative.models import Application, Member, Payment, ShareMovement
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_keeper, make_newcomer, make_shareholder

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
    with pytest.raises(ValidationError, match="50\u00a0€ are missing: 50\u00a0€ were received out of 100\u00a0€"):
        applying.register(member, by=None)
    applying.record_payment(member, Decimal(80), by=None)
    with pytest.raises(ValidationError, match="30\u00a0€ too much were received: 130\u00a0€ for 100\u00a0€"):
        applying.register(member, by=None)
    with pytest.raises(ValidationError, match="Only 130\u00a0€ were received"):
        applying.record_payment(member, Decimal(-131), by=None)
    applying.record_payment(member, Decimal(-30), by=None)
    assert applying.register(member, by=None) == 1


@pytest.mark.django_db
def test_a_refusal_has_reasons_and_is_reported_once():
    cooperative = make_cooperative()
    member = make_newcomer(cooperative=cooperative)
    with pytest.raises(ValidationError):
        applying.refuse(member, why=" ", by=None)
    applying.refuse(member, why="Votre activité est hors du territoire.", by=None)
    assert member.status == Member.Status.REFUSED
    assert "Votre activité est hors du territoire." in Message.objects.get().text
    assert applying.report_refusals(cooperative, to="AG du 12 juin") == 1
    assert applying.report_refusals(cooperative, to="AG du 12 juin") == 0
    assert list(Application.objects.values_list("reported_to", flat=True)) == ["AG du 12 juin"]


@pytest.mark.django_db
def test_refusing_what_was_paid_is_refused():
    member = make_newcomer(cooperative=make_cooperative(), paid=True)
    with pytest.raises(ValidationError, match="50\u00a0€ were paid already"):
        applying.refuse(member, why="Trop tard.", by=None)
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
    for code, fields in {
        "names": {"given_name": " "},
        "shares": {"shares": 0},
        "elsewhere": {"college": other.colleges.first()},
        "future": {"days": -1},
    }.items():
        with pytest.raises(ValidationError) as refusal:
            make_newcomer(cooperative=cooperative, **fields)
        refused = refusal.value
        assert code == getattr(refused, "code", None) or refused.error_dict
    member = make_newcomer(cooperative=cooperative, college=None)
    with pytest.raises(ValidationError) as refusal:
        applying.accept(member, by=None)
    assert refusal.value.code == "college"  # D41


@pytest.mark.django_db
def test_authorities_hold_half_of_the_capital_at_most():
    """D43: refused when accepted, and again at the register if others left meanwhile, with the figures."""
    cooperative = make_cooperative()
    make_shareholder(cooperative=cooperative, shares=20)
    town = {"kind": "structure", "organisation": "Commune", "is_authority": True}
    with pytest.raises(ValidationError) as refusal:
        applying.accept(make_newcomer(cooperative=cooperative, shares=21, **town), by=None)
    assert refusal.value.messages == [
        "Local authorities would hold 51.3 % of the capital, the maximum is 50 %: 1,050\u00a0€ out of 2,050\u00a0€. "
        "They may take 20 shares at most today."
    ]
    member = make_shareholder(cooperative=cooperative, shares=20, **town)
    assert (member.number, capital_on(cooperative, TODAY())) == (2, Decimal(2000))
    with pytest.raises(ValidationError, match="They cannot take any share today"):
        applying.accept(make_newcomer(cooperative=cooperative, **town), by=None)


@pytest.mark.django_db
def test_capital_is_known_at_any_past_day():
    cooperative = make_cooperative()
    make_shareholder(cooperative=cooperative, shares=2, days=400)
    make_shareholder(cooperative=cooperative, shares=5, days=10)
    days = [TODAY() - timedelta(days=back) for back in (401, 400, 11, 10, 0)]
    assert [capital_on(cooperative, day) for day in days] == [0, 100, 100, 350, 350]


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
    newcomers = [make_newcomer(cooperative=cooperative, paid=True) for _one in range(50)]
    numbers = []

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
    assert capital_on(cooperative, TODAY()) == 50 * cooperative.share_value
