"""What assemblies hold of people, when it goes and what stays (D51, D58): each part of the room tells its own.

A part is a module with PERSONAL, NOT_PERSONAL, `last_actions`, `expire`, `leftovers`, `export` and `erase_all_of`, in
the words of `config.forgetting`. Lists of voters, attendance sheets and minutes survive an erasure (D51).
"""

from members.assemblies.personal_data import agenda, notices, presence, results, votes

PARTS = [agenda, votes, results, notices, presence]
PERSONAL = {model: blanks for part in PARTS for model, blanks in part.PERSONAL.items()}
NOT_PERSONAL = {model: reasons for part in PARTS for model, reasons in part.NOT_PERSONAL.items()}


def old_addresses(before, *, after, limit):
    """No address is kept here by itself: voters are members of the cooperative, whose register keeps them."""
    return []


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
    """All thhere holds about `person`."""
    return {name: value for part in PARTS for name, value in part.export(person).items()}


def erase_all_of(person):
    """Forget on request; runs before the account goes."""
    for part in PARTS:
        part.erase_all_of(person)
