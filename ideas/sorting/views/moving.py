"""One thing done to the ideas that are ticked, or to all that match the filter; and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ideas.sorting import acting
from ideas.sorting.forms import BoardForm, MoveForm
from ideas.sorting.models import Bulk
from ideas.sorting.selecting import ideas_of
from ideas.sorting.views.asked import asked
from ideas.sorting.views.board import show
from ideas.sorting.wording import nothing_ticked, proposed, too_many, undone
from members.access import organiser_required


@organiser_required
@require_POST
def move(request):
    mine = ideas_of(request.user)
    filters, form = BoardForm(asked(request), person=request.user, ideas=mine), MoveForm(request.POST, by=request.user)
    ticked = [int(pk) for pk in request.POST.getlist("idee") if pk.isdecimal() and len(pk) < 19]
    everything = "tout" in request.POST
    keys = _all(request, filters, mine) if everything else _those(mine, ticked)
    error = "" if form.is_valid() else form.error
    error = error or ("" if keys else nothing_ticked()) or (too_many() if len(keys) > acting.MOST else "")
    if error:
        return show(request, filters, error=error, ticked=ticked, status=422)
    if everything and "confirme" not in request.POST:
        kept = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
        context = {"act": proposed(form.act, len(keys)), "query": filters.query, "kept": kept, "last": max(keys)}
        return render(request, "sorting/confirm.html", context)
    acting.act(form.act, keys, by=request.user, key=form.key)
    return redirect(_back_to(filters, request))


@organiser_required
@require_POST
def take_back(request, pk):
    bulk = get_object_or_404(Bulk, pk=pk, by=request.user)
    try:
        done, moved = acting.undo(bulk, by=request.user)
        messages.success(request, undone(done, moved))
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    address = reverse("sorting:next") if "suivante" in request.POST else reverse("sorting:board")
    return redirect(f"{address}?{asked(request).urlencode()}")


def _those(mine, ticked):
    """The keys of ticked ideas that are still theirs to sort, one more than the bound at most."""
    return list(mine.filter(pk__in=ticked[: acting.MOST + 1]).values_list("pk", flat=True))


def _all(request, filters, mine):
    """The keys of all that match; once confirmed, not of what came since the number was shown."""
    found = filters.of_stage(filters.filter(mine))
    last = request.POST.get("jusqu_a", "")
    if last.isdecimal() and len(last) < 19:
        found = found.filter(pk__lte=int(last))
    return list(found.order_by("pk").values_list("pk", flat=True)[: acting.MOST + 1])


def _back_to(filters, request):
    cursor = asked(request).get("suite", "")
    query = filters.query + (f"&suite={cursor}" if cursor else "")
    return f"{reverse('sorting:board')}?{query}"
