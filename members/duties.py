"""What someone has to do, told by each floor in the same words, gathered by « mon espace »."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True)
class Duty:
    """One line of « à faire »; each app offers `duties(person, now)`, an iterable of these.

    `when` is the day or the moment it is due, None when nothing presses; `url` and `action` (a verb) lead to where it
    is done.
    """

    when: date | datetime | None
    title: str
    why: str
    url: str
    action: str

    @property
    def day(self):
        """The local day it is due, or None."""
        if isinstance(self.when, datetime):
            return timezone.localtime(self.when).date()
        return self.when

    def late(self, now):
        """Whether its day, or its moment, is behind us."""
        if isinstance(self.when, datetime):
            return self.when < now
        return self.when is not None and self.when < timezone.localtime(now).date()
