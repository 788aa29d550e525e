from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events import changing
from events.models.registration import TICKET, TICKET_KEPT
from events.views.ticket import lost
from foundation import links
from foundation.models import Link


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """GET shows what would change; POST does it once (D3, D64)."""
    link = links.find(token, purpose=changing.CHANGE, kind=Link.Kind.ACT)
    asked = changing.read(link) if link else None
    if asked is None:
        return lost(
            request, _("This link has expired or was already used. Here is how to find your ticket."), status=410
        )
    registration, workshop, companions, waits = asked
    problem = ""
    if request.method == "POST":
        try:
            changing.make_change(registration, link, workshop=workshop, companions=companions, waits=waits)
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
        else:
            messages.success(request, _("It is done. Your ticket is up to date."))
            until = registration.event.ends_at + TICKET_KEPT
            return links.grant(request, redirect(registration), links.access(TICKET, registration.pk, until=until))
    context = {
        "event": registration.event,
        "territory": registration.event.territory,
        "registration": registration,
        "workshop": workshop,
        "companions": companions,
        "waits": waits,
        "problem": problem,
    }
    return render(request, "events/confirm_change.html", context, status=409 if problem else 200)
