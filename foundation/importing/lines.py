"""What is to be said of a line of a file; each room puts its own codes into words."""

import re
from dataclasses import dataclass, field, replace

from foundation.folding import fold


@dataclass(frozen=True)
class Reason:
    """A code that the room's `reasons` puts into words, and its details (texts and numbers)."""

    code: str
    details: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A line as it was read: the `verdict` on it, and its `reasons` or what else is to be said."""

    verdict: str
    reasons: tuple = ()

    def noting(self, code, **details):
        return replace(self, reasons=(*self.reasons, Reason(code, details)))

    def because(self, verdict, code, **details):
        return replace(self.noting(code, **details), verdict=verdict)


def name_key(*names):
    """Return a name as compared: no accent, capital or hyphen, whichever comes first of given and family name."""
    return " ".join(sorted(re.sub(r"[-'.]", " ", fold(" ".join(names))).split()))
