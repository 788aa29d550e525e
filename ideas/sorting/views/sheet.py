"""One idea before the team: all that is known of it, the sorting sheet, notes, and what is decided (D18, D20)."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas.models import Idea
from ideas.models.headings import HEADINGS
from ideas.models.life import ALLOWED, Stage
from ideas.sorting import acting, deciding
from ideas.sorting.comparing import near
from ideas.sorting.forms import WHY, BoardForm, DecisionForm, MoveForm, SheetForm
from ideas.sorting.forms.moving import MOVES, key_of
from ideas.sorting.models import Bulk, Look, Note, SortingSheet, Tag
from ideas.sorting.selecting import for_board, ideas_of, stage_counts, team_of, with_stickers
from ideas.sorting.turns import held_by_others, next_for, progress
from ideas.sorting.views.asked import asked
from ideas.sorting.wording import step_words, told
from ideas.team_pages import acts_of
from members.access import organiser_required

MOST_STEPS = 30
MOST_NOTES = 50


@organiser_required
@require_safe
def next_idea(request):
    """« Suivante à trier »: the oldest that nobody else looks at, within the filters of the address."""
    now, mine = timezone.now(), ideas_of(request.user)
    filters = BoardForm(request.GET, person=request.user, ideas=mine)
    narrowed = filters.filter(mine)
    after = request.GET.get("apres", "")
    after = int(after) if after.isdecimal() and len(after) < 19 else 0
    found = next_for(request.user, narrowed, after=after, now=now)
    counts = stage_counts(narrowed)
    turn = {
        "progress": progress(request.user, counts, now=now),
        "query": filters.query_with(etape="", ordre=""),
        "is_narrowing": filters.is_narrowing,
    }
    if found is None:
        done = told(Bulk.objects.undoable_by(request.user, now=now).order_by("-pk").first())
        looks = list(held_by_others(request.user, narrowed, now=now))
        return render(request, "sorting/finished.html", {**turn, "looks": looks, "done": done, "turn": turn})
    return _show(request, _sortable(request).get(pk=found.pk), turn=turn)


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request, pk):
    """The same sheet by its address, whatever the idea's stage; everything typed is kept before a step is taken."""
    found = _sortable(request).filter(pk=pk).first()
    if found is None:
        return _elsewhere(request, pk)
    if request.method != "POST":
        return _show(request, found)
    team = team_of([found.territory_id])
    sheet = SheetForm(request.POST, sheet=_sheet_of(found))
    decision = DecisionForm(request.POST, idea=found, team=team)
    if not (sheet.is_valid() and decision.is_valid()):
        return _show(request, found, turn=_turn(request), forms=(sheet, decision), status=422)
    refused = deciding.keep(found, sheet, decision, by=request.user, team=team, key=key_of(request.POST))
    error = " ".join(refused) or _move(request, found)
    if error:
        return _show(request, _sortable(request).get(pk=pk), turn=_turn(request), error=error, status=422)
    return redirect(_after(request, found))


@organiser_required
@require_POST
def keep_sheet(request, pk):
    """Keep the answers as they are given; nothing is said, the page shows that they are kept."""
    found = get_object_or_404(ideas_of(request.user), pk=pk)
    form = SheetForm(request.POST, sheet=_sheet_of(found))
    if not form.is_valid():
        return HttpResponse(status=422)
    SortingSheet.keep(found, form.changed, by=request.user)
    return HttpResponse(status=204)


@organiser_required
@require_POST
def note_remove(request, pk):
    note = get_object_or_404(Note.objects.filter(idea__in=Idea.objects.managed_by(request.user)), pk=pk)
    try:
        note.remove(by=request.user)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    return redirect("sorting:idea", pk=note.idea_id)


def _sortable(request):
    """The whole ideas that stand, of the person's own territories, with what the sheet shows."""
    ideas = with_stickers(for_board(ideas_of(request.user))).select_related("event__territory", "table__workshop")
    return ideas.select_related("photo").prefetch_related("consents").with_joiners()


def _elsewhere(request, pk):
    """Where an idea went that was merged, refused or withdrawn, perhaps while its sheet was open; else not found."""
    gone = get_object_or_404(Idea.objects.managed_by(request.user), pk=pk)
    whole = ideas_of(request.user).filter(pk=gone.whole_id).first()
    if whole:
        messages.info(request, _("“%(title)s” was put together with this idea.") % {"title": gone})
        return redirect("sorting:idea", pk=whole.pk)
    messages.warning(request, _("“%(title)s” is no longer among the ideas to sort.") % {"title": gone})
    return redirect("sorting:board")


def _sheet_of(idea):
    return SortingSheet.objects.filter(idea=idea).first() or SortingSheet(idea=idea)


def _written(idea):
    """The names of the texts that stand under its title."""
    return [name for name in Idea.TEXTS if name != "title" and getattr(idea, name)]


def _turn(request):
    """What a page of « suivante » that is shown again keeps of it, None for the page of one idea."""
    if "suivante" not in request.POST:
        return None
    return {"query": asked(request).urlencode(), "progress": None}


def _move(request, idea):
    """Take the step of the button pressed, if it is one; return why it could not be, or an empty text."""
    if request.POST.get("faire") not in MOVES:
        return ""
    form = MoveForm(request.POST, by=request.user)
    if not form.is_valid():
        return form.error
    done = acting.act(form.act, [idea.pk], by=request.user, key=form.key)
    return done.refused[0][1] if done.refused else ""


def _after(request, idea):
    if "suivante" in request.POST and request.POST.get("faire") in (*MOVES, "passer"):
        query = asked(request).copy()
        query["apres"] = idea.pk
        return f"{reverse('sorting:next')}?{query.urlencode()}"
    return reverse("sorting:idea", args=[idea.pk])


def _show(request, idea, *, turn=None, forms=None, error="", status=200):
    now, team = timezone.now(), team_of([idea.territory_id])
    mine = Look.objects.take(idea, request.user, now=now)
    sheet, decision = forms or (SheetForm(sheet=_sheet_of(idea)), DecisionForm(idea=idea, team=team))
    last = Bulk.objects.undoable_by(request.user, now=now).order_by("-pk").first()
    context = {
        "idea": idea,
        "territory": idea.event.territory,
        "turn": turn,
        "sheet": sheet,
        "decision": decision,
        "notes": list(idea.notes.written()[:MOST_NOTES]),
        "steps": [(step_words(step), step) for step in idea.steps.select_related("by").order_by("-pk")[:MOST_STEPS]],
        "texts": [
            (HEADINGS.get(name) or Idea._meta.get_field(name).verbose_name, getattr(idea, name))
            for name in _written(idea)
        ],
        "typed": request.POST,
        "acts": acts_of(idea),
        "near": near(idea),
        "moves": [word for word, stage in MOVES.items() if stage in ALLOWED[Stage(idea.stage)]],
        "themes": decision.fields["theme"].queryset,
        "team": list(team),
        "tags": [tag.name for tag in Tag.objects.filter(territory=idea.territory_id)],
        "reasons": WHY.items(),
        "looked_by": None if mine else Look.objects.select_related("person").filter(idea=idea).first(),
        "done": told(last),
        "key": uuid4(),
        "error": error,
    }
    return render(request, "sorting/idea.html", context, status=status)
