"""Tables with too few people, and what they could join (D6)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from events.merging import proposals
from events.models import Table
from events.models.merge import merge
from events.views.organising.opening import evening_required
from foundation.refusals import attempt

MOST_SHOWN = 100


@evening_required
@require_GET
def merge_list(request, event):
    made = event.merges.standing().for_list()[:MOST_SHOWN]
    context = {"event": event, "tab": "workshops", "proposals": proposals(event)[:MOST_SHOWN], "merges": made}
    return render(request, "events/organiser/merge_list.html", context)


@evening_required
@require_POST
def merge_tables(request, event, pk):
    """Bring everyone of table `pk` to the table chosen; the verb checks that they fit."""
    source = get_object_or_404(Table, event=event, pk=pk)
    typed = request.POST.get("target", "")
    target = get_object_or_404(Table, event=event, pk=typed if typed.isascii() and typed.isdecimal() else 0)
    text = ngettext(
        "%(count)s person of %(source)s now sits at %(target)s, and is told by mail.",
        "%(count)s people of %(source)s now sit at %(target)s, and are told by mail.",
        source.seats_taken,
    )
    done = text % {"count": source.seats_taken, "source": source, "target": target}
    attempt(request, lambda: merge(source, target, by=request.user), done=done)
    return redirect("events:merge_list", event.slug)


@evening_required
@require_POST
def merge_undo(request, event, pk):
    made = get_object_or_404(event.merges.select_related("source__workshop", "target__workshop"), pk=pk)
    made.event = event
    done = _("Everyone has their former table again.")
    attempt(request, lambda: made.undo(by=request.user), done=done)
    return redirect("events:merge_list", event.slug)
