"""The public page of an evening, and what is shared of it: calendar file, picture, authorisation to print."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import calendars, structured
from events.models import Event
from events.standing import seats_left, standing
from foundation import imaging, typography
from foundation.folding import fold

PAGE_KEPT = "public, max-age=30"  # seconds: seats left may be that old, the form knows better
FILE_KEPT = "public, max-age=600"
MOST_PHOTOS = 4  # the page stays light: the others are on a page of their own
PICTURE_KEPT = 60 * 60 * 24


@login_not_required
@require_safe
def event(request, slug):
    """What, when, where, with whom, and the workshops with their seats left; `?theme=` keeps those of one theme."""
    event = _get(request, slug)
    workshops = list(event.workshops.published().for_cards())
    left = seats_left(event, workshops)
    themes = sorted({workshop.theme for workshop in workshops if workshop.theme}, key=lambda theme: fold(str(theme)))
    theme = next((theme for theme in themes if theme.slug == request.GET.get("theme")), None)
    image_url = settings.PUBLIC_URL + reverse("events:image", args=[event.slug])
    context = {
        "event": event,
        "territory": event.territory,
        "standing": standing(event, now=timezone.now(), seats_left=left),
        "seats_left": left,
        "table_count": sum(workshop.table_count for workshop in workshops),
        "workshop_count": len(workshops),
        "workshops": [workshop for workshop in workshops if theme is None or workshop.theme_id == theme.pk],
        "themes": themes,
        "theme": theme,
        "scenes": event.scenes.in_order(),
        "partners": event.partners.select_related("structure"),
        "structures": event.structures_of_facilitators(),
        "figures": event.territory.declared_figures.all(),
        "photos": event.photos.published().order_by("pk")[:MOST_PHOTOS],
        "image_url": image_url,
        "data": structured.event_data(event, image_url=image_url, seats_left=left),
    }
    return _kept(render(request, "events/event.html", context), request)


@login_not_required
@require_safe
def calendar(request, slug):
    """The evening as a calendar file."""
    event = _get(request, slug)
    if not event.starts_at or not event.ends_at:
        return render(request, "404.html", status=404)
    return calendar_response(calendars.event_file(event), kept=_file_kept(event))


def calendar_response(content, *, kept):
    response = HttpResponse(content, content_type=f"{calendars.TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{calendars.FILE_NAME}"'
    response["Cache-Control"] = kept
    return response


@login_not_required
@require_safe
def image(request, slug):
    """The picture shown where the page is shared; its tag changes with what it says."""
    event = _get(request, slug)
    with translation.override(settings.LANGUAGE_CODE):  # readers of shared links choose no language
        words = _words(event)
    tag = sha256(repr(sorted(words.items())).encode()).hexdigest()[:20]
    response = get_conditional_response(request, etag=f'"{tag}"')
    if response is None:
        picture = cache.get_or_set(f"event-image:{tag}", lambda: imaging.share_image(**words), PICTURE_KEPT)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = _file_kept(event)
    return response


@login_not_required
@require_safe
def authorisation(request, slug):
    """What a parent signs so that a minor may take part (D59), to print."""
    event = _get(request, slug)
    return _kept(render(request, "events/authorisation.html", {"event": event, "territory": event.territory}), request)


def _get(request, slug):
    return get_object_or_404(Event.objects.visible_to(request.user).select_related("territory"), slug=slug)


def _kept(response, request):
    """Let caches keep the page of a visitor who is nobody in particular."""
    if not request.user.is_authenticated and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response["Cache-Control"] = PAGE_KEPT
    return response


def _file_kept(event):
    """How long files of the evening are kept: those of a draft are its organisers' alone."""
    return "no-store" if event.is_draft else FILE_KEPT


def _words(event):
    lines = []
    if event.starts_at:
        begins = timezone.localtime(event.starts_at)
        lines.append(capfirst(f"{typography.long_date(begins)}, {typography.hour(begins)}"))
    lines.append(", ".join(filter(None, [event.venue_name, event.venue_address])))
    if event.is_called_off:
        lines = [_("This evening is cancelled.")]
    title = event.tagline or event.brand
    kicker = f"{event.brand} · {event.territory}" if event.tagline else str(event.territory)
    return {"kicker": kicker, "title": title, "lines": lines, "accent": event.territory.accent}
