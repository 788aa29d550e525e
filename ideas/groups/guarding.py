"""Keeps machines away from the doors of groups; the robot filter of ideas holds here too."""

import hashlib

from foundation.throttling import address, allow

JOINS_PER_ADDRESS = {"limit": 60, "per": 3600}  # a hall where a group was just told of
JOINS_PER_LETTERBOX = {"limit": 5, "per": 3600}  # nobody must be able to fill a stranger's letterbox
INVITES_PER_GROUP = {"limit": 30, "per": 86400}


def may_join(request, email):
    """Count one request to join a group from this place, towards this letterbox."""
    return allow(f"groups:join:{address(request)}", **JOINS_PER_ADDRESS) and allow(
        f"groups:letterbox:{_sealed(email)}", **JOINS_PER_LETTERBOX
    )


def may_invite(group, email):
    """Count one invitation of this group, towards this letterbox."""
    return allow(f"groups:invite:{group.pk}", **INVITES_PER_GROUP) and allow(
        f"groups:letterbox:{_sealed(email)}", **JOINS_PER_LETTERBOX
    )


def _sealed(email):
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
