"""The calendar of a session is computed, and says what is late; days are those of the wall (D31, D33)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from projects.committee.models import Committee, Session
from projects.committee.timetable import milestones

PARIS = ZoneInfo("Europe/Paris")
pytestmark = pytest.mark.once


def at(day, hour=18, month=3):
    return datetime(2026, month, day, hour, tzinfo=PARIS)


def session(**fields):
    values = {"starts_at": at(31), "closes_at": at(31, 21), "status": Session.Status.DRAFT, "mode": "both", **fields}
    return Session(committee=Committee(), **values)


def states(session, now, files=3):
    return [one.state.value for one in milestones(session, now=now, files=files)]


def test_days_are_counted_on_the_wall_across_both_changes_of_clocks_d33():
    for month, day in ((3, 31), (10, 27)):  # the clocks changed two days before
        planned = session(starts_at=at(day, month=month), closes_at=at(day, 21, month=month))
        when = [one.when for one in milestones(planned, now=at(1), files=0)]
        assert when[0] == date(2026, month, day - 10)
        assert (when[1].astimezone(PARIS).day, when[1].astimezone(PARIS).hour) == (day - 7, 18)
        assert when[4] == date(2026, month + 1, 7 if month == 3 else 3)


def test_what_is_late_is_said_with_what_to_do_d33():
    assert states(session(), at(20), files=0) == ["coming"] * 5
    assert states(session(), at(21), files=0) == ["today", "coming", "coming", "coming", "coming"]
    assert states(session(), at(25), files=0) == ["late", "late", "coming", "coming", "coming"]
    assert states(session(), at(25)) == ["done", "late", "coming", "coming", "coming"]
    advice = [bool(one.advice) for one in milestones(session(), now=at(25), files=0)]
    assert advice == [True, True, False, False, False]


def test_each_step_taken_is_done_d31():
    called = session(status=Session.Status.CALLED)
    assert states(called, at(22)) == ["done", "coming", "coming", "coming", "coming"]  # the mail leaves at its day
    assert states(called, at(31, 19)) == ["done", "done", "late", "today", "coming"]
    opened = session(status=Session.Status.OPEN)
    assert states(opened, at(31, 19)) == ["done", "done", "done", "today", "coming"]
    closed = session(status=Session.Status.CLOSED, closed_at=at(31, 20))
    assert states(closed, at(9, month=4)) == ["done"] * 4 + ["late"]
    released = session(status=Session.Status.RELEASED, closed_at=at(31, 20))
    assert states(released, at(9, month=4)) == ["done"] * 5
    assert states(session(status=Session.Status.CANCELLED), at(9)) == []
