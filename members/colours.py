"""The stylesheet of a territory's accent: a file of its own, since the content security policy forbids inline style."""

import hashlib

from foundation import contrast


def stylesheet(accent):
    red, green, blue = contrast.parse(accent)
    dark = contrast.mix(accent, "#000000", 0.25)
    return (
        f":root{{--accent:{accent};--accent-rgb:{red},{green},{blue};--accent-dark:{dark};"
        f"--accent-deep:{contrast.mix(accent, '#000000', 0.4)};--accent-wash:{contrast.mix(accent, '#ffffff', 0.86)};"
        f"--bs-link-color-rgb:{red},{green},{blue};"
        f"--bs-link-hover-color-rgb:{','.join(str(part) for part in contrast.parse(dark))}}}\n"
    )


def digest(accent):
    """Return the part of the file's address that changes with its content."""
    return hashlib.sha256(stylesheet(accent).encode()).hexdigest()[:10]
