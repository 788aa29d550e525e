from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Event
from events.standing import Standing, standing
from ideas.models import Idea
from members.models import DeclaredFigure, Territory

MOST_CARDS = 6  # a home page is read in a minute: the rest is on the territories' pages


@login_not_required
@require_safe
def home(request):
    """What comes next, what was born before, and how it works; the same for everyone."""
    events, now = Event.objects.public().select_related("territory"), timezone.now()
    coming = list(events.upcoming(now).with_free_places()[:MOST_CARDS])
    standings = [(event, standing(event, now=now, seats_left=event.free_places)) for event in coming]
    inviting = [event for wanted in (Standing.OPEN, Standing.FULL) for event, stands in standings if stands == wanted]
    return render(
        request,
        "config/home.html",
        {
            "coming": coming,
            "next": next(iter(inviting), None),
            "past": events.past()[:MOST_CARDS],
            "figures": DeclaredFigure.objects.select_related("territory")[:3],
            "territories": Territory.objects.all()[:60],
            "ideas": Idea.objects.listed().for_cards().order_by("-pk")[:MOST_CARDS],
        },
    )


@login_not_required
@require_safe
def healthz(request):
    """200 « ok » when the database answers; for the proxy and the launcher."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
