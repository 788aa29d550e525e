"""One volunteer's door, by access link: who is expected, who came; with the network or without it (D7, D64)."""

import json
from datetime import UTC, datetime
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import arriving, door_list
from events.forms.door import ActForm, WalkInForm
from events.models import Attendance, Door
from events.models.door import DOOR
from foundation import links, origins, throttling
from foundation.models import Link
from foundation.workers import Worker

DECODER = "decoder/html5-qrcode.min.js"  # shipped by a package; a phone asks for it when its browser reads no QR
MOST_ACTS = 50  # per sending: a phone that kept more sends them in several times
MOST_ARRIVALS = 5
PER_MINUTE = 300  # questions of one door: its page asks about twenty, a scanner gone mad asks thousands
MOST_SINCE = 6 * 60 * 60  # seconds: a phone that slept longer takes the whole list again

WORKER = Worker(
    "doorShell",
    page=(
        "css/door.css",
        "img/favicon.svg",
        "js/door-store.js",
        "js/door-scan.js",
        "js/door-rows.js",
        "js/door-sync.js",
        "js/door.js",
    ),
    scripts=("js/door-worker.js",),
)


@login_not_required
@require_safe
def open_link(request, token):
    """Exchange the token for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=DOOR, kind=Link.Kind.ACCESS)
    door = Door.objects.open_to([link.subject]).first() if link else None
    if door is None:
        return lost(request, status=410)
    return links.grant(request, redirect(door), link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def door(request, pk):
    """The door's page, whole without scripts: look for a name, one button per person."""
    opened = _open(request, pk)
    if opened is None:
        return lost(request)
    if request.method == "POST":
        return _act(request, opened)
    return _page(request, opened)


@login_not_required
@require_safe
def door_shell(request):
    """The page without anything of anyone, which phones keep to open their door without network."""
    return render(request, "events/door.html", {"walk_in": WalkInForm(tables=[]), "decoder": DECODER})


@login_not_required
@require_safe
def door_worker(request):
    return WORKER.response()


@login_not_required
@require_safe
def door_people(request, pk):
    """What the phone keeps: everything, what changed since `depuis` (seconds), or who is named `q`."""
    opened = _open(request, pk)
    if opened is None:
        return _closed()
    if not _allowed(opened):
        return JsonResponse({"text": _("Too many questions at once: wait a minute.")}, status=429)
    now, version = timezone.now(), f'"{opened.event.version}"'
    opened.be_seen(now=now)
    if search := request.GET.get("q", "").strip():
        return JsonResponse({"people": door_list.rows(opened, door_list.named(opened, search))})
    since = _seconds(request.GET.get("depuis"), now=now)
    if since and request.headers.get("if-none-match") == version:
        return HttpResponse(status=304)
    content = door_list.since(opened, since, now=now) if since else door_list.whole(opened, now=now)
    return JsonResponse(content, headers={"ETag": version})


@csrf_exempt  # a page kept on the phone has no token: the origin is checked, and the cookie stays on this site
@login_not_required
@require_POST
def door_acts(request, pk):
    """Play what a phone did, in its order, and answer each act; sent again, an act changes nothing."""
    opened = _open(request, pk)
    if opened is None:
        return _closed()
    if not origins.is_own(request):
        return JsonResponse({"text": _("This sending did not come from the door’s page.")}, status=403)
    if not _allowed(opened):
        return JsonResponse({"text": _("Too many questions at once: wait a minute.")}, status=429)
    try:
        acts = json.loads(request.body)["acts"][:MOST_ACTS]
        forms = [ActForm(act) for act in acts if isinstance(act, dict)]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"text": _("This sending could not be read.")}, status=400)
    return JsonResponse({"answers": [_answer(opened, form) for form in forms]})


def _answer(door, form):
    """What a phone reads about one act."""
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return {"key": form.data.get("key"), "outcome": "refused", "text": " ".join(sentences), "done": False}
    answer = arriving.play(door, form.act())
    person = answer.registration
    return {
        "key": form.cleaned_data["key"],
        "outcome": answer.outcome,
        "done": answer.is_done,
        "text": answer.text,
        "row": door_list.row(door, person) if person else None,
        "tables": [[table.number, table.seats_left] for table in answer.tables],
    }


def _act(request, door):
    """One button of the page without scripts; the sentence comes back above the page."""
    form = ActForm(request.POST)
    if not form.is_valid():
        walk_in = WalkInForm(request.POST, tables=door_list.tables_of(door.event))
        return _page(request, door, walk_in=walk_in if request.POST.get("kind") == "walk_in" else None, status=422)
    answer = arriving.play(door, form.act())
    (messages.success if answer.is_done else messages.warning)(request, answer.text)
    return redirect(door)


def _page(request, door, *, walk_in=None, status=200):
    event, search = door.event, request.GET.get("q", "").strip()
    door.be_seen(now=timezone.now())
    tables = door_list.tables_of(event)
    found = door_list.named(door, search) if search else []
    came = Attendance.objects.of_event(event)
    context = {
        "door": door,
        "event": event,
        "territory": event.territory,
        "q": search,
        "found": door_list.lines(door, found, tables) if search else [],
        "arrivals": came[:MOST_ARRIVALS],
        "present": came.count(),
        "expected": event.registrations.live().count(),
        "walk_in": walk_in or WalkInForm(tables=tables),
        "key": uuid4(),
        "decoder": DECODER,
    }
    return render(request, "events/door.html", context, status=status)


def lost(request, *, status=404):
    """The page for whoever has no link to this door, or no longer; what the phone kept is shown by its script."""
    return render(request, "events/door_lost.html", status=status)


def _open(request, pk):
    """The door that this visitor's link opens, or None; closing it takes effect at once."""
    mine = Door.objects.open_to(links.granted(request, purpose=DOOR))
    return mine.filter(pk=pk).select_related("event__territory").first()


def _closed():
    """The phone keeps what was not sent, and says whom to call."""
    return JsonResponse({"text": _("This door was closed, or its link has ended.")}, status=410)


def _allowed(door):
    return throttling.allow(f"door:{door.pk}", limit=PER_MINUTE, per=60)


def _seconds(text, *, now):
    """The moment of « depuis », or None when there is none or it is too old for a list of changes."""
    if not (text or "").isdecimal() or not 0 <= now.timestamp() - int(text) < MOST_SINCE:
        return None
    return datetime.fromtimestamp(int(text), UTC)
