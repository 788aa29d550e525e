"""When the head of a whole is withdrawn, another idea takes its place: what is tied to the head follows it (D17).

Rooms and higher floors (a group, a project) offer how theirs follow; this floor knows none of them.
"""

_followers = []


def offer(follow):
    """Call `follow(former, heir)` inside the transaction in which an idea succeeds another as the head of a whole."""
    if follow not in _followers:
        _followers.append(follow)


def succeed(former, heir):
    for follow in _followers:
        follow(former, heir)
