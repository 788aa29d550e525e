"""Fingerprints of minutes: each holds the one before, so that a change anywhere shows everywhere after (D51).

Pure functions over rows: what they read is what a reader reads, in one text that is the same on every machine.
"""

import hashlib
import json
from datetime import UTC

FORMAT = 1  # said in the text: another way of writing it would be another number


def of_minutes(minutes):
    """Return the SHA-256, in hexadecimal, of adopted minutes and of the fingerprint before them."""
    return _sha256(
        {
            "format": FORMAT,
            "territory": minutes.territory_id,
            "body": minutes.body,
            "number": minutes.number,
            "held_on": minutes.held_on.isoformat(),
            "title": minutes.title,
            "content": minutes.content,
            "language": minutes.language,
            "adopted_at": minutes.adopted_at.astimezone(UTC).isoformat(),
            "adopted_as": minutes.adopted_as,
            "previous": minutes.previous_sha256,
        }
    )


def of_addendum(addendum):
    """Return the SHA-256 of an addendum and of what it follows: its minutes, or the addendum before it."""
    return _sha256(
        {
            "format": FORMAT,
            "number": addendum.number,
            "text": addendum.text,
            "added_at": addendum.added_at.astimezone(UTC).isoformat(),
            "added_as": addendum.added_as,
            "previous": addendum.previous_sha256,
        }
    )


def _sha256(said):
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
