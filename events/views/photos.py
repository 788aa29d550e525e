"""Photos of an edition, for everyone: to look at, and to ask for one to go, hidden at once."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.forms.photo import RemovalForm
from events.models import Event, EventPhoto
from foundation import kept_pictures, keyset
from foundation.throttling import address, allow

PAGE = 24
ASKS_PER_ADDRESS = {"limit": 20, "per": 3600}  # a family asks for a few; a machine for all of them


@login_not_required
@require_safe
def photos(request, slug):
    event = get_object_or_404(Event.objects.public().select_related("territory"), slug=slug)
    shown = event.photos.published()
    page = keyset.paginate(shown, order=("id",), cursor=request.GET.get("suite", ""), size=PAGE)
    return render(request, "events/photos.html", {"event": event, "territory": event.territory, "page": page})


@login_not_required
@require_safe
def photo(request, slug, key, size):
    """One file: to everyone when it is published, before that to the team."""
    found = EventPhoto.objects.visible_to(request.user).filter(event__slug=slug)
    return kept_pictures.answer(get_object_or_404(found, key=key), small=size == "vignette")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_removal(request, slug, key):
    """« Demander le retrait »: hidden at once, then the team answers."""
    found = EventPhoto.objects.public().select_related("event__territory")
    kept = get_object_or_404(found, event__slug=slug, key=key)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    context = {"photo": kept, "event": kept.event, "territory": kept.event.territory, "form": form}
    if request.method == "POST" and form.is_valid():
        if allow(f"events:removals:{address(request)}", **ASKS_PER_ADDRESS):
            kept.contest(**form.cleaned_data, language=get_language())
            return render(request, "events/photo_removed.html", context)
        form.add_error(None, _("Many requests came from here. Wait an hour, please, or write to the team."))
    return render(request, "events/photo_removal.html", context, status=422 if form.errors else 200)
