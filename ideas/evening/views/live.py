"""The page of who facilitates a table, during the evening: one screen, one hand (D60)."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models.attendance import Attendance, mark_present, undo_present
from foundation.refusals import saying_why
from ideas.evening.views.live_opening import about, back, closed_to_words, facilitator_required, idea_required
from ideas.models.star import star, unstar


@facilitator_required
@require_safe
def live(request, live):
    """Who is here, the script, the ideas: the whole page, which a script then keeps up to date."""
    return render(request, "evening/live.html", {**about(live.person), "live": live})


@facilitator_required
@require_safe
def live_state(request, live):
    """The parts of the page again, or 304 when nothing changed since the version it holds."""
    response = get_conditional_response(request, etag=live.etag)
    if response is None:
        response = render(request, "evening/live.html#state", {**about(live.person), "live": live})
    response["ETag"] = live.etag
    return response


@facilitator_required
@require_POST
def live_come(request, live):
    """« Je suis à ma table », and its undoing."""
    person = live.person
    if request.POST.get("act") == "go":
        _try(request, person.go)
    elif not live.is_on:
        messages.error(request, _not_now(live))
    else:
        _try(request, lambda: person.come(at=live.now))
    return back(live)


@facilitator_required
@require_POST
def live_presence(request, live, code):
    """One tap: someone of one's own table is here; another one takes it back (D7)."""
    coming = live.table.registrations.live() if live.table else None
    registration = coming.select_related("event").filter(code=code).first() if coming is not None else None
    if registration is None:
        messages.error(request, _("This person is no longer at your table: the list is up to date now."))
    elif not live.is_on:
        messages.error(request, _not_now(live))
    elif request.POST.get("act") == "undo":
        undo_present(registration)
    else:
        _try(request, lambda: mark_present(registration, place=Attendance.Place.TABLE))
    return back(live, f"personne-{code}")


@idea_required
@require_POST
def live_star(request, live, idea):
    """Hold an idea up, or no longer: three per table."""
    if not live.takes_words:
        return closed_to_words(request, live)
    if request.POST.get("act") == "unstar":
        _try(request, lambda: unstar(idea))
    else:
        _try(request, lambda: star(idea, by=live.person))
    return back(live, "idees")


def _try(request, verb):
    """Call a verb whose success the page itself shows; a refusal is told."""
    with saying_why(request):
        verb()


def _not_now(live):
    if live.event.is_called_off:
        return _("The evening is cancelled: nobody is awaited any more.")
    if live.event.has_begun(live.now):
        return _("The evening is over: presences are no longer changed here. Tell the team what is wrong.")
    return _("The evening has not begun: presences are said when its doors open, four hours before.")
