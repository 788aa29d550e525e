"""What waits once votes are closed: results to announce, minutes to write and adopt (D50, D51)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.templatetags.french import long_date
from members.assemblies.models import Assembly
from members.cooperative.models.cooperative import KEEPING
from members.duties import Duty

MOST = 10  # assemblies of one person


def duties(person, now):
    """For the board: one line per closed assembly whose minutes are not adopted yet, the oldest first."""
    if person.has_role(*KEEPING):
        yield from _of_board(Assembly.objects.kept_by(person))


def of_minutes(cooperative, now):
    """The same for one cooperative: its dashboard shows them to the board."""
    return _of_board(Assembly.objects.filter(cooperative=cooperative))


def _of_board(kept):
    waiting = kept.without_adopted_minutes().select_related("cooperative__territory", "written")
    for one in waiting.order_by("starts_at", "pk")[:MOST]:
        territory, day = one.cooperative.territory, long_date(one.starts_at)
        if hasattr(one, "written"):
            title = _("Adopt the minutes of the general meeting of %(day)s") % {"day": day}
            why = _("Complete what was said; once adopted, they receive their number and never change.")
        else:
            title = _("Write the minutes of the general meeting of %(day)s") % {"day": day}
            why = _("They write themselves once every result is announced.")
        page = reverse("assemblies:minutes", args=[territory.slug, one.pk])
        yield Duty(None, title, why, page, pgettext("of a session", "Minutes"), territory=territory.name)
