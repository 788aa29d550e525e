"""The wall: the newest ideas, read from ten metres; asked again every two seconds, answered « not modified »."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from events.models import Event, Table
from events.models.programme import current_scene
from foundation import qr
from ideas.evening.places import clock, seconds_left
from ideas.models import Idea

MOST_NOTES = 9


@login_not_required
@require_safe
def wall(request, slug):
    """The page of a published evening; it holds no personal data, so that a hall's computer needs no account."""
    now = timezone.now()
    event = _event(request, slug)
    return render(request, "evening/wall.html", _state(event, _scene(event, now=now), now=now))


@login_not_required
@require_safe
def wall_state(request, slug):
    """What the wall shows now, or 304 in two statements when nothing changed since the version it holds."""
    now = timezone.now()
    event = _event(request, slug)
    scene = _scene(event, now=now)
    etag = _etag(event, scene)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or render(request, "evening/wall.html#state", _state(event, scene, now=now))
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _event(request, slug):
    return get_object_or_404(Event.objects.visible_to(request.user).select_related("territory", "board"), slug=slug)


def _scene(event, *, now):
    return current_scene(list(event.scenes.in_order()), now=now)


def _etag(event, scene):
    board = event.board.version if hasattr(event, "board") else 0
    playing = f"{scene.pk}.{int(scene.ends_at.timestamp())}" if scene else "0"
    return f'"{event.version}.{board}.{playing}"'


def _state(event, scene, *, now):
    left = seconds_left(scene, now=now)
    ideas = Idea.objects.filter(event=event)
    join = settings.PUBLIC_URL + reverse("evening:table", args=[event.code])
    return {
        "event": event,
        "territory": event.territory,
        "scene": scene,
        "left": left,
        "clock": clock(left),
        "etag": _etag(event, scene),
        "ideas": ideas.on_wall().select_related("table__workshop").order_by("-wall_at", "-pk")[:MOST_NOTES],
        "idea_count": ideas.standing().count(),
        "present_count": event.registrations.present().count(),
        "table_count": Table.objects.filter(workshop__in=event.workshops.published()).count(),
        "join": join,
        "qr": qr.svg(join),
    }
