from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.views.home import MOST_CARDS
from events.models import Event
from ideas.models import Idea
from members.models import Territory


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
            "coming": events.upcoming(timezone.now()).with_seats()[:MOST_CARDS],
            "past": events.past()[: 2 * MOST_CARDS],
            "figures": territory.declared_figures.all()[:8],
            "ideas": Idea.objects.listed().filter(territory=territory).for_cards().order_by("-pk")[:MOST_CARDS],
            "commune_count": territory.communes_on(timezone.localdate()).count(),
        },
    )
