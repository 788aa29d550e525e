"""Who animates, keeps time and writes: drawn so that whoever did it least comes first. Pure, no clock, no chance."""

from hashlib import blake2b

ROLES = ("animates", "keeps_time", "writes")


def draw(candidates, past, *, seed, kept=None):
    """Return {role: candidate} over `ROLES` for one meeting.

    `candidates` are the numbers of those who may be drawn; `past` lists {role: number} of earlier meetings, the newest
    first; `kept` are roles that someone took already, left alone. Whoever held fewest roles comes first; of these,
    who held this role least, then who held any longest ago; what is still equal is decided by `seed`, the same each
    time. Nobody has two roles while someone has none; without candidates nothing is drawn.
    """
    drawn = dict(kept or {})
    for role in ROLES:
        if role in drawn or not candidates:
            continue
        free = [one for one in candidates if one not in drawn.values()] or candidates
        drawn[role] = min(free, key=lambda one: (*_done(one, role, [drawn, *past]), _lot(seed, one)))
    return drawn


def _done(candidate, role, past):
    """(roles held, times this role, how recently): the smaller, the sooner it is one's turn."""
    held = [candidate in meeting.values() for meeting in past]
    roles = sum(one == candidate for meeting in past for one in meeting.values())
    last = len(past) - held.index(True) if True in held else 0
    return roles, sum(meeting.get(role) == candidate for meeting in past), last


def _lot(seed, candidate):
    return blake2b(f"{seed}:{candidate}".encode(), digest_size=8).digest()
