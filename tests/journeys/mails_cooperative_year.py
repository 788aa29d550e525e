"""Mails of the year to who administers a cooperative, each by the run that sends it (D52)."""

from datetime import UTC, date, datetime

from members.cooperative.deadlines import queue_due
from members.cooperative.models import Cooperative
from tests.cast_of_cooperatives import make_cooperative, make_keeper

NOON = datetime(2026, 4, 20, 10, tzinfo=UTC)


def make_kept(cast, **fields):
    """A cooperative kept here for years by someone who reads the language of `cast`."""
    cooperative = make_cooperative(territory=cast.event.territory, name="Clus’Ter Jura", **fields)
    Cooperative.objects.filter(pk=cooperative.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_keeper(cooperative=cooperative, given_name="Paul", language=cast.language)


def audit_comes(cast):
    make_kept(cast, last_audit_on=date(2022, 3, 12), year_ends_month=3)
    queue_due(now=NOON)


def accounts_wait(cast):
    make_kept(cast, last_audit_on=date(2025, 1, 1))
    queue_due(now=NOON)


MAILS = {"cooperative/audit_comes": audit_comes, "cooperative/accounts_wait": accounts_wait}
