"""What someone has to sort: the ideas in their care that nobody decided on yet, one line per evening."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from ideas.models import Stage
from ideas.sorting.selecting import ideas_of
from members.duties import Duty

WAITING = (Stage.TO_SORT, Stage.TO_DIG)


def duties(person, now):
    """One line per evening whose ideas are in the care of `person` and wait for a decision."""
    mine = ideas_of(person).filter(assigned_to=person, stage__in=WAITING).order_by().values_list("event")
    numbers = dict(mine.annotate(Count("pk")))
    events = Event.objects.filter(pk__in=numbers).select_related("territory").order_by("starts_at", "pk")
    for event in events if numbers else ():
        n = numbers[event.pk]
        said = ngettext("%(n)s idea is in your care", "%(n)s ideas are in your care", n) % {"n": n}
        why = _("%(event)s: sort them, or give them to someone else.") % {"event": event}
        url = f"{reverse('sorting:board')}?soiree={event.slug}&etape=toutes&qui=moi"
        names = {"evening": str(event), "territory": str(event.territory)}
        yield Duty(None, said, why, url, _("Sort"), **names)
