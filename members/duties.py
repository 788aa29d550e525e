"""What someone has to do, told by each floor in the same words, gathered by « mon espace »."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Territory

MOST_TERRITORIES = 10


@dataclass(frozen=True)
class Duty:
    """One line of « à faire »; each app offers `duties(person, now)`, an iterable of these.

    `when` is the day or the moment it is due, None when nothing presses; `url` and `action` (a verb) lead to where it
    is done; `evening` and `territory` name what it is about, so that a long list can be narrowed.
    """

    when: date | datetime | None
    title: str
    why: str
    url: str
    action: str
    evening: str = ""
    territory: str = ""

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


def duties(person, now):
    """Return what is missing in the territories of `person`: the assistant left in the middle, legal notices."""
    return [
        duty
        for territory in Territory.objects.managed_by(person)[:MOST_TERRITORIES]
        for duty in _of_territory(territory)
    ]


def _of_territory(territory):
    if territory.set_up_at is None:
        title = _("Finish setting up “%(territory)s”") % {"territory": territory}
        why = _("What you typed is kept; a few steps remain.")
        url = reverse("members:territory_perimeter", args=[territory.slug])
        yield Duty(None, title, why, url, _("Go on"), territory=territory.name)
        return
    missing = [str(name) for name in territory.missing_notices()]
    if missing:
        title = _("Complete the legal notices of “%(territory)s”") % {"territory": territory}
        why = _("Your pages lack: %(names)s.")
        url = reverse("members:territory_notices", args=[territory.slug])
        yield Duty(None, title, why % {"names": ", ".join(missing)}, url, _("Complete"), territory=territory.name)
