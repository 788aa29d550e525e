"""What nobody answered ends by itself: requests between territories, addresses that nobody confirmed (D17, D65)."""

from contextlib import suppress

from django.core.exceptions import ValidationError

from ideas.models import Follower, MergeRequest
from ideas.personal_data import watching


def lapse(*, now):
    """End requests of over thirty days, forget unproved addresses; running it twice changes nothing more."""
    for asked in MergeRequest.objects.due_to_expire(now).for_pages().order_by("pk"):
        with suppress(ValidationError):  # someone answered at this instant
            asked.expire()
    unproved = Follower.objects.unproved(now)
    watching.forget(list(unproved.values_list("pk", flat=True)))
    unproved.delete()
