"""Writing an idea from the site, all year: for a coming evening, or where ideas are gathered meanwhile."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from foundation import links, pictures
from foundation.codes import spaced
from ideas import guarding
from ideas.forms import CROWDED, TERMS, DepositForm
from ideas.models import Gathering
from ideas.submitting import submit

MOST_CHOICES = 50


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def deposit(request):
    """The phone's form without a table: before the evening, or far from it."""
    events, gatherings = _places()
    event, gathering = _chosen(request, events, gatherings)
    if event is None:
        return render(request, "ideas/deposit_choose.html", {"events": events, "gatherings": gatherings})
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DepositForm(*posted, initial={"client_key": uuid.uuid4()})
    if form.is_bound and form.is_valid() and not pictures.note_refusal(request, form):
        if guarding.has_room(request, event=event, table=None, queued=False):
            return _kept(request, form, event, gathering)
        form.add_error(None, CROWDED)
    context = {"form": form, "event": event, "gathering": gathering, "territory": event.territory, "terms": TERMS}
    return render(request, "ideas/deposit.html", context, status=422 if form.errors else 200)


def _kept(request, form, event, gathering):
    draft = form.draft(language=request.LANGUAGE_CODE)
    idea = submit(event, draft, gathering=gathering, client_key=form.key)
    if form.cleaned_data["photo"] and not idea.kept_photo:
        idea.attach_photo(form.cleaned_data["photo"], alt=form.cleaned_data["photo_alt"])
    said = _("Received! Your receipt: %(receipt)s. Note it: it finds your idea again.")
    messages.success(request, said % {"receipt": spaced(idea.receipt)})
    return links.grant(request, redirect("ideas:complete", slug=idea.slug), idea.access_link())


def _places():
    """Return what takes ideas now: evenings, the nearest first, then gatherings."""
    now = timezone.now()
    events = Event.objects.accepting_ideas(now).select_related("territory").order_by("starts_at")[:MOST_CHOICES]
    gatherings = Gathering.objects.open(now).select_related("event__territory", "commune").order_by("starts_on", "pk")
    return list(events), list(gatherings[:MOST_CHOICES])


def _chosen(request, events, gatherings):
    """Return (event, gathering or None) as the address says, or the only possible one; (None, None) to be chosen."""
    wanted = (request.GET.get("soiree", ""), request.GET.get("collecte", ""))
    choices = [((one.slug, ""), one, None) for one in events]
    choices += [(("", one.code), one.event, one) for one in gatherings]
    found = [choice for choice in choices if choice[0] == wanted] or (choices if len(choices) == 1 else [])
    return (found[0][1], found[0][2]) if found else (None, None)
