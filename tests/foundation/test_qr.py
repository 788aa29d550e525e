import io

import pytest
from PIL import Image

from foundation import qr

pytestmark = pytest.mark.once


def test_svg_has_no_size_and_does_not_carry_the_text():
    drawn = qr.svg("https://soiree.example.org/<b>&")
    assert drawn.startswith("<svg viewBox=")
    assert "example" not in drawn
    assert "style=" not in drawn


def test_png_opens_as_a_square():
    picture = Image.open(io.BytesIO(qr.png("https://soiree.example.org/a/K7M3", scale=4)))
    assert picture.format == "PNG"
    assert picture.width == picture.height
    assert picture.width % 4 == 0
