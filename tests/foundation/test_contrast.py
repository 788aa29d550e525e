import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import contrast

pytestmark = pytest.mark.once


def test_ratio_of_black_and_white_is_twenty_one():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#777777") == 1


def test_ratio_does_not_depend_on_the_order():
    assert contrast.ratio("#1d5c4d", "#ffffff") == contrast.ratio("#ffffff", "#1d5c4d")


def test_ratio_is_that_of_the_standard():
    assert contrast.ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_mix_goes_from_one_colour_to_the_other():
    assert contrast.mix("#102030", "#ffffff", 0) == "#102030"
    assert contrast.mix("#102030", "#ffffff", 1) == "#ffffff"
    assert contrast.mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("text", ["", "red", "#fff", "#12345g", "#1234567", "url(x)"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="^" + text.replace("(", r"\(").replace(")", r"\)") + "$"):
        contrast.parse(text)


@given(st.integers(0, 0xFFFFFF))
def test_darkened_colour_is_the_first_that_can_be_read(number):
    colour = f"#{number:06x}"
    found = contrast.darkened(colour, until=lambda shade: contrast.ratio(shade, "#ffffff") >= 4.5)
    assert contrast.ratio(found, "#ffffff") >= 4.5
    assert (found == colour) == (contrast.ratio(colour, "#ffffff") >= 4.5)
