"""Who put which sticker (D16): a fingerprint of a ticket or of a phone, gone thirty days after the evening (D58)."""

from django.utils import timezone

from ideas.models import Hand
from ideas.models.sticker import unlink_hands

REPLACED = "chance takes its place: stickers stay counted, nobody can tell whose they are"

PERSONAL = {"ideas.Hand": {"key": REPLACED}}


def leftovers():
    """Return [(rows, act on their keys)]: hands go by their own age, whatever the retention of the rest."""
    return [(Hand.objects.due_to_be_unlinked(timezone.now()), unlink_hands)]
