"""What of this floor is personal, and when it goes (D58).

Each app has such a module, read by `config.forgetting` and by a test that walks every model: `PERSONAL` says field by
field what takes the place of personal data, `NOT_PERSONAL` why other texts may stay. Whoever adds a text declares it.
"""

from datetime import timedelta

from django.utils import timezone

from foundation.models import Link

DELETED = "the whole row is deleted"
DEAD_KEPT = timedelta(days=30)  # a link that opens nothing any more is still recognised for a month in the logs

PERSONAL = {
    "foundation.Link": {"subject": DELETED, "payload": DELETED},  # an act says who comes along; an access may say who
}
NOT_PERSONAL = {
    "foundation.Link": {"key purpose": "drawn by the machine, or one of our words"},
    "foundation.Job": {"key kind error": "our words about a piece of work"},
}


def leftovers(before):
    """Return [(rows, act on their keys)]: what goes by its own age; `before` is not waited for by dead links."""
    return [(Link.objects.filter(expires_at__lt=timezone.now() - DEAD_KEPT), delete_links)]


def delete_links(keys):
    Link.objects.filter(pk__in=keys).delete()


class Parts:
    """The parts of a room that holds personal data of several kinds, answering together as one such module.

    A part is a module with PERSONAL, NOT_PERSONAL, and what it needs of the functions below, in the words of
    `config.forgetting`; they are asked in the order given.
    """

    def __init__(self, *parts):
        self.parts = parts
        self.PERSONAL = {model: blanks for part in parts for model, blanks in part.PERSONAL.items()}
        self.NOT_PERSONAL = {model: reasons for part in parts for model, reasons in part.NOT_PERSONAL.items()}

    def old_addresses(self, before, *, after, limit):
        """Return at most `limit` addresses that sort after `after`, known since before `before`, sorted."""
        asked = self._asked("old_addresses")
        return sorted({one for ask in asked for one in ask(before, after=after, limit=limit)})[:limit]

    def last_actions(self, addresses):
        """Return {address: when its owner last did something here}."""
        found = {}
        for ask in self._asked("last_actions"):
            for address, at in ask(addresses).items():
                found[address] = max(at, found.get(address, at))
        return found

    def expire(self, addresses, *, before):
        """Forget what the owners of these addresses left here before `before`."""
        for forget in self._asked("expire"):
            forget(addresses, before=before)

    def leftovers(self, before):
        """Return [(rows, act on their keys)] of what is too old, whoever it is about."""
        return [line for ask in self._asked("leftovers") for line in ask(before)]

    def export(self, person):
        """Return all that is held here about `person`."""
        return {name: value for ask in self._asked("export") for name, value in ask(person).items()}

    def erase_all_of(self, person):
        """Forget on request; runs before the account goes."""
        for erase in self._asked("erase_all_of"):
            erase(person)

    def _asked(self, name):
        return [getattr(part, name) for part in self.parts if hasattr(part, name)]
