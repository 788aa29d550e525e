"""The programme of an evening: scenes, in the order of the clock."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events.forms.organising.programme import SceneForm
from events.models import Scene
from events.models.programme import current_scene
from events.views.organising.opening import evening_required

MOST_SCENES = 100


@evening_required
@require_GET
def programme(request, event):
    scenes = list(event.scenes.in_order()[:MOST_SCENES])
    now = timezone.now()
    context = {"event": event, "tab": "programme", "scenes": scenes, "current": current_scene(scenes, now=now)}
    return render(request, "events/organiser/programme.html", context)


@evening_required
def scene_new(request, event):
    return _scene(request, event, Scene(event=event))


@evening_required
def scene_edit(request, event, pk):
    return _scene(request, event, get_object_or_404(Scene, event=event, pk=pk))


def _scene(request, event, scene):
    form = SceneForm(request.POST or None, instance=scene, event=event)
    if event.starts_at is None:
        messages.error(request, _("Give the evening its date first: the programme follows it."))
        return redirect("events:evening_edit", event.slug)
    if request.method == "POST" and form.is_valid():
        form.instance.settle()
        messages.success(request, _("The programme is up to date."))
        return redirect("events:programme", event.slug)
    return render(request, "events/organiser/scene.html", {"event": event, "tab": "programme", "form": form})


@evening_required
@require_POST
def scene_remove(request, event, pk):
    scene = get_object_or_404(Scene, event=event, pk=pk)
    scene.remove()
    messages.success(request, _("“%(scene)s” is taken out of the programme.") % {"scene": scene})
    return redirect("events:programme", event.slug)
