"""The sorting board: hundreds of ideas, filtered by the address, and what can be done to those that are ticked."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from foundation import keyset, spreadsheets
from ideas.sorting.acting import MOST
from ideas.sorting.forms import WHY, BoardForm
from ideas.sorting.forms.filtering import STAGES
from ideas.sorting.models import Bulk, Look, SavedFilter
from ideas.sorting.selecting import for_board, ideas_of, ordered, stage_counts, with_stickers
from ideas.sorting.turns import progress
from ideas.sorting.views.asked import asked
from ideas.sorting.wording import told
from members.access import organiser_required

PAGE = 50
MOST_COUNTED = 1000  # beyond, « more than 1 000 » says as much
BATCH = 500


@organiser_required
@require_safe
def board(request):
    return show(request, BoardForm(request.GET, person=request.user, ideas=ideas_of(request.user)))


def show(request, form, *, error="", ticked=(), status=200):
    """The board under `form`; after a refusal, with its `error` and the ideas that were `ticked`."""
    now, person = timezone.now(), request.user
    narrowed = form.filter(ideas_of(person))
    counts = stage_counts(narrowed)
    count = counts[form.stage] if form.stage else sum(counts.values())
    ideas, order = ordered(form.of_stage(narrowed), form.order_word)
    page = keyset.paginate(for_board(ideas), order=order, cursor=request.GET.get("suite", ""), size=PAGE)
    Look.objects.release(person)
    context = {
        "form": form,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        "all_count": count if len(page) < count <= MOST else 0,
        "most": MOST,
        "tabs": _tabs(form, counts),
        "progress": progress(person, counts, now=now),
        "saved": list(SavedFilter.objects.filter(person=person)),
        "done": told(Bulk.objects.undoable_by(person, now=now).order_by("-pk").first()),
        "here": (asked(request) if request.method == "POST" else request.GET).urlencode(),
        "next_query": form.query_with(etape="", ordre=""),
        "more": [form[name] for name in ("soiree", "theme", "etiquette", "qui", "commune", "marque", "ordre")],
        "typed": request.POST,
        "turns": keyset.turning(request.GET, page),
        "reasons": WHY.items(),
        "now": now,
        "key": uuid4(),
        "error": error,
        "ticked": set(ticked),
    }
    return render(request, "sorting/board.html", context, status=status)


@organiser_required
@require_GET
def board_csv(request):
    """The ideas of the list shown, whatever its page."""
    form = BoardForm(request.GET, person=request.user, ideas=ideas_of(request.user))
    found = for_board(with_stickers(form.of_stage(form.filter(ideas_of(request.user))))).order_by("pk")
    heads = [
        _("Title"), _("Stage"), _("Evening"), _("Table"), _("Theme"), _("Tags"), _("In the care of"), _("Commune"),
        _("Star"), _("Stickers"), _("Carry on"), _("The need"), _("The solution"), _("Received on"),
    ]  # fmt: skip
    rows = (_cells(idea) for idea in found.iterator(chunk_size=BATCH))
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tri-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _tabs(form, counts):
    """[(name, query, number, whether it is shown)] of the stages."""
    numbers = {None: sum(counts.values()), **counts}
    return [
        (label, form.query_with(etape=word), numbers[stage], word == form.stage_word)
        for word, (stage, label) in STAGES.items()
    ]


def _cells(idea):
    return [
        idea.title, idea.get_stage_display(), str(idea.event), idea.table.number if idea.table else "",
        str(idea.theme or ""), ", ".join(one.tag.name for one in idea.tagged.all()), str(idea.assigned_to or ""),
        idea.commune.name if idea.commune else idea.commune_text, idea.star.rank if hasattr(idea, "star") else "",
        idea.stickers_total, idea.joiners_total, idea.need, idea.solution,
        timezone.localtime(idea.created_at).strftime("%d/%m/%Y %H:%M"),
    ]  # fmt: skip
