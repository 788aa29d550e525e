"""The year of a cooperative: when its accounts end, when they must be approved, when it is audited (D52); pure."""

import calendar
from dataclasses import dataclass
from datetime import date

ACCOUNTS_MONTHS = 6  # of the law: the accounts are approved within six months of the end of the year
AUDIT_ALERTS = (12, 6, 3)  # months before the audit (D52)


@dataclass(frozen=True)
class Year:
    """A financial year that is over: its last day, and the last day on which members may approve its accounts."""

    ends_on: date
    approve_by: date


def last_year(today, *, ends_month):
    """The latest financial year that ended before `today`, the last day of month `ends_month` being its end."""
    ends_on = month_end(today.year, ends_month)
    if ends_on >= today:
        ends_on = month_end(today.year - 1, ends_month)
    return Year(ends_on, month_end(ends_on.year, ends_on.month + ACCOUNTS_MONTHS))


def next_end(today, *, ends_month):
    """The day, today or later, on which the financial year in course ends."""
    ends_on = month_end(today.year, ends_month)
    return ends_on if ends_on >= today else month_end(today.year + 1, ends_month)


def audit_due(last_audit_on, *, years):
    """The day by which the next audit is made, `years` after the last; None when the last is not known."""
    return months_after(last_audit_on, 12 * years) if last_audit_on else None


def stage_of_audit(due, *, today):
    """How near an audit is: 12, 6 or 3 (months left at most), 0 once its day is over, None before all that."""
    if today > due:
        return 0
    near = [months for months in AUDIT_ALERTS if today >= months_after(due, -months)]
    return min(near, default=None)


def months_after(day, months):
    """The same day `months` later (or earlier); the last of the month for a day that it lacks."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(year, month):
    """The last day of a month; a month beyond 12 is one of the following year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
