"""The next action that the coach suggests to someone, for « à faire »."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.duties import Duty
from projects.coaching.choosing import first_for


def duties(person, now):
    """One line at most: what matters first, over all that `person` bears, leads, wrote and sorts."""
    found = first_for(person, now=now)
    if found:
        yield Duty(None, found.sentence, found.why, reverse("coaching:mine"), _("See this advice"))
