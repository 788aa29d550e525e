"""The vote as who organises sees it: its rules, its state, and what people chose once it is closed (D16)."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events.views.organising.opening import evening_required
from foundation import spreadsheets
from foundation.refusals import attempt
from ideas.evening.forms.voting import RulesForm
from ideas.models import Idea, vote_of
from ideas.tallying import Total, totals, turnout

MOST_SHOWN = 100  # lines of the page; the spreadsheet has them all
WIDEST = 100  # of a bar, in units of its drawing


@dataclass(frozen=True)
class Line:
    """An idea with its stickers, and how long its two bars are."""

    idea: Idea
    total: Total
    tickets_width: float
    phones_width: float


@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def voting(request, event):
    vote = vote_of(event)
    form = RulesForm(request.POST if request.method == "POST" else None, instance=vote)
    if request.method == "POST" and form.is_valid():
        rules = form.cleaned_data
        attempt(request, lambda: vote_of(event).set_rules(**rules), done=_("The rules of the vote are kept."))
        return redirect("evening:voting", slug=event.slug)
    counted = totals(vote)
    context = {
        "event": event,
        "tab": "night",
        "vote": vote,
        "form": form,
        "last": vote.last_step(),
        "can_reopen": vote.can_reopen(timezone.now()),
        "turnout": turnout(vote),
        "idea_count": vote.ideas().count(),
        "lines": lines_of(counted[:MOST_SHOWN]),
        "more": len(counted) > MOST_SHOWN,
    }
    return render(request, "evening/voting.html", context, status=422 if form.errors else 200)


@evening_required
@require_POST
def voting_act(request, event, act):
    """Open, close, or open again."""
    vote = vote_of(event)
    acts = {
        "ouvrir": (vote.open, _("The vote is open: phones and wall know it within five seconds.")),
        "fermer": (vote.close, _("The vote is closed: its totals can be read.")),
        "rouvrir": (vote.reopen, _("The vote is open again, and its totals are hidden again.")),
    }
    if act not in acts:
        raise Http404
    verb, done = acts[act]
    attempt(request, lambda: verb(by=request.user), done=done)
    return redirect("evening:voting", slug=event.slug)


@evening_required
@require_GET
def voting_csv(request, event):
    """Every idea that wears a sticker, once the vote is closed; there is nothing to download before (D16)."""
    vote = vote_of(event)
    if not vote.is_closed:
        raise Http404
    heads = [_("Rank"), _("Idea"), _("Table"), _("Stickers"), _("With a ticket"), _("By phones of a table")]
    rows = (
        [rank, line.idea.title, line.idea.table.number if line.idea.table else "", line.total.all,
         line.total.tickets, line.total.phones]
        for rank, line in enumerate(lines_of(totals(vote)), start=1)
    )  # fmt: skip
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    name = f"gommettes-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines_of(counted):
    """Return the `Line`s of these totals, in their order."""
    ideas = Idea.objects.select_related("table").in_bulk([total.idea for total in counted])
    unit = WIDEST / max((total.all for total in counted), default=1)
    return [
        Line(ideas[total.idea], total, round(total.tickets * unit, 1), round(total.phones * unit, 1))
        for total in counted
    ]
