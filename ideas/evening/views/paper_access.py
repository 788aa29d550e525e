"""Who may handle the paper sheets of an evening: its team, and those who hold a link to type them."""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from events.models import Event
from foundation import links
from foundation.codes import new_code
from foundation.models import Link
from ideas.evening.models import TRANSCRIPTION, Transcriber

HOLDER = "papier"  # the cookie of one browser: two people with one account or one link never get the same sheet
HOLDER_LASTS = 60 * 60 * 24 * 30  # seconds
HOLDER_LENGTH = 12


@dataclass(frozen=True)
class Typing:
    """Who is at the sheets of `event`: `typist` (None for the team), from the browser `holder`."""

    event: Event
    typist: Transcriber | None
    holder: str

    @property
    def is_team(self):
        return self.typist is None


def typing_required(view):
    """Give the view its `Typing`; a page that does not exist for who has neither a role nor a link."""

    @login_not_required
    @wraps(view)
    def opened(request, slug, **kwargs):
        event = get_object_or_404(Event.objects.select_related("territory"), slug=slug)
        typist = None
        if not Event.objects.managed_by(request.user).filter(pk=event.pk).exists():
            typist = _typist(request, event)
        holder = request.get_signed_cookie(HOLDER, default="", salt=HOLDER)
        typing = Typing(event, typist, holder or new_code(HOLDER_LENGTH))
        response = view(request, typing, **kwargs)
        if request.method == "POST" and not holder:
            response.set_signed_cookie(
                HOLDER, typing.holder, salt=HOLDER, max_age=HOLDER_LASTS, httponly=True, secure=settings.HTTPS,
                samesite="Lax",
            )  # fmt: skip
        return response

    return opened


@login_not_required
@require_safe
def paper_link(request, token):
    """Exchange the link for a cookie: the token leaves the address (D64)."""
    link = links.find(token, purpose=TRANSCRIPTION, kind=Link.Kind.ACCESS)
    typist = Transcriber.objects.open_to([link.subject]).select_related("event").first() if link else None
    if typist is None:
        return render(request, "evening/paper_closed.html", status=410)
    return links.grant(request, redirect("evening:paper_queue", slug=typist.event.slug), link)


def _typist(request, event):
    held = links.granted(request, purpose=TRANSCRIPTION)
    typist = Transcriber.objects.open_to(held).filter(event=event).order_by("-pk").first()
    if typist is None:
        raise Http404
    return typist
