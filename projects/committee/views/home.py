"""`/comite/`: where whoever keeps or sits at a committee begins."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.committee.appointing import territories_to_found
from projects.committee.models import Committee, Expert, Session

MOST_SESSIONS = 20  # of one person; older ones are in each committee's list


@require_safe
def home(request):
    """The sessions where I sit, the committees that I keep or may found; 404 for whoever does neither."""
    person = request.user
    kept = list(Committee.objects.kept_by(person).select_related("territory").order_by("territory__name"))
    founding = list(territories_to_found(person))
    seats = list(Expert.objects.of_person(person).select_related("committee__territory"))
    handed = list(Session.objects.handed_to(person).select_related("committee__territory")[:MOST_SESSIONS])
    if not (kept or founding or seats or handed or Expert.objects.filter(person=person).exists()):
        raise Http404
    if len(kept) == 1 and not (founding or seats or handed):
        return redirect("committee:committee", kept[0].territory.slug)
    mine = Session.objects.of_experts(seats).select_related("committee__territory")
    context = {
        "kept": kept,
        "founding": founding,
        "seats": seats,
        "handed": handed,
        "sessions": mine.order_by("-starts_at")[:MOST_SESSIONS],
        "now": timezone.now(),
    }
    return render(request, "committee/home.html", context)
