"""The table's page: one screen, no account, no cookie, no JavaScript needed (D11, D12, D65)."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation import links, origins
from foundation.codes import spaced
from ideas import guarding
from ideas.evening.places import find_place, seconds_left
from ideas.forms import CROWDED, TERMS, FollowForm, IdeaForm
from ideas.models import Idea
from ideas.submitting import submit

RECEIVED = "ideas.evening.received"
RECEIVED_LASTS = 60 * 60 * 24 * 7  # seconds: the receipt page is reloaded on the way home, and the days after


@csrf_exempt  # no cookie to bind a token to: the origin is checked instead
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def table(request, code):
    place = find_place(code)
    if place is None:
        return render(request, "evening/unknown.html", {"code": code}, status=404)
    now = timezone.now()
    if not place.is_open(now=now):
        return render(request, "evening/closed.html", _closed(place), status=410)
    form = IdeaForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, place, form, now=now)
    if not origins.is_own(request):
        return _page(request, place, form, now=now, status=403, foreign=True)
    if not form.is_valid():
        return _page(request, place, form, now=now, status=422)
    if not guarding.has_room(request, event=place.event, table=place.table, queued=form.cleaned_data["queued"]):
        form.add_error(None, CROWDED)
        return _page(request, place, form, now=now, status=429)
    where = {"table": place.table, "gathering": place.gathering}
    idea = submit(place.event, form.draft(language=request.LANGUAGE_CODE), **where, client_key=form.key)
    return redirect("evening:received", code=place.code, token=signing.dumps(idea.pk, salt=RECEIVED))


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def received(request, code, token):
    """The receipt; from here the author completes the idea or attaches an address."""
    idea = _received_idea(token)
    form = FollowForm(request.POST if request.POST.get("act") == "follow" else None)
    status = 200
    if request.method == "POST":
        if not origins.is_own(request):
            return render(request, "evening/received.html", _receipt(idea, code, form, foreign=True), status=403)
        if request.POST.get("act") == "complete":
            link = idea.access_link()
            return links.grant(request, redirect("ideas:complete", slug=idea.slug), link)
        if form.is_valid():
            if guarding.may_follow(request, idea, form.cleaned_data["email"]):
                idea.follow(form.cleaned_data["email"])
            return redirect("evening:received", code=code, token=token)
        status = 422
    return render(request, "evening/received.html", _receipt(idea, code, form), status=status)


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
        "terms": TERMS,
        "ideas": place.ideas(),
    }
    return render(request, "evening/table.html", context, status=status)


def _closed(place):
    event = place.event
    cancelled = event.is_called_off and not place.gathering
    return {"place": place, "territory": event.territory, "cancelled": cancelled}


def _received_idea(token):
    try:
        pk = signing.loads(token, salt=RECEIVED, max_age=RECEIVED_LASTS)
    except signing.BadSignature:
        raise Http404 from None
    return get_object_or_404(Idea.objects.not_withdrawn().select_related("event__territory", "table"), pk=pk)


def _receipt(idea, code, form, *, foreign=False):
    return {
        "idea": idea,
        "event": idea.event,
        "territory": idea.event.territory,
        "is_shown": Idea.objects.on_wall().filter(pk=idea.pk).exists(),
        "receipt": spaced(idea.receipt),
        "code": code,
        "form": form,
        "foreign": foreign,
    }
