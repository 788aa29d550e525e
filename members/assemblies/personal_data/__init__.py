"""What assemblies hold of people, when it goes and what stays (D51, D58): each part tells its own.

Lists of voters, attendance sheets and minutes survive an erasure (D51).
"""

from foundation.personal_data import Parts
from members.assemblies.personal_data import agenda, notices, presence, results, votes

_parts = Parts(agenda, votes, results, notices, presence)
PERSONAL, NOT_PERSONAL = _parts.PERSONAL, _parts.NOT_PERSONAL
old_addresses, last_actions = _parts.old_addresses, _parts.last_actions
expire, leftovers = _parts.expire, _parts.leftovers
export, erase_all_of = _parts.export, _parts.erase_all_of
