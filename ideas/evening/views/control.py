"""The control desk: one page leads the evening; several people may hold it, each act says which turn it saw."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from events.models import Event, Facilitator, Scene
from events.models.programme import current_scene
from events.views.organising.opening import evening_required
from ideas.evening import paper
from ideas.evening.forms.conducting import MessageForm, SilentForm
from ideas.evening.models import Control, Overtaken
from ideas.evening.places import clock, seconds_left
from ideas.evening.restitution import slides
from ideas.evening.watching import room_of
from ideas.models import Board, Idea, vote_of

MOST_SCENES = 30  # a programme has 5; the programme's page shows them all
MOST_STEPS = 6
FINEST = 15  # seconds: how late « minutes since the last idea » may be when nothing else changes

ACTS = {
    "pause": lambda control, turn: control.pause(**turn),
    "reprendre": lambda control, turn: control.resume(**turn),
    "cinq-minutes": lambda control, turn: control.extend(5, **turn),
    "horaires": lambda control, turn: control.plan_again(**turn),
    "retirer": lambda control, turn: control.hush(**turn),
    "ouvrir-le-vote": lambda control, turn: control.open_vote(**turn),
    "fermer-le-vote": lambda control, turn: control.close_vote(**turn),
}


@evening_required
@require_safe
def control(request, event):
    heart = _heart(event, now=timezone.now())
    return render(request, "evening/control.html", {**_desk(request, event, heart), "say": MessageForm()})


@evening_required
@require_safe
def control_state(request, event):
    """What changed since the tags that the page holds: nothing (204), what is led, what is watched, or both."""
    heart = _heart(event, now=timezone.now())
    stale = {part for part, tag in heart["tags"].items() if request.GET.get(part) != tag}
    if not stale:
        return HttpResponse(status=204)
    return render(request, "evening/control.html#changes", {**_desk(request, event, heart, parts=stale), "oob": True})


@evening_required
@require_POST
def control_act(request, event, act):
    if act not in ACTS:
        raise Http404
    return _act(request, event, lambda turn: ACTS[act](Control.of(event), turn))


@evening_required
@require_POST
def control_start(request, event, pk):
    scene = get_object_or_404(Scene, event=event, pk=pk)
    return _act(request, event, lambda turn: Control.of(event).start(scene, **turn))


@evening_required
@require_POST
def control_slide(request, event, number):
    """Show a slide on the wall; beyond the last one, or 0, the ideas come back."""
    number = number if number <= len(slides(event)) else 0
    return _act(request, event, lambda turn: Control.of(event).show_slide(number, **turn))


@evening_required
@require_POST
def control_say(request, event):
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _answer(request, event, refusals=_sentences(form), say=form)
    typed = form.cleaned_data
    return _act(request, event, lambda turn: Control.of(event).say(**typed, **turn), say=form)


@evening_required
@require_POST
def control_silent(request, event):
    form = SilentForm(request.POST, instance=Control.of(event))
    if not form.is_valid():
        return _answer(request, event, refusals=_sentences(form))
    minutes = form.cleaned_data["silent_minutes"]
    return _act(request, event, lambda turn: Control.of(event).set_silent_minutes(minutes, **turn))


@evening_required
@require_POST
def control_here(request, event, pk):
    """The conductor sees that someone facilitates; who facilitates says it too, on their own page."""
    helper = get_object_or_404(Facilitator.objects.select_related("event"), event=event, pk=pk)
    try:
        helper.come(at=timezone.now(), by=request.user)
    except ValidationError as refused:
        return _answer(request, event, refusals=refused.messages)
    return _answer(request, event)


def _act(request, event, act, *, say=None):
    """Let `act(turn)` happen if nobody acted since the page was read; the second half of a double click is no error."""
    seen = request.POST.get("seen", "")
    turn = {"by": request.user, "seen": int(seen) if seen.isdecimal() and len(seen) < 10 else -1, "now": timezone.now()}
    try:
        act(turn)
    except Overtaken as refused:
        if not refused.repeated:
            return _answer(request, event, refusals=refused.messages, say=say, status=409)
    except ValidationError as refused:
        return _answer(request, event, refusals=refused.messages, say=say)
    return _answer(request, event, say=say and MessageForm())


def _answer(request, event, *, refusals=(), say=None, status=422):
    """The page as it is now; `say` is the message's form when it has to change: what is typed elsewhere stays."""
    if not refusals and not request.htmx:
        return redirect("evening:control", event.slug)
    event = Event.objects.select_related("territory").get(pk=event.pk)  # the act has changed it
    heart = _heart(event, now=timezone.now())
    context = {**_desk(request, event, heart), "refusals": refusals, "say": say or MessageForm()}
    if request.htmx:  # which would not show an answer of another status
        return render(request, "evening/control.html#changes", {**context, "oob": True, "says": say is not None})
    return render(request, "evening/control.html", context, status=status)


def _sentences(form):
    return [sentence for errors in form.errors.values() for sentence in errors]


def _heart(event, *, now):
    """What leads the evening at `now`, in four statements, and the tags of the page: they change when it does.

    `lead` follows acts and the programme; `board` people, ideas, and the clock.
    """
    control, vote = Control.of(event), vote_of(event)
    scenes = list(event.scenes.in_order()[:MOST_SCENES])
    scene = current_scene(scenes, now=now)
    playing = f"{scene.pk}.{int(scene.ends_at.timestamp())}.{scene.is_paused}" if scene else ""
    lead = f"{control.turn}-{event.status}-{playing}-{bool(control.message_at(now))}-{vote.is_open}-{vote.is_closed}"
    board = f"{event.version}-{Board.version_of(event.pk)}-{int(now.timestamp()) // FINEST}"
    tags = {"lead": lead, "board": board}
    return {"now": now, "control": control, "vote": vote, "programme": scenes, "scene": scene, "tags": tags}


def _desk(request, event, heart, *, parts=("lead", "board")):
    """The context of the page, or only of its stale `parts`, in a number of statements that no table adds to."""
    urgent = "urgence" in (request.GET.get("tri"), request.POST.get("tri"))
    context = {**heart, "event": event, "tab": "night", "parts": parts, "urgent": urgent}
    if "lead" in parts:
        context |= _lead(event, **heart)
    if "board" in parts:
        context |= _board(event, urgent=urgent, **heart)
    return context


def _lead(event, *, control, programme, scene, now, **_heart):
    left = scene.time_left(now=now).total_seconds() if scene else None
    place = programme.index(scene) if scene else -1
    shows_slides = control.slide or (scene and scene.kind == Scene.Kind.RESTITUTION)
    return {
        "left": None if left is None else int(left),
        "clock": clock(seconds_left(scene, now=now)),
        "scenes": [(one, number < place or (not scene and one.ends_at <= now)) for number, one in enumerate(programme)],
        "following": next((one for one in programme[place + 1 :] if scene or now < one.ends_at), None),
        "message": control.message_at(now),
        "slide_count": len(slides(event)) if shows_slides else 0,
        "steps": control.steps.select_related("by")[:MOST_STEPS],
        "silent_form": SilentForm(instance=control),
    }


def _board(event, *, control, scene, now, urgent, **_heart):
    room = room_of(event, scene=scene, silent_minutes=control.silent_minutes, now=now)
    return {
        "room": room,
        "cards": room.urgent_first if urgent else room.cards,
        "unread": Idea.objects.submitted().filter(event=event).count(),
        "sheets": paper.progress(event)[1],
    }
