"""Codes that people read aloud and type: no 0/O, 1/I/L, 2/Z, 5/S or 8/B to mistake for one another."""

import secrets

ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"


def new_code(length=8):
    """Return a random code; 8 characters make 25**8, about 1.5e11 codes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def clean_code(typed):
    """Return what was typed as a code would be stored: capitals, without blanks or dashes."""
    return "".join(char for char in typed.upper() if char.isalnum())


def spaced(code):
    """Return `code` by pairs, as printed on receipts: « K7 M2 QX 4R »."""
    return " ".join(code[i : i + 2] for i in range(0, len(code), 2))
