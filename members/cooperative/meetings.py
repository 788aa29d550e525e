"""What the room of assemblies tells of them to the board's page and to the duties of the year; this one names none."""

from dataclasses import dataclass
from datetime import datetime

from foundation.offers import Offers


@dataclass(frozen=True)
class Meeting:
    """A general meeting that is prepared, called, open or closed; one cancelled is not told.

    `approves_accounts`: it is ordinary or mixed. `is_called`: its notices have left, or it was held.
    """

    title: str
    starts_at: datetime
    state: str
    url: str
    approves_accounts: bool
    is_called: bool
    is_closed: bool


_sources = Offers()  # of (cooperatives, since, until), {cooperative pk: [Meeting]} between two moments
offer = _sources.offer


def meetings_of(cooperatives, *, since, until):
    """Return {cooperative pk: [Meeting, first to last]} of what begins from `since` to before `until`."""
    found = {cooperative.pk: [] for cooperative in cooperatives}
    for source in _sources:
        for pk, meetings in source(cooperatives, since, until).items():
            found[pk] += meetings
    return {pk: sorted(meetings, key=lambda meeting: meeting.starts_at) for pk, meetings in found.items()}
