"""« Ressemblances »: groups of ideas that look alike, the best first; put together, split, refused, undone (D17)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from foundation import jobs, keyset
from ideas.models import Idea
from ideas.sorting.forms.alike import SearchForm
from ideas.sorting.models import AlikeGroup, AlikeRun
from ideas.sorting.showing import explain
from members.access import organiser_required

PAGE = 10  # groups: up to eighty ideas are on the screen
MOST_COUNTED = 1000


@organiser_required
@require_safe
def alike(request):
    """The search, and what it proposed; `?fait=` names the group just decided, so that it can be undone."""
    return _page(request, SearchForm(person=request.user))


@organiser_required
@require_safe
def alike_state(request):
    """How far the search is, for a page that looks every second; the whole page again once it is over."""
    run = AlikeRun.objects.managed_by(request.user).under_way().first()
    if not run or not run.job_is_live:
        return HttpResponseClientRefresh() if request.htmx else redirect("sorting:alike")
    return render(request, "sorting/alike.html#progress", _progress(run)) if request.htmx else redirect("sorting:alike")


@organiser_required
@require_POST
def alike_start(request):
    form = SearchForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    form.begin()
    return redirect("sorting:alike")


@organiser_required
@require_POST
def alike_go_on(request):
    """Do the work in this request, when the program that does long work is stopped."""
    run = AlikeRun.objects.managed_by(request.user).under_way().first()
    if run and run.job:
        jobs.run(run.job.pk)
    return redirect("sorting:alike")


@organiser_required
@require_POST
def alike_unite(request, pk):
    target, ticked = _chosen(request)
    whole = Idea.objects.managed_by(request.user).filter(pk=target).first()
    said = _("These ideas are one from now on: « %(title)s ».") % {"title": whole or ""}
    return _act(request, pk, lambda group: group.unite(whole, by=request.user, only=ticked), said=said)


@organiser_required
@require_POST
def alike_split(request, pk):
    ticked = _chosen(request)[1]
    said = _("Split: the ideas that were not ticked will no longer be proposed with the others.")
    return _act(request, pk, lambda group: group.split(ticked, by=request.user), said=said)


@organiser_required
@require_POST
def alike_refuse(request, pk):
    said = _("Noted: these ideas will no longer be proposed together.")
    return _act(request, pk, lambda group: group.refuse(by=request.user), said=said)


@organiser_required
@require_POST
def alike_undo(request, pk):
    said = _("Undone: the group waits for you again.")
    return _act(request, pk, lambda group: group.undo(by=request.user), said=said, undoable=False)


def _chosen(request):
    """(key of the whole or 0, keys of the ideas that are ticked)."""
    keys = [int(key) for key in request.POST.getlist("idea")[:20] if key.isdecimal() and len(key) < 19]
    whole = request.POST.get("whole", "")
    return (int(whole) if whole.isdecimal() and len(whole) < 19 else 0), set(keys)


def _act(request, pk, verb, *, said, undoable=True):
    group = get_object_or_404(AlikeGroup.objects.managed_by(request.user).select_related("run"), pk=pk)
    kept = {"suite": request.POST.get("suite", "")}
    try:
        with transaction.atomic():
            verb(group)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(f"{_address(kept)}#groupe-{group.pk}")
    messages.success(request, said)
    return redirect(_address({**kept, "fait": group.pk} if undoable else kept))


def _address(words):
    asked = urlencode({name: word for name, word in words.items() if word})
    return reverse("sorting:alike") + (f"?{asked}" if asked else "")


def _page(request, form, *, status=200):
    runs = AlikeRun.objects.managed_by(request.user).select_related("territory", "event")
    under_way, last = runs.under_way().first(), runs.over().order_by("-finished_at", "-pk").first()
    groups = AlikeGroup.objects.managed_by(request.user)
    shown = groups.worth_showing()
    page = keyset.paginate(shown.for_pages(), order=("-score", "id"), cursor=request.GET.get("suite", ""), size=PAGE)
    explain(page.rows)
    done = request.GET.get("fait", "")
    count = shown[: MOST_COUNTED + 1].count()
    context = {
        "form": form,
        "last": last,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        "done": groups.decided().filter(pk=done).first() if done.isdecimal() and len(done) < 19 else None,
        "cursor": request.GET.get("suite", ""),
        **keyset.turning(_without(request.GET, "fait"), page),
        **_progress(under_way),
    }
    return render(request, "sorting/alike.html", context, status=status)


def _without(query, name):
    kept = query.copy()
    kept.pop(name, None)
    return kept


def _progress(run):
    job = run.job if run else None
    return {"run": run, "job": job, "neglected": bool(job and job.is_neglected(now=timezone.now()))}
