"""Keeps spam away from the forms without a captcha, and lets a hall of 300 phones behind one address pass."""

import hashlib
from datetime import timedelta

from django.core import signing

from foundation.throttling import address, allow

SALT = "ideas.guarding"
FASTEST = timedelta(seconds=2)  # nobody reads a form and writes a title faster
# A hall: 300 phones, three ideas each within five minutes, all behind the box of the place.
PER_ADDRESS = {"limit": 900, "per": 300}
# A table is 14 people at most; four ideas each within a minute is more than they can write.
PER_TABLE = {"limit": 60, "per": 60}
# Whatever the sending says of itself: five times what an evening writes, in ten minutes.
PER_EVENT = {"limit": 3000, "per": 600}
# Receipts are guessed by nobody (25**8), a hall looks for its own: this only stops machines.
FINDS_PER_ADDRESS = {"limit": 60, "per": 600}
FINDS_IN_ALL = {"limit": 3000, "per": 3600}
REPORTS_PER_ADDRESS = {"limit": 20, "per": 3600}
FOLLOWS_PER_IDEA = {"limit": 3, "per": 3600}
FOLLOWS_PER_LETTERBOX = {"limit": 12, "per": 3600}  # whoever types for a table, or a pest with one idea after another
WATCHES_IN_ALL = {"limit": 2000, "per": 3600}  # of people who follow ideas: ten evenings at once
FOLLOWS_PER_ADDRESS = {"limit": 400, "per": 3600}


def stamp():
    """Return the time a form was served, signed."""
    return signing.TimestampSigner(salt=SALT).sign("form")


def is_stamp(text):
    try:
        signing.TimestampSigner(salt=SALT).unsign(text)
    except signing.BadSignature:
        return False
    return True


def is_too_quick(text):
    """Whether the form of this stamp was served under `FASTEST` ago, or by nobody."""
    if not is_stamp(text):
        return True
    try:
        signing.TimestampSigner(salt=SALT).unsign(text, max_age=FASTEST)
    except signing.SignatureExpired:
        return False
    return True


def has_room(request, *, event, table, queued):
    """Count one sending and tell whether it may pass.

    A queued sending waited for the network with many others: only the evening's own limit holds for it.
    """
    if not allow(f"ideas:event:{event.pk}", **PER_EVENT):
        return False
    if queued:
        return True
    if table and not allow(f"ideas:table:{table.pk}", **PER_TABLE):
        return False
    return allow(f"ideas:address:{address(request)}", **PER_ADDRESS)


def may_find(request):
    """Count one attempt to find an idea by its receipt (D11)."""
    return allow(f"ideas:find:{address(request)}", **FINDS_PER_ADDRESS) and allow("ideas:find", **FINDS_IN_ALL)


def may_report(request):
    return allow(f"ideas:report:{address(request)}", **REPORTS_PER_ADDRESS)


def may_follow(request, idea, email):
    """Count `email` attached to one idea: nobody must be able to fill a stranger's letterbox."""
    return (
        allow(f"ideas:follow:{idea.pk}", **FOLLOWS_PER_IDEA)
        and allow(f"ideas:letterbox:{_letterbox(email)}", **FOLLOWS_PER_LETTERBOX)
        and allow(f"ideas:follows:{address(request)}", **FOLLOWS_PER_ADDRESS)
    )


def may_watch(request, email):
    """Count `email` typed by someone who wants to follow an idea, whose page many may read at once."""
    return (
        allow(f"ideas:letterbox:{_letterbox(email)}", **FOLLOWS_PER_LETTERBOX)
        and allow(f"ideas:follows:{address(request)}", **FOLLOWS_PER_ADDRESS)
        and allow("ideas:watches", **WATCHES_IN_ALL)
    )


def _letterbox(email):
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
