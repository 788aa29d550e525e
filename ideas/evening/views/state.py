"""What phones and screens ask again and again: tiny, without session, « not modified » most times."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from events.models import Event, Table
from events.models.programme import current_scene
from foundation.codes import clean_code
from ideas.evening.models import Control
from ideas.evening.places import seconds_left


@login_not_required
@require_safe
def table_state(request, code):
    """The state of the evening of a table's code, or of its own: scene, seconds left, pause, message, vote."""
    now = timezone.now()
    event = _event(clean_code(code))
    scene = current_scene(list(event.scenes.in_order()), now=now)
    message = control_of(event).message_at(now)
    etag = state_tag(event, scene, message=message)
    state = {
        "scene": scene.title if scene else "",
        "left": seconds_left(scene, now=now),
        "paused": bool(scene and scene.is_paused),
        "message": message,
        "vote": is_voting(event),
    }
    response = get_conditional_response(request, etag=etag) or JsonResponse(state)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def control_of(event):
    """Return the desk of an evening fetched with `control`; as it begins when nobody acted there yet."""
    return event.control if hasattr(event, "control") else Control(event=event)


def is_voting(event):
    """Whether the vote of an evening fetched with `vote` is open."""
    return hasattr(event, "vote") and event.vote.is_open


def state_tag(event, scene, *, message):
    """Return the ETag of what screens show: acts bump the version, the clock alone changes scene and message."""
    playing = f"{scene.pk}.{int(scene.ends_at.timestamp())}{'p' * scene.is_paused}" if scene else "0"
    return f'"{event.version}.{playing}.{len(message)}"'


def _event(code):
    """One statement for a table's code, two for the evening's; a draft is nobody's business yet."""
    table = Table.objects.select_related("event__control", "event__vote").filter(code=code).first()
    event = table.event if table else Event.objects.select_related("control", "vote").filter(code=code).first()
    if event is None or event.is_draft:
        raise Http404
    return event
