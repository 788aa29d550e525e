from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from foundation import typography
from foundation.templatetags import french

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("day", "language", "written"),
    [
        (date(2019, 10, 17), "fr", "jeudi 17\u00a0octobre 2019"),
        (date(2020, 3, 1), "fr", "dimanche 1er\u00a0mars 2020"),
        (date(2019, 10, 17), "en", "Thursday 17\u00a0October 2019"),
        (date(2020, 3, 1), "en-gb", "Sunday 1\u00a0March 2020"),
    ],
)
def test_long_date_is_written_as_spoken(day, language, written):
    assert typography.long_date(day, language=language) == written


@pytest.mark.parametrize(
    ("moment", "language", "written"),
    [
        (time(17, 30), "fr", "17\u00a0h\u00a030"),
        (time(22), "fr", "22\u00a0h"),
        (time(9, 5), "fr", "9\u00a0h\u00a005"),
        (time(0, 0, 59), "fr", "0\u00a0h"),
        (time(9, 5), "en", "9:05"),
    ],
)
def test_hour_leaves_out_what_is_not_said(moment, language, written):
    assert typography.hour(moment, language=language) == written


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        (1100, "fr", "1\u202f100"),
        (1100, "en", "1,100"),
        (-3, "fr", "−3"),
        (Decimal("1234.50"), "fr", "1\u202f234,50"),
        (Decimal("1234.50"), "en", "1,234.50"),
        (0, "fr", "0"),
    ],
)
def test_number_groups_thousands(value, language, written):
    assert typography.number(value, language=language) == written


@pytest.mark.parametrize(("count", "language", "written"), [
    (1, "fr", "une"), (3, "fr", "trois"), (10, "fr", "dix"), (11, "fr", "11"), (0, "fr", "0"), (2, "en", "two"),
])  # fmt: skip
def test_small_counts_are_said_in_words(count, language, written):
    assert typography.in_words(count, language=language) == written


@given(st.integers())
def test_number_keeps_every_digit(value):
    written = typography.number(value)
    assert int(written.replace("\u202f", "").replace("−", "-")) == value
    assert all(len(group) == 3 for group in written.split("\u202f")[1:])


@given(st.times())
def test_hour_can_be_read_back(moment):
    parts = typography.hour(moment).replace("\u00a0", "").split("h")
    assert (int(parts[0]), int(parts[1] or 0)) == (moment.hour, moment.minute)


@given(st.dates())
def test_long_date_names_the_day_once(day):
    weekday, rest = typography.long_date(day).split(" ", 1)
    assert weekday == ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")[day.weekday()]
    assert rest.endswith(f" {day.year}")


def test_filters_follow_the_reader_and_the_local_clock():
    late = datetime(2027, 1, 14, 23, 30, tzinfo=UTC)
    with override("fr"):
        assert (french.long_date(late), french.hour(late)) == ("vendredi 15\u00a0janvier 2027", "0\u00a0h\u00a030")
    with override("en"):
        assert (french.long_date(late), french.number(1100)) == ("Friday 15\u00a0January 2027", "1,100")


@pytest.mark.parametrize("nothing", [None, ""])
def test_filters_write_nothing_for_nothing(nothing):
    assert [french.long_date(nothing), french.hour(nothing), french.number(nothing)] == ["", "", ""]
