"""The year of a cooperative as a list of days: what the law asks by when, and the meetings that answer it (D52)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from members.cooperative.rules import Rules
from members.cooperative.year import ACCOUNTS_MONTHS, audit_due, last_year, month_end, next_end

SENDING = timedelta(days=14)  # time to write the notice before it must leave


@dataclass(frozen=True)
class Day:
    """One line: `state` is « done », « late », « today » or empty; `url` leads to the page of a meeting."""

    day: date
    title: str
    why: str = ""
    state: str = ""
    url: str = ""


def approval_of(year, meetings):
    """The first meeting after `year` that may approve its accounts, or None."""
    return next(
        (one for one in meetings if one.approves_accounts and timezone.localdate(one.starts_at) > year.ends_on), None
    )


def calendar_of(cooperative, meetings, *, today):
    """Return the `Day`s of the financial year in course, from the end of the former one to the next approval."""
    year = last_year(today, ends_month=cooperative.year_ends_month)
    ends_on = next_end(today, ends_month=cooperative.year_ends_month)
    return sorted(
        [
            Day(year.ends_on, _("End of the accounts of the year"), state="done"),
            *_approval(cooperative, year, meetings, today),
            *(_meeting(one) for one in meetings if timezone.localdate(one.starts_at) > year.ends_on),
            *_audit(cooperative, today),
            Day(ends_on, _("End of the accounts of the year"), state="today" if ends_on == today else ""),
            Day(
                month_end(ends_on.year, ends_on.month + ACCOUNTS_MONTHS),
                _("Last day to approve the accounts of the year that ends"),
                _("Six months after the end of the year, as the law asks."),
            ),
        ],
        key=lambda line: line.day,
    )


def call_by(cooperative, deadline, *, on=None):
    """The last day on which the notices of a meeting held on `deadline` may leave (D45)."""
    return deadline - timedelta(days=1 + Rules.of(cooperative).notice_days)


def _approval(cooperative, year, meetings, today):
    if year.approve_by < timezone.localdate(cooperative.created_at):
        return  # it was not kept here then: nobody knows whether they were approved
    approval = approval_of(year, meetings)
    held = approval is not None and approval.is_closed and timezone.localdate(approval.starts_at) <= year.approve_by
    called = held or (approval is not None and approval.is_called)
    last_call = call_by(cooperative, year.approve_by)
    yield Day(
        last_call,
        _("Last day to send the notices of that meeting"),
        state="done" if called else _state(last_call, today),
    )
    yield Day(
        year.approve_by,
        _("Last day to approve the accounts"),
        _("Six months after the end of the year, as the law asks."),
        "done" if held else _state(year.approve_by, today),
    )


def _meeting(meeting):
    return Day(
        timezone.localdate(meeting.starts_at),
        meeting.title,
        meeting.state,
        "done" if meeting.is_closed else "",
        meeting.url,
    )


def _audit(cooperative, today):
    due = audit_due(cooperative.last_audit_on, years=cooperative.audit_years)
    if due is not None and due <= month_end(today.year + 1, today.month):
        why = _("The last one was made %(years)s years before.") % {"years": cooperative.audit_years}
        yield Day(due, _("Co-operative audit, at the latest"), why, _state(due, today))


def _state(day, today):
    return "late" if day < today else "today" if day == today else ""
