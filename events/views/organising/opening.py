"""Opens a page of one evening to those who organise it."""

from functools import wraps

from django.shortcuts import get_object_or_404

from events.models import Event
from members.access import organiser_required


def evening_required(view):
    """Give the view its evening: anonymous → sign-in, no role → 403, an evening of another territory → 404."""

    @organiser_required
    @wraps(view)
    def opened(request, slug, **kwargs):
        mine = Event.objects.managed_by(request.user).select_related("territory")
        return view(request, get_object_or_404(mine, slug=slug), **kwargs)

    return opened
