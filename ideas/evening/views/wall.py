"""The wall: the newest ideas or a slide, read from ten metres; asked again and again, answered « not modified »."""

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
from ideas.evening.restitution import slides
from ideas.evening.views.state import control_of, is_voting, state_tag
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
    etag = _etag(event, scene, now=now)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or render(request, "evening/wall.html#state", _state(event, scene, now=now))
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _event(request, slug):
    known = Event.objects.visible_to(request.user).select_related("territory", "board", "control", "vote")
    return get_object_or_404(known, slug=slug)


def _scene(event, *, now):
    return current_scene(list(event.scenes.in_order()), now=now)


def _etag(event, scene, *, now):
    """Acts of conductors, presences and the vote bump the evening's version, ideas the board's."""
    board = event.board.version if hasattr(event, "board") else 0
    shared = state_tag(event, scene, message=control_of(event).message_at(now)).strip('"')
    return f'"{shared}.{board}"'


def _state(event, scene, *, now):
    control, slide = control_of(event), None
    if control.slide:
        shown = slides(event)
        slide = shown[min(control.slide, len(shown)) - 1]
    left = seconds_left(scene, now=now)
    context = {
        "event": event,
        "territory": event.territory,
        "scene": scene,
        "left": left,
        "clock": clock(left),
        "etag": _etag(event, scene, now=now),
        "message": control.message_at(now),
        "slide": slide,
        "idea_count": Idea.objects.standing().filter(event=event).count(),
    }
    return context if slide else context | _notes(event)


def _notes(event):
    """The newest ideas, and where one goes from the hall: to vote while the vote is open, else to write."""
    voting = is_voting(event)
    way = settings.PUBLIC_URL + reverse("evening:stickers" if voting else "evening:table", args=[event.code])
    shown = Idea.objects.on_wall().filter(event=event).select_related("table__workshop")
    return {
        "voting": voting,
        "per_person": event.vote.per_person if voting else None,
        "ideas": shown.order_by("-wall_at", "-pk")[:MOST_NOTES],
        "present_count": event.registrations.present().count(),
        "table_count": Table.objects.open().filter(workshop__in=event.workshops.published()).count(),
        "qr": qr.svg(way),
    }
