"""When a project stops, rooms above take back what they were doing with it; this floor knows none of them."""

from dataclasses import dataclass, field

from foundation.offers import Offers


@dataclass(frozen=True)
class TakenBack:
    """What a room took back: `said`, a lazy sentence for the one mail that tells the group that its project stops.

    `files` are what goes with that mail, {key of a membership: attachments as `queue` takes them}.
    """

    said: str
    files: dict = field(default_factory=dict)


# Of (project, *, why, by), inside the transaction in which a project stops, for a while or not: each returns a list of
# `TakenBack`, and mails nothing to the group by itself.
_listeners = Offers()
offer = _listeners.offer


def tell(project, *, why, by):
    """Return the `TakenBack` of every room."""
    return [one for listener in _listeners for one in listener(project, why=why, by=by)]
