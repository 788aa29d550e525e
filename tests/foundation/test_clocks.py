"""Reminders leave at ten, so many days of the calendar before, across both changes of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from foundation.clocks import reminds_of, ten_before

pytestmark = pytest.mark.once


def paris(*moment):
    return datetime(*moment, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("moment", "days", "ten"),
    [
        (paris(2027, 3, 29, 18, 30), 2, paris(2027, 3, 27, 10)),  # the night between loses an hour
        (paris(2027, 11, 1, 18, 30), 2, paris(2027, 10, 30, 10)),  # and here gives one back
        (paris(2027, 3, 28, 2, 30), 1, paris(2027, 3, 27, 10)),  # an hour that does not exist
        (paris(2027, 10, 31, 2, 30), 7, paris(2027, 10, 24, 10)),  # an hour that exists twice
        (paris(2027, 6, 3, 8), 2, paris(2027, 6, 1, 10)),
    ],
)
def test_it_is_ten_so_many_days_of_the_calendar_before(moment, days, ten):
    assert ten_before(moment.astimezone(UTC), days=days) == ten


@pytest.mark.parametrize("begins", [paris(2027, 3, 30, 11, 30), paris(2027, 11, 2, 11, 30)])
def test_a_reminder_leaves_on_its_days_from_ten_until_it_would_be_read_too_late(begins):
    tens = [ten_before(begins, days=days) for days in (3, 1, 0)]
    at = [moment + wait for moment in tens for wait in (timedelta(minutes=-1), timedelta(0), timedelta(hours=13))]
    leaves = [reminds_of(begins, days=(3, 1, 0), now=moment.astimezone(UTC)) for moment in at]
    assert leaves == [False, True, True, False, True, True, False, False, False]
