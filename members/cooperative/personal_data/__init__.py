"""What the cooperative holds of its members, when it goes and what stays (D51, D58): each part tells its own.

The register and its movements survive an erasure, as the law asks (D51).
"""

from foundation.personal_data import Parts
from members.cooperative.personal_data import in_touch, register, register_files, setting

_parts = Parts(in_touch, setting, register_files, register)  # the register last: others find a member by their address
PERSONAL, NOT_PERSONAL = _parts.PERSONAL, _parts.NOT_PERSONAL
old_addresses, last_actions = _parts.old_addresses, _parts.last_actions
expire, leftovers = _parts.expire, _parts.leftovers
export, erase_all_of = _parts.export, _parts.erase_all_of
