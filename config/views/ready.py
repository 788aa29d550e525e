"""The assistant's last page: everything is in place, what remains outside, and the first evening."""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from config.checks import is_loopback
from events.models import Event
from members import starting
from members.access import organiser_required
from members.models import Territory
from outbox import transport


@organiser_required
@require_http_methods(["GET", "POST"])
def ready(request, slug):
    """What stands and what remains: the address, HTTPS, mails, a backup; leaving it by a button ends the assistant."""
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    if request.method == "POST":
        territory.finish_setting_up()
        return redirect("events:evening_new" if "evening" in request.POST else "space")
    context = {
        "territory": territory,
        "steps": starting.steps(territory, "ready"),
        "is_local": is_loopback(urlsplit(settings.PUBLIC_URL).hostname or ""),
        "https": settings.HTTPS,
        "transport": transport.describe(),
        "missing": territory.missing_notices(),
        "communes": territory.communes_on(timezone.localdate()).count(),
        "has_evening": Event.objects.filter(territory=territory).exists(),
    }
    return render(request, "config/ready.html", context)
