"""When an offer ends (D4): 48 h, or 4 h of daytime in the last two days, across both changes of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.offering import offer_ends

pytestmark = pytest.mark.once
PARIS = ZoneInfo("Europe/Paris")


def paris(*parts):
    return datetime(*parts, tzinfo=PARIS)


EVENING = paris(2027, 1, 30, 17, 30)


@pytest.mark.parametrize(
    ("at", "starts_at", "ends"),
    [
        (paris(2027, 1, 14, 10), EVENING, paris(2027, 1, 16, 10)),
        # what is offered at night counts from 8:00
        (paris(2027, 1, 14, 23), EVENING, paris(2027, 1, 17, 8)),
        (paris(2027, 1, 14, 3), EVENING, paris(2027, 1, 16, 8)),
        # the last two days: four hours, of a clock that stops at night
        (paris(2027, 1, 28, 17, 30), EVENING, paris(2027, 1, 29, 8, 30)),
        (paris(2027, 1, 29, 10), EVENING, paris(2027, 1, 29, 14)),
        (paris(2027, 1, 29, 17), EVENING, paris(2027, 1, 29, 21)),
        (paris(2027, 1, 29, 20), EVENING, paris(2027, 1, 30, 11)),
        (paris(2027, 1, 29, 22), EVENING, paris(2027, 1, 30, 12)),
        # never after the evening has begun
        (paris(2027, 1, 30, 16), EVENING, paris(2027, 1, 30, 17, 30)),
        # summer time begins on 28 March 2027: 48 hours are 48 hours; the night that loses an hour is not counted
        (paris(2027, 3, 27, 10), paris(2027, 4, 10, 18), paris(2027, 3, 29, 11)),
        (paris(2027, 3, 27, 20), paris(2027, 3, 28, 18), paris(2027, 3, 28, 11)),
        # it ends on 31 October 2027
        (paris(2027, 10, 30, 10), paris(2027, 11, 10, 18), paris(2027, 11, 1, 9)),
        (paris(2027, 10, 30, 20), paris(2027, 10, 31, 18), paris(2027, 10, 31, 11)),
        (paris(2027, 10, 30, 8, 30), paris(2027, 11, 10, 18), paris(2027, 11, 1, 8)),
    ],
)
def test_an_offer_ends_after_its_hours_and_never_at_night(at, starts_at, ends):
    assert offer_ends(at.astimezone(UTC), starts_at) == ends


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(at=moments, ahead=st.timedeltas(timedelta(minutes=1), timedelta(days=60)))
def test_an_offer_ends_later_in_daytime_and_before_the_evening(at, ahead):
    ends = offer_ends(at, at + ahead)
    assert at < ends <= at + ahead
    assert ends == at + ahead or 8 <= ends.hour < 21 or (ends.hour, ends.minute, ends.second) == (21, 0, 0)


@given(at=moments, hours=st.integers(1, 200))
def test_an_offer_made_early_lasts_at_least_its_hours(at, hours):
    ends = offer_ends(at, at + timedelta(days=400), hours=hours)
    assert timedelta(hours=hours) <= ends - at <= timedelta(hours=hours + 11 + 12)


@given(day=st.dates(date(2026, 1, 2), date(2027, 12, 30)), hour=st.integers(8, 20))
def test_in_the_last_days_four_hours_are_four_hours_of_daytime(day, hour):
    at = datetime(day.year, day.month, day.day, hour, tzinfo=PARIS)
    ends = offer_ends(at, at + timedelta(days=2))
    same_day = min(4, 21 - hour)
    rest = 4 - same_day
    following = datetime.combine(day + timedelta(days=1), datetime.min.time().replace(hour=8), PARIS)
    assert ends == (at + timedelta(hours=4) if not rest else following + timedelta(hours=rest))
