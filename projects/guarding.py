"""Keeps machines away from those who seek a bearer; the robot filter of ideas holds here too (D22)."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.throttling import address, allow

PER_ADDRESS = {"limit": 20, "per": 3600}  # a classroom that looks through the list together
PER_LETTERBOX = {"limit": 5, "per": 3600}  # nobody must be able to fill a stranger's letterbox
PER_LISTING = {"limit": 60, "per": 86400}  # a project shown on television


def check(request, listing, email):
    """Count one message to a project from this place, towards this letterbox; ValidationError `many` past a limit."""
    sealed = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
    allowed = (
        allow(f"seeking:address:{address(request)}", **PER_ADDRESS)
        and allow(f"seeking:letterbox:{sealed}", **PER_LETTERBOX)
        and allow(f"seeking:listing:{listing.pk}", **PER_LISTING)
    )
    if not allowed:
        said = _("Many messages came from here in an hour. Your text is kept: try again later, please.")
        raise ValidationError(said, code="many")
