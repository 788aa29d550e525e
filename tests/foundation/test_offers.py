import pytest

from foundation.offers import Offers

pytestmark = pytest.mark.once


def test_what_is_offered_twice_is_there_once_and_comes_in_its_rank():
    offers = Offers("own", key=str.lower, rank=len)
    for one in ("Beside", "by", "BY"):
        offers.offer(one)
    assert list(offers) == ["by", "own", "Beside"]


def test_offering_decorates():
    offers = Offers()

    @offers.offer
    def source():
        return 3

    assert ([one() for one in offers], source()) == ([3], 3)
