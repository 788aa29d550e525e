from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.counting import counted_of
from config.views.home import MOST_CARDS
from events.models import Event
from ideas.models import Idea
from members.models import Territory

MOST_EDITIONS = 100  # one a year since 2015, and those of small places


@login_not_required
@require_safe
def territory(request, slug):
    """The page of a territory: shown by the house, since the territory knows neither evenings nor ideas."""
    territory = get_object_or_404(Territory, slug=slug)
    events = Event.objects.public().filter(territory=territory).select_related("territory")
    return render(
        request,
        "config/territory.html",
        {
            "territory": territory,
            "coming": events.upcoming(timezone.now()).with_free_places()[:MOST_CARDS],
            "past": events.past()[: 2 * MOST_CARDS],
            "figures": territory.declared_figures.all()[:8],
            "ideas": Idea.objects.listed().filter(territory=territory).for_cards().order_by("-pk")[:MOST_CARDS],
            "commune_count": territory.communes_on(timezone.localdate()).count(),
        },
    )


@login_not_required
@require_safe
def editions(request, slug):
    """The past editions of a territory: what was declared, in its words, apart from what the platform counted."""
    territory = get_object_or_404(Territory, slug=slug)
    past = list(Event.objects.public().filter(territory=territory).past()[:MOST_EDITIONS])
    counted = counted_of([event for event in past if not event.is_historical])
    context = {
        "territory": territory,
        "editions": [(event, counted.get(event.pk)) for event in past],
        "figures": territory.declared_figures.all()[:20],
    }
    return render(request, "config/editions.html", context)
