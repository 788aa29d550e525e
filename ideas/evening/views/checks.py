"""The page of the day before: what works, what will not, and where to mend it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.views.organising.opening import evening_required
from ideas.evening.checking import checks_of


@evening_required
@require_safe
def checks(request, event):
    now = timezone.now()
    found = checks_of(event, now=now)
    context = {
        "event": event,
        "tab": "night",
        "now": now,
        "to_mend": [check for check in found if not check.is_ok],
        "fine": [check for check in found if check.is_ok],
    }
    return render(request, "evening/checks.html", context)
