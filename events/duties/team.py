"""What the team has to do about those who facilitate, and about letters (« à faire »)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Letter, deserted
from members.duties import Duty

MOST_NAMED = 8


def left_by_theirs(event):
    """Return the first tables of `event` that their facilitators left."""
    return list(deserted(event)[: MOST_NAMED + 1])


def of_its_team(event, now, left):
    """Yield the `Duty` rows of one evening to come: tables of `left`, silent partners, letters."""
    day = timezone.localdate(now)
    if left:
        title = ngettext(
            "%(count)s table was left by its facilitator", "%(count)s tables were left by their facilitators", len(left)
        )
        why = _("%(evening)s · table %(numbers)s") % {
            "evening": event,
            "numbers": _listed(table.number for table in left),
        }
        where = reverse("events:table_replace", args=[event.slug, left[0].pk])
        yield Duty(day, title % {"count": len(left)}, why, where, _("Find someone"))
    silent = list(event.calls.waiting().exclude(called_again_at=None).select_related("structure")[: MOST_NAMED + 1])
    if silent:
        title = ngettext(
            "%(count)s partner did not answer the call for facilitators",
            "%(count)s partners did not answer the call for facilitators",
            len(silent),
        )
        partners = _listed(call.structure for call in silent)
        why = _("%(evening)s · %(partners)s. Give them a call.") % {"evening": event, "partners": partners}
        yield Duty(
            silent[0].until,
            title % {"count": len(silent)},
            why,
            reverse("events:call_list", args=[event.slug]),
            _("Look"),
        )
    letters = Letter.objects.of(event).waiting().count()
    if letters:
        title = ngettext("%(count)s letter to print", "%(count)s letters to print", letters)
        why = _("%(evening)s · for people without e-mail") % {"evening": event}
        yield Duty(day, title % {"count": letters}, why, reverse("events:letter_list", args=[event.slug]), _("Print"))


def _listed(things):
    shown = [str(thing) for thing in things]
    return ", ".join(shown[:MOST_NAMED]) + ("…" if len(shown) > MOST_NAMED else "")
