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
