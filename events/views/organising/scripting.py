"""The script that tables follow: for the whole evening, or for one workshop (kits and phones say the nearest one)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from events import scripts
from events.models import Scene, Workshop
from events.models.script import nearest, written
from events.views.organising.opening import evening_required
from events.views.scripting import script_page

USUAL_MINUTES = 180  # of work, as long as the programme does not say


@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def script_edit(request, event):
    return _script(request, event, None)


@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def workshop_script(request, event, pk):
    return _script(request, event, get_object_or_404(event.workshops, pk=pk))


def _script(request, event, workshop):
    work = event.scenes.in_order().filter(kind=Scene.Kind.WORK).first()
    minutes = work.minutes if work else USUAL_MINUTES
    boosts = workshop is not None and workshop.challenge == Workshop.Challenge.BOOST
    words = nearest(written(event), workshop=workshop) or scripts.ready_made(minutes, boosts=boosts)
    page = script_page(request, event, words, workshop=workshop, by=request.user)
    if page is None:
        return redirect(request.path)
    context = {
        **page,
        "event": event,
        "tab": "workshops",
        "workshop": workshop,
        "minutes": minutes,
        "others": event.scripts.exclude(workshop=None, table=None).select_related("workshop", "table"),
    }
    return render(request, "events/organiser/script.html", context, status=422 if page["steps"].is_bound else 200)
