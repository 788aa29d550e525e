"""Opens a page of one evening to those who organise it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
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


def attempt(request, act, *, done):
    """Call the verb `act` and tell how it went: `done`, or why it was refused. Return whether it was done."""
    try:
        act()
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, done)
    return True
