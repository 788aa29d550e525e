"""What the cooperative holds of its members, when it goes and what stays (D51, D58): each part tells its own.

A part is a module with PERSONAL, NOT_PERSONAL, `last_actions`, `expire`, `leftovers`, `export` and `erase_all_of`, in
the words of `config.forgetting`. The register and its movements survive an erasure, as the law asks (D51).
"""

from members.cooperative.personal_data import in_touch, register, register_files, setting

PARTS = [in_touch, setting, register_files, register]  # the register last: others find a member by their address
PERSONAL = {model: blanks for part in PARTS for model, blanks in part.PERSONAL.items()}
NOT_PERSONAL = {model: reasons for part in PARTS for model, reasons in part.NOT_PERSONAL.items()}


def old_addresses(before, *, after, limit):
    """Return addresses of old applications: whoever is in the register stays as long as the law keeps it."""
    return register.old_addresses(before, after=after, limit=limit)


def last_actions(addresses):
    """Return {address: when its owner last did something here}."""
    found = {}
    for part in PARTS:
        for address, at in part.last_actions(addresses).items():
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget what the owners of these addresses left here before `before`."""
    for part in PARTS:
        part.expire(addresses, before=before)


def leftovers(before):
    """Return [(rows, act on their keys)] of what is too old, whoever it is about."""
    return [line for part in PARTS for line in part.leftovers(before)]


def export(person):
    """All that the cooperative holds about `person`."""
    return {name: value for part in PARTS for name, value in part.export(person).items()}


def erase_all_of(person):
    """Forget on request; runs before the account goes."""
    for part in PARTS:
        part.erase_all_of(person)
