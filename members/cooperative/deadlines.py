"""Mails to the board before the days that the law sets: the audit, the meeting of the accounts; once each (D52)."""

from datetime import timedelta

from django.utils import timezone

from foundation.clocks import after_night
from members.cooperative import emails_year as emails
from members.cooperative.calendar_of_year import call_by
from members.cooperative.duties_year import accounts_due
from members.cooperative.models import Cooperative
from members.cooperative.year import audit_due, stage_of_audit

# Before the last day to send the notices: time to prepare, then time that is only just left.
ACCOUNTS_ALERTS = (timedelta(days=75), timedelta(days=15))


def queue_due(*, now):
    """Write the mails that are due; return how many. Running it twice changes nothing: each has its key.

    Only the nearest alert leaves: whoever writes the day of an old audit is told once, not three times.
    """
    if after_night(now) != now:
        return 0
    return sum(
        _of_audit(cooperative, now) + _of_accounts(cooperative, now)
        for cooperative in Cooperative.objects.select_related("territory").order_by("pk").iterator(100)
    )


def _of_audit(cooperative, now):
    due = audit_due(cooperative.last_audit_on, years=cooperative.audit_years)
    months = stage_of_audit(due, today=timezone.localdate(now)) if due else None
    if not months:  # too early, or late: the duty of the board then says so every day
        return 0
    return sum(emails.audit_comes(keeper, cooperative, due=due, months=months) for keeper in cooperative.keepers())


def _of_accounts(cooperative, now):
    year = accounts_due(cooperative, now)
    if year is None:
        return 0
    call = call_by(cooperative, year.approve_by)
    left = call - timezone.localdate(now)
    alerts = [alert for alert in ACCOUNTS_ALERTS if timedelta(0) <= left <= alert]
    if not alerts:
        return 0
    return sum(
        emails.accounts_wait(keeper, cooperative, year=year, call_by=call, alert=min(alerts).days)
        for keeper in cooperative.keepers()
    )
