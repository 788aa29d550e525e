"""The restitution: its order as the team makes it, its slides in a hall, its posters to hang."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from events.models import Event
from events.views.organising.opening import evening_required
from foundation.refusals import saying_why
from ideas.evening import posters as sheets
from ideas.evening.models import write_order
from ideas.evening.restitution import MOVES, proposed, slides, stickers_of, told_ideas
from ideas.models import Idea, Star, vote_of

MOST_FOUND = 20


@evening_required
@require_GET
def restitution(request, event):
    """The running order, what may be added to it, and where it is shown."""
    told, counted = told_ideas(event), stickers_of(event)
    search = request.GET.get("q", "").strip()[:80]
    others = Idea.objects.listed().filter(event=event).exclude(pk__in=[idea.pk for idea in told])
    found = others.matching(search).select_related("table").order_by("table__number", "pk")[:MOST_FOUND]
    missed = [key for key in proposed(event) if key not in {idea.pk for idea in told}]
    context = {
        "event": event,
        "tab": "night",
        "vote": vote_of(event),
        "is_saved": event.chosen_ideas.exists(),
        "rows": _rows(told, counted),
        "missed": _rows(others.select_related("table").filter(pk__in=missed[:MOST_FOUND]), counted),
        "found": _rows(found, counted) if search or not missed else [],
        "search": search,
    }
    return render(request, "evening/restitution.html", context)


@evening_required
@require_POST
def reorder(request, event):
    """Move one idea, take it out, add it, or come back to what is proposed."""
    act, key = request.POST.get("act", ""), request.POST.get("idea", "")
    if act in MOVES and key.isdecimal() and len(key) < 18:
        with saying_why(request):
            write_order(event, lambda keys: MOVES[act](keys or proposed(event), int(key)))
    elif act == "proposition":
        write_order(event, lambda _keys: [])
    return redirect("evening:restitution", slug=event.slug)


@login_not_required
@require_safe
def show(request, slug):
    """Every slide in one page: once it is open, the network may be cut."""
    event = get_object_or_404(Event.objects.visible_to(request.user).select_related("territory"), slug=slug)
    return render(request, "evening/slides.html", {"event": event, "slides": slides(event)})


@evening_required
@require_GET
def posters(request, event):
    """The posters as a page that the browser prints."""
    context = {"event": event, "tab": "night", "wall": sheets.wall_of(event)}
    return render(request, "evening/posters.html", context)


@evening_required
@require_GET
def posters_pdf(request, event):
    size = "a3" if request.GET.get("format") == "a3" else "a4"
    response = HttpResponse(sheets.pdf(event, size=size), content_type="application/pdf")
    name = f"mur-{event.slug}-{size}-{timezone.localdate():%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(ideas, counted):
    ideas = list(ideas)
    keys = [idea.pk for idea in ideas]
    stars = Star.objects.standing().filter(Q(idea__in=keys) | Q(idea__whole__in=keys)).best()
    return [
        {"idea": idea, "star": stars.get(idea.pk), "stickers": None if counted is None else counted.get(idea.pk, 0)}
        for idea in ideas
    ]
