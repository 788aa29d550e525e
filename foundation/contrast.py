"""Contrast of colours as WCAG 2.2 counts it (relative luminance, sRGB)."""

import re


def parse(colour):
    """Return (red, green, blue) from 0 to 255 of `#rrggbb`; ValueError otherwise."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(colour)
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def luminance(colour):
    parts = [value / 255 for value in parse(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    """Return the contrast between two colours, from 1 to 21; the order does not matter."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour, other, share):
    """Return `colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(parse(colour), parse(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darkened(colour, *, until):
    """Return the first shade of `colour`, from itself to black, for which `until` (a function of a colour) holds."""
    shades = (mix(colour.lower(), "#000000", step / 255) for step in range(256))
    return next((shade for shade in shades if until(shade)), "#000000")
