"""Opens the pages of one table, during the evening, to who facilitates it (D60, D64)."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.views.facilitator import lost, opened
from ideas.evening.live import LiveTable
from ideas.models import Idea


def facilitator_required(view):
    """Give the view its `LiveTable`; who holds no link (any more) is told so, like who said that they do not come."""

    @login_not_required
    @wraps(view)
    def inside(request, pk, **kwargs):
        person = opened(request, pk)
        if person is None:
            return lost(request)
        if person.is_gone:
            return render(request, "evening/live_gone.html", about(person), status=410)
        return view(request, LiveTable(person, timezone.now()), **kwargs)

    return inside


def idea_required(view):
    """Give the view an idea of the table too; one that is not, or no longer, there is explained on the page."""

    @facilitator_required
    @wraps(view)
    def inside(request, live, slug, **kwargs):
        idea = idea_of(live, slug)
        if idea is None:
            messages.error(request, _("This idea is not at your table, or no longer: here is what your table has now."))
            return back(live, "idees")
        return view(request, live, idea, **kwargs)

    return inside


def idea_of(live, slug):
    """Return the idea of `slug` when it belongs to the table, else None."""
    if live.table is None:
        return None
    mine = Idea.objects.not_withdrawn().filter(table=live.table, slug=slug)
    return mine.select_related("event__territory", "commune", "star", "table").first()


def about(person):
    return {"person": person, "event": person.event, "territory": person.event.territory}


def back(live, anchor=""):
    """To the page of the table, at one of its parts."""
    return redirect(reverse("evening:live", args=[live.person.pk]) + (f"#{anchor}" if anchor else ""))


def closed_to_words(request, live):
    """Tell why nothing can be written now, and return to the page."""
    if live.table is None:
        said = _("You have no table yet: the team will tell you which one.")
    elif live.event.is_called_off:
        said = _("The evening is cancelled: nothing can be written any more.")
    elif live.event.has_begun(live.now):
        said = _("More than a week has passed since the evening: only the team can change its ideas now.")
    else:
        said = _("The evening has not begun: ideas are written when its doors open.")
    messages.error(request, said)
    return back(live, "idees")
