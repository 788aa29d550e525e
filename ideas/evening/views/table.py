"""The table's page: one screen, no account, no cookie, no JavaScript needed (D11, D12, D65)."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from foundation import origins
from ideas import guarding
from ideas.evening import answering
from ideas.evening.nearest import joined_table, nearest_code
from ideas.evening.places import find_place, kept_until, seconds_left
from ideas.evening.views.received import RECEIVED
from ideas.evening.views.state import control_of
from ideas.forms import CROWDED, TERMS, IdeaForm
from ideas.submitting import submit


@csrf_exempt  # no cookie to bind a token to: the origin is checked instead
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def table(request, code):
    place, now = find_place(code), timezone.now()
    if place is None:
        return _unknown(request, code, now=now)
    if not place.is_open(now=now):
        return _closed(request, place)
    form = IdeaForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, place, form, now=now)
    if not origins.is_own(request):
        return _refused(request, place, form, now=now, status=403, said=answering.FOREIGN)
    if not form.is_valid():
        return _refused(request, place, form, now=now, status=422)
    if not guarding.has_room(request, event=place.event, table=place.table, queued=form.cleaned_data["queued"]):
        form.add_error(None, CROWDED)
        return _refused(request, place, form, now=now, status=429, said=answering.CROWDED)
    where = {"table": place.table, "gathering": place.gathering}
    idea = submit(place.event, form.draft(language=request.LANGUAGE_CODE), **where, client_key=form.key)
    return _taken(request, place, idea)


@login_not_required
@require_safe
def shell(request, code):
    """The page without anything of anyone, which a phone keeps to open it without network."""
    place, now = find_place(code), timezone.now()
    if place is None:
        return _unknown(request, code, now=now)
    if not place.is_open(now=now):
        return _closed(request, place)
    context = {"place": place, "event": place.event, "territory": place.event.territory, "form": IdeaForm()}
    return render(request, "evening/table.html", context | {"terms": TERMS, "shell": True})


@login_not_required
@require_safe
def find(request):
    """The page of a code that someone typed."""
    code = request.GET.get("code", "").strip()[:40]
    place = find_place(code)
    if place is None:
        return _unknown(request, code, now=timezone.now())
    return redirect("evening:table", code=place.code)


def _page(request, place, form, *, now, status=200, foreign=False):
    scene = place.scene(now=now)
    left = seconds_left(scene, now=now)
    context = {
        "place": place,
        "event": place.event,
        "territory": place.event.territory,
        "form": form,
        "foreign": foreign,
        "scene": scene,
        "left": left,
        "minutes": None if left is None else -(-left // 60),
        "message": control_of(place.event).message_at(now),
        "joined": joined_table(place.table),
        "terms": TERMS,
        "ideas": place.ideas(),
    }
    return render(request, "evening/table.html", context, status=status)


def _taken(request, place, idea):
    url = reverse("evening:received", args=[place.code, signing.dumps(idea.pk, salt=RECEIVED)])
    if not answering.is_by_itself(request):
        return redirect(url)
    return answering.received(idea, url=url, until=kept_until(place.event, sent_at=idea.created_at))


def _refused(request, place, form, *, now, status, said=""):
    if not answering.is_by_itself(request):
        return _page(request, place, form, now=now, status=status, foreign=status == 403)
    return answering.refused(said, status=status) if said else answering.not_valid(form)


def _unknown(request, code, *, now):
    if answering.is_by_itself(request):
        return answering.refused(answering.UNKNOWN, status=404)
    context = {"code": code, "near": nearest_code(code, now=now)}
    return render(request, "evening/unknown.html", context, status=404)


def _closed(request, place):
    event = place.event
    if answering.is_by_itself(request):
        said = _("%(event)s no longer gathers ideas here. Copy your words: they are still welcome elsewhere.")
        return answering.refused(said % {"event": place.name}, status=410)
    cancelled = event.is_called_off and not place.gathering
    context = {"place": place, "territory": event.territory, "cancelled": cancelled}
    return render(request, "evening/closed.html", context, status=410)
