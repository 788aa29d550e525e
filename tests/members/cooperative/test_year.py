"""The days that the law sets: accounts within six months, audit every five years; mails once, by day (D52)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.assemblies.models import Assembly
from members.cooperative.deadlines import queue_due
from members.cooperative.duties_year import duties
from members.cooperative.models import Cooperative
from members.cooperative.surplus import share_out
from members.cooperative.year import audit_due, last_year, month_end, months_after, next_end, stage_of_audit
from outbox.models import Message
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_keeper


@pytest.mark.once
@pytest.mark.parametrize(
    ("today", "month", "ends", "approve"),
    [
        (date(2026, 3, 1), 12, date(2025, 12, 31), date(2026, 6, 30)),
        (date(2026, 12, 31), 12, date(2025, 12, 31), date(2026, 6, 30)),
        (date(2027, 1, 1), 12, date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 9, 1), 8, date(2026, 8, 31), date(2027, 2, 28)),
        (date(2024, 3, 1), 2, date(2024, 2, 29), date(2024, 8, 31)),
    ],
)
def test_accounts_are_approved_within_six_months(today, month, ends, approve):
    year = last_year(today, ends_month=month)
    assert (year.ends_on, year.approve_by) == (ends, approve)
    assert next_end(today, ends_month=month) >= today


@pytest.mark.once
@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 3, 11), None),
        (date(2026, 3, 12), 12),
        (date(2026, 9, 11), 12),
        (date(2026, 9, 12), 6),
        (date(2026, 12, 12), 3),
        (date(2027, 3, 12), 3),
        (date(2027, 3, 13), 0),
    ],
)
def test_audit_is_announced_twelve_six_and_three_months_before(today, stage):
    due = audit_due(date(2022, 3, 12), years=5)
    assert (due, stage_of_audit(due, today=today)) == (date(2027, 3, 12), stage)


@pytest.mark.once
def test_months_keep_the_day_or_take_the_last():
    assert months_after(date(2024, 2, 29), 60) == date(2029, 2, 28)
    assert months_after(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert month_end(2026, 14) == date(2027, 2, 28)


@pytest.mark.once
@given(st.decimals(min_value=0, max_value=10**9, places=2), st.decimals(min_value="57.5", max_value=100, places=2))
def test_reserves_never_fall_under_the_law(surplus, percent):
    shared = share_out(surplus, reserves_share=percent)
    assert shared.reserves + shared.left == surplus
    assert shared.reserves * 100 >= surplus * percent
    assert shared.left >= 0


@pytest.mark.once
def test_a_loss_shares_nothing():
    assert share_out(Decimal(-3), reserves_share=Decimal("57.5")).reserves == 0


def made(**fields):
    cooperative = make_cooperative(**fields)
    Cooperative.objects.filter(pk=cooperative.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    cooperative.refresh_from_db()
    return cooperative, make_keeper(cooperative=cooperative, email="conseil@example.org")


def kinds():
    return sorted(Message.objects.values_list("key", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [datetime(2026, 3, 29, 10, tzinfo=UTC), datetime(2026, 10, 25, 10, tzinfo=UTC)])
def test_audit_is_mailed_once_a_stage_also_when_clocks_change(moment):
    cooperative, keeper = made(last_audit_on=date(2022, 3, 12), year_ends_month=moment.month)
    assert [queue_due(now=moment), queue_due(now=moment)] == [1, 0]
    stage = 12 if moment.month == 3 else 6
    assert kinds() == [f"cooperative-audit:{cooperative.pk}:2027-03-12:{stage}:{keeper.pk}"]


@pytest.mark.django_db
def test_nothing_is_mailed_at_night():
    made(last_audit_on=date(2022, 3, 12))
    assert queue_due(now=datetime(2026, 4, 1, 20, 30, tzinfo=UTC)) == 0


@pytest.mark.django_db
def test_the_meeting_of_the_accounts_is_asked_for_until_it_is_called():
    cooperative, keeper = made(last_audit_on=date(2025, 1, 1))
    now = datetime(2026, 4, 20, 9, tzinfo=UTC)
    assert [duty.title for duty in duties(keeper, now)] == [
        f"Convoquer l’assemblée qui approuve les comptes ({cooperative})"
    ]
    assert [queue_due(now=now), queue_due(now=datetime(2026, 6, 1, 9, tzinfo=UTC))] == [1, 1]
    assert [key.split(":")[3] for key in kinds()] == ["15", "75"]
    assembly = make_assembly(cooperative=cooperative)
    Assembly.objects.filter(pk=assembly.pk).update(starts_at=datetime(2026, 6, 20, 16, tzinfo=UTC), called_at=now)
    assert list(duties(keeper, now)) == []
