"""When the head of a whole is withdrawn, another idea takes its place: what is tied to the head follows it (D17).

Rooms and higher floors (a group, a project) offer how theirs follow; this floor knows none of them.
"""

from foundation.offers import Offers

_followers = Offers()  # of (former, heir)
offer = _followers.offer


def succeed(former, heir):
    """Let all that is tied to `former` follow `heir`, inside the transaction in which it succeeds it."""
    for follow in _followers:
        follow(former, heir)
