"""The answers of those who facilitate: inviting, noting what they say by phone, replacing whoever is absent (D5)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Facilitator, Table
from events.models.facilitator import FacilitatorStep
from events.views.organising.opening import evening_required
from foundation.refusals import attempt

MOST_INVITED = 60  # an evening has fifty facilitators: their mails are rendered in one go, under a second
MOST_PROPOSED = 12  # more would be a list to search, not a proposal


@evening_required
@require_POST
def facilitators_invite(request, event):
    """Write to everyone who was not asked yet and has an address."""
    invited = 0
    for person in event.facilitators.to_invite_by_mail().for_pages()[:MOST_INVITED]:
        try:
            person.invite(by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            break
        invited += 1
    words = ngettext("%(count)s invitation leaves.", "%(count)s invitations leave.", invited)
    messages.success(request, words % {"count": invited})
    return redirect("events:team", event.slug)


@evening_required
@require_POST
def facilitator_step(request, event, pk, act):
    """One act on one person: invite, note a yes or a no, keep in reserve."""
    person = get_object_or_404(event.facilitators.for_pages(), pk=pk)
    acts = {
        "inviter": (lambda: person.invite(by=request.user), _("The invitation of %(name)s leaves.")),
        "accepte": (
            lambda: person.accept(briefing=person.briefing, needs=person.needs, by=request.user),
            _("%(name)s comes: it is noted, and confirmed by mail when the address is known."),
        ),
        "indisponible": (lambda: person.mark_unavailable(by=request.user), _("%(name)s does not come: it is noted.")),
        "reserve": (lambda: person.keep_in_reserve(by=request.user), _("%(name)s is in reserve.")),
    }
    if act not in acts:
        raise Http404
    do, done = acts[act]
    table = person.table
    done = attempt(request, do, done=done % {"name": person})
    if done and act == "indisponible" and table and not table.facilitators.exists():
        return redirect("events:table_replace", event.slug, table.pk)
    return redirect("events:team", event.slug)


@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def table_replace(request, event, pk):
    """Who could help this table now; one click moves them, and they are told."""
    table = get_object_or_404(Table.objects.select_related("workshop"), event=event, pk=pk)
    proposed = Facilitator.objects.to_replace_at(table)
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        person = get_object_or_404(proposed, pk=chosen if chosen.isdecimal() and len(chosen) < 12 else 0)
        person = event.facilitators.for_pages().get(pk=person.pk)
        done = _("%(name)s now helps table %(number)s, and is told by mail.") % {"name": person, "number": table.number}
        attempt(request, lambda: person.take_over(table, by=request.user), done=done)
        return redirect("events:team", event.slug)
    left = FacilitatorStep.objects.filter(table=table, kind__in=FacilitatorStep.GONE).select_related("facilitator")
    context = {
        "event": event,
        "tab": "team",
        "subtab": "people",
        "table": table,
        "here": table.facilitators.standing(),
        "left": left[:5],
        "proposed": proposed[:MOST_PROPOSED],
    }
    return render(request, "events/organiser/table_replace.html", context)
