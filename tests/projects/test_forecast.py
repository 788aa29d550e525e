"""Three years that add up to the cent, whatever is typed (D20, D21)."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.forecast import Investment, Job, Line, Loan, Offer, Plan, equal_parts, percent, to_cent, work_out

pytestmark = pytest.mark.once

money = st.decimals(min_value=0, max_value=1_000_000, places=2)
few = st.decimals(min_value=0, max_value=1000, places=1)
rate = st.decimals(min_value=0, max_value=100, places=2)
years = st.integers(1, 3)
lasts = st.integers(1, 12)


def three(one):
    return st.tuples(one, one, one)


def several(one):
    return st.lists(one, max_size=3).map(tuple)


lines = several(st.builds(Line, st.just(""), three(money)))
plans = st.builds(
    Plan,
    several(st.builds(Offer, st.just(""), money, three(few))),
    lines,
    several(st.builds(Job, st.just(""), money, rate, three(few))),
    lines,
    several(st.builds(Investment, st.just(""), money, years, lasts)),
    lines,
    several(st.builds(Loan, st.just(""), money, rate, lasts, years)),
    lines,
)


@settings(max_examples=60, deadline=None)
@given(plans)
def test_cash_changes_by_what_comes_in_less_what_goes_out_and_totals_are_their_lines(plan):
    opening = Decimal(0)
    for year in work_out(plan):
        assert year.opening == opening
        assert year.closing - year.opening == year.receipts - year.payments
        assert year.result == year.income - year.expenses
        assert year.income == sum(year.parts["sales"]) + sum(year.parts["grants"])
        spent = ("purchases", "gross", "charges", "costs", "depreciation", "interest")
        assert year.expenses == sum(sum(year.parts[name]) for name in spent)
        assert all(amount == to_cent(amount) for amounts in year.parts.values() for amount in amounts)
        assert all(getattr(year, name) == sum(amounts) for name, amounts in year.parts.items())
        opening = year.closing


@settings(max_examples=60, deadline=None)
@given(plans)
def test_what_is_borrowed_is_what_was_repaid_and_is_still_owed(plan):
    worked = work_out(plan)
    assert sum(year.borrowed for year in worked) == sum(year.repaid for year in worked) + worked[-1].owed


@given(money, st.integers(1, 40))
def test_equal_parts_add_up_and_differ_by_a_cent_at_most(amount, count):
    parts = equal_parts(amount, count)
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= Decimal("0.01")


def test_half_a_cent_is_rounded_up():
    assert to_cent("0.125") == Decimal("0.13")
    assert to_cent("2.675") == Decimal("2.68")


def test_a_small_grocery_van_worked_out_by_hand():
    plan = Plan(
        offers=(Offer("Panier", Decimal("22.50"), (Decimal(1000), Decimal(1500), Decimal(2000))),),
        purchases=(Line("Légumes", (Decimal(9000), Decimal(13500), Decimal(18000))),),
        jobs=(Job("Chauffeuse", Decimal(1800), Decimal(30), (Decimal(6),) * 3),),
        costs=(Line("Carburant", (Decimal(2000),) * 3),),
        investments=(Investment("Camion", Decimal(20000), 1, 5),),
        own=(Line("Parts", (Decimal(5000), Decimal(0), Decimal(0))),),
        loans=(Loan("Prêt", Decimal(15000), Decimal(2), 5, 1),),
        grants=(Line("Communes", (Decimal(6000), Decimal(3000), Decimal(0))),),
    )
    first, second, third = work_out(plan)
    assert (first.sales, first.wages, first.depreciation, first.interest) == (22500, 14040, 4000, 300)
    assert (first.result, first.closing) == (Decimal(-840), Decimal(160))
    assert (second.interest, second.result, second.closing) == (240, 2970, 4130)
    assert (third.result, third.owed) == (Decimal(6780), 6000)
    assert first.break_even == to_cent(Decimal(20340) * 22500 / 13500)
    assert (first.subsidies, third.subsidies) == (percent(Decimal(6000), Decimal(28500)), Decimal("0.0"))


def test_break_even_is_unknown_without_a_margin():
    offer = Offer("Pain", Decimal(1), (Decimal(10),) * 3)
    assert work_out(Plan())[0].break_even is None
    assert work_out(Plan(offers=(offer,), purchases=(Line("Farine", (Decimal(10),) * 3),)))[0].break_even is None
    assert work_out(Plan())[0].subsidies is None
