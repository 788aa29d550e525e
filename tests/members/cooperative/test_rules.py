"""What the settings say, as exact figures (D45–D48)."""

import json
from datetime import date
from fractions import Fraction

import pytest

from members.cooperative.models import Cooperative
from members.cooperative.rules import Rules

pytestmark = pytest.mark.once


def rules(**settings):
    return Rules.of(Cooperative(**settings))


def test_rules_are_the_usual_ones_unless_told():
    found = rules()
    assert [found.quorum_of("ordinary", again) for again in (False, True)] == [Fraction(1, 5), 0]
    assert [found.quorum_of("extraordinary", again) for again in (False, True)] == [Fraction(1, 4), Fraction(1, 5)]
    assert found.threshold_of("ordinary") == (Fraction(1, 2), True)
    assert found.threshold_of("extraordinary") == (Fraction(2, 3), False)


def test_rules_come_back_from_json_exactly():
    found = rules(ordinary_quorum="33.33", record_days=2, spouse_proxies=True)
    assert Rules.thaw(json.loads(json.dumps(found.frozen()))) == found
    assert found.frozen()["ordinary_quorum"] == "3333/10000"


@pytest.mark.parametrize(("members", "proxies"), [(1, 1), (19, 1), (20, 1), (39, 1), (40, 2), (73, 3), (300, 15)])
def test_proxies_are_one_for_twenty_members(members, proxies):
    assert rules().proxies_limit(members) == proxies


def test_proxies_are_never_none():
    assert rules(small_proxies=0).proxies_limit(3) == 1


@pytest.mark.parametrize(("entitled", "people"), [(0, 0), (1, 1), (70, 14), (73, 15), (75, 15), (76, 16)])
def test_quorum_is_rounded_up_to_people(entitled, people):
    assert rules().people_for_quorum("ordinary", False, entitled) == people


def test_notice_counts_full_days():
    assert rules().earliest_date(date(2026, 6, 1), False) == date(2026, 6, 17)
    assert rules().earliest_date(date(2026, 6, 1), True) == date(2026, 6, 12)


def test_dates_before_the_assembly():
    held = date(2026, 3, 30)
    assert (rules().additions_until(held), rules(record_days=3).record_date(held)) == (
        date(2026, 3, 20),
        date(2026, 3, 27),
    )
    assert rules().people_for_addition(73) == 4


def test_a_mixed_assembly_has_no_quorum_of_its_own():
    with pytest.raises(ValueError, match="mixed"):
        rules().quorum_of("mixed", False)
