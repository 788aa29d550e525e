"""What blocks, what is worth knowing (D40, D42, D50)."""

import pytest
from django.utils import timezone

from members.cooperative.standing import standing_of
from tests.cast_of_cooperatives import make_cooperative, make_cooperator

pytestmark = pytest.mark.django_db


def codes(cooperative):
    standing = standing_of(cooperative, today=timezone.localdate())
    return [alert.code for alert in standing.blocking], [alert.code for alert in standing.warnings]


def test_an_empty_register_says_nothing():
    assert codes(make_cooperative()) == ([], [])


def test_members_of_too_few_categories_block():
    cooperative = make_cooperative(weights={})
    make_cooperator(cooperative=cooperative, category=cooperative.categories.last())
    assert codes(cooperative) == (["categories", "employees", "beneficiaries"], [])


def test_a_small_college_cannot_be_secret_and_an_empty_one_is_told():
    cooperative = make_cooperative(weights={"A": 40, "B": 30, "C": 30})
    first, second, _third = cooperative.colleges.all()
    categories = list(cooperative.categories.all())
    for number in range(5):
        make_cooperator(cooperative=cooperative, college=first, category=categories[number % 3])
    for _number in range(4):
        make_cooperator(cooperative=cooperative, college=second)
    assert codes(cooperative) == ([], ["secret", "empty"])


def test_a_member_of_no_college_that_weighs_blocks():
    cooperative = make_cooperative(weights={"A": 40, "B": 30, "C": 30})
    apart = cooperative.colleges.create(name="Sans poids", rank=9)
    for category in cooperative.categories.all():
        make_cooperator(cooperative=cooperative, college=apart, category=category)
    assert codes(cooperative)[0] == ["unplaced"]


def test_a_structure_for_which_nobody_is_named_is_told_d41():
    cooperative = make_cooperative(weights={})
    for category in cooperative.categories.all():
        make_cooperator(cooperative=cooperative, category=category)
    named = {"cooperative": cooperative, "kind": "structure", "organisation": "Fruitière"}
    make_cooperator(**named)
    make_cooperator(**named, given_name="", family_name="")
    assert codes(cooperative) == ([], ["delegates"])


@pytest.mark.parametrize("members", [1, 3])
def test_standing_asks_four_statements_whatever_its_size(members, django_assert_num_queries):
    cooperative = make_cooperative()
    for _number in range(members):
        make_cooperator(cooperative=cooperative)
    with django_assert_num_queries(4):
        standing_of(cooperative, today=timezone.localdate())
