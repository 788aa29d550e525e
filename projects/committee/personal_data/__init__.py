"""What the committee holds of people, when it goes and what stays (D51, D58): each part tells its own.

Decisions, counts and minutes survive: an erased expert is « ancien membre » there.
"""

from foundation.personal_data import Parts
from projects.committee.personal_data import files, interests, opinions, seats, short_votes

_parts = Parts(files, interests, opinions, short_votes, seats)  # seats last: the others find an expert by their person
PERSONAL, NOT_PERSONAL = _parts.PERSONAL, _parts.NOT_PERSONAL
old_addresses, last_actions = _parts.old_addresses, _parts.last_actions
expire, leftovers = _parts.expire, _parts.leftovers
export, erase_all_of = _parts.export, _parts.erase_all_of
