"""The picture that goes with a shared link: 1200 × 630, the accent, the lines of the map, a text that always fits."""

import io
import math
from bisect import bisect
from functools import lru_cache

import font_manrope
from PIL import Image, ImageDraw, ImageFont

from foundation import contrast

SIZE = (1200, 630)
MARGIN = 80
GARLAND = ("#ffe79a", "#ffd2c2", "#cfe6f5", "#d3ebc6", "#e6dcf5")
_SCALE = 2  # lines are drawn twice as large, then made smooth
# Shipped by a package: a bare machine has no font, and every machine then draws the same picture.
_FONTS = {"bold": font_manrope.ManropeBold, "plain": font_manrope.ManropeMedium}


def share_image(*, kicker, title, lines, accent):
    """Return PNG bytes: `kicker` above, `title` large on three lines at most, then `lines`, on the colour `accent`."""
    image = _contours(accent)
    draw = ImageDraw.Draw(image)
    width = SIZE[0] - 2 * MARGIN
    y = 70
    y = _write(draw, y, [_fit(draw, kicker, "bold", 30, width)], "bold", 30, contrast.mix(accent, "#ffffff", 0.85))
    size, wrapped = _largest(draw, title, width=width, sizes=(84, 72, 62, 54, 46), most=3)
    y = _write(draw, y + 22, wrapped, "bold", size, "#ffffff")
    _write(draw, y + 30, [_fit(draw, line, "plain", 36, width) for line in lines if line], "plain", 36, "#ffffff")
    for number, colour in enumerate(GARLAND):
        left = number * SIZE[0] // len(GARLAND)
        draw.rectangle((left, SIZE[1] - 16, left + SIZE[0] // len(GARLAND), SIZE[1]), fill=colour)
    out = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _contours(accent):
    """The ground: a hill seen from above, as on a map."""
    width, height = SIZE[0] * _SCALE, SIZE[1] * _SCALE
    image = Image.new("RGB", (width, height), accent)
    draw = ImageDraw.Draw(image)
    stroke = contrast.mix(accent, "#ffffff", 0.17)
    for step in range(1, 8):
        points = []
        for degree in range(0, 361, 3):
            angle = math.radians(degree)
            radius = step * 74 * (1 + 0.1 * math.sin(2 * angle + step / 3))
            points.append(
                (width * 0.8 + 1.5 * radius * math.cos(angle), height * 0.36 + 0.85 * radius * math.sin(angle))
            )
        draw.line(points, fill=stroke, width=5, joint="curve")
    for row in range(6):
        points = [
            (x, height * (0.62 + row * 0.085) + 46 * math.sin(x / 420 + row / 2.2) - x * 0.03)
            for x in range(0, width + 20, 20)
        ]
        draw.line(points, fill=stroke, width=5, joint="curve")
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def _largest(draw, text, *, width, sizes, most):
    """Return (size, lines): the largest of `sizes` at which `text` takes `most` lines or fewer; cut at the smallest."""
    for size in sizes:
        wrapped = _wrap(draw, text, "bold", size, width)
        if len(wrapped) <= most:
            return size, wrapped
    kept = wrapped[:most]
    kept[-1] = _fit(draw, f"{kept[-1]}…", "bold", sizes[-1], width)
    return sizes[-1], kept


def _wrap(draw, text, weight, size, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _length(draw, longer, weight, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_fit(draw, line, weight, size, width) for line in lines]


def _fit(draw, text, weight, size, width):
    """Return `text`, cut with « … » where it would leave the picture."""
    if _length(draw, text, weight, size) <= width:
        return text
    kept = bisect(range(len(text)), width, key=lambda count: _length(draw, f"{text[:count]}…", weight, size))
    return f"{text[: max(0, kept - 1)].rstrip()}…"


def _length(draw, text, weight, size):
    return draw.textlength(text, font=_font(weight, size))


def _write(draw, y, lines, weight, size, colour):
    for line in lines:
        draw.text((MARGIN, y), line, font=_font(weight, size), fill=colour)
        y += round(size * 1.2)
    return y


@lru_cache(maxsize=32)
def _font(weight, size):
    return ImageFont.truetype(_FONTS[weight], size)
