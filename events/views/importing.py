"""Registrations from elsewhere: upload, look at what would be done, import, take back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from events.forms.importing import LinesForm, RegistrationColumnsForm, ReviewForm
from events.importing import applying, planning, sources
from events.importing.reasons import sentences
from events.models import ColumnMapping, Event, ImportBatch, ImportRow
from foundation import jobs, keyset
from foundation.importing import screens
from members.access import organiser_required

PAGE = 50
JOBS = {
    ImportBatch.Status.PLANNING: planning.KIND,
    ImportBatch.Status.REFUSED: planning.KIND,
    ImportBatch.Status.APPLYING: applying.APPLY,
    ImportBatch.Status.UNDOING: applying.UNDO,
}


@organiser_required
def import_start(request, slug):
    event = get_object_or_404(Event.objects.managed_by(request.user).select_related("territory"), slug=slug)
    keep = partial(planning.receive, event, by=request.user)
    form, batch = screens.bring(request, keep, label=_("File of the registrations"))
    if batch:
        return redirect(batch)
    context = {**_around(event), "form": form, "batches": event.imports.select_related("by").defer("packed")[:20]}
    return render(request, "events/import_start.html", context, status=422 if form.errors else 200)


@organiser_required
def import_columns(request, slug, pk):
    """What each column is: asked of a list whose columns nobody told yet, and whenever someone was mistaken."""
    batch = get_object_or_404(_batches(request), event__slug=slug, pk=pk)
    if not batch.awaits_columns:
        return redirect(batch)
    sheet, _mapping = planning.open_file(batch.content)
    form = RegistrationColumnsForm(request.POST or None, sheet=sheet, columns=batch.columns)
    if form.is_valid():
        tell = partial(planning.tell_columns, batch, form.columns, sheet=sheet, by=request.user)
        return screens.act(request, batch, tell)
    known = ColumnMapping.objects.nearest(batch.event.territory, sheet.header)
    new, gone = known.changes(sheet.header) if known else ((), ())
    context = {**_about(batch), "form": form, "lines": len(sheet.rows), "known": known, "new": new, "gone": gone}
    return render(request, "events/import_columns.html", context, status=422 if form.errors else 200)


@organiser_required
@require_POST
def import_columns_again(request, slug, pk):
    batch = _batch(request, slug, pk)
    return screens.act(request, batch, batch.tell_columns_again)


@organiser_required
def import_batch(request, slug, pk):
    batch = _batch(request, slug, pk)
    if batch.awaits_columns:
        return redirect(batch)
    if batch.is_busy or batch.was_refused:
        return _progress(request, batch)
    if request.htmx:
        return HttpResponseClientRefresh()
    counts = batch.counts()
    doubtful_first = batch.can_be_applied and counts[ImportRow.Outcome.DOUBTFUL]
    lines = LinesForm(request.GET, default=ImportRow.Outcome.DOUBTFUL if doubtful_first else ImportRow.Outcome.NEW)
    page = keyset.paginate(
        lines.filter(batch.rows.select_related("workshop", "registration__table__workshop")),
        order=("number",), cursor=request.GET.get("after", ""), size=PAGE,
    )  # fmt: skip
    context = {
        **_about(batch),
        "total": sum(counts.values()),
        "outcomes": [(outcome, count, outcome == lines.outcome) for outcome, count in counts.items()],
        "lines": lines,
        "page": [(row, sentences(row)) for row in page],
        "next": _following(request, page),
        "chosen": batch.rows.doubtful().filter(chosen=True).count(),
        "imported": batch.rows.imported().count(),
        "unplaced": batch.rows.without_workshop().count(),
        "kept": [(row, sentences(row)) for row in batch.rows.kept()[:PAGE]],
        "can_be_told_again": batch.can_be_applied and not sources.SOURCES[batch.source].certain,
        "can_be_undone": batch.can_be_undone(timezone.now()),
    }
    return render(request, "events/import_batch.html", context)


@organiser_required
@require_POST
def import_apply(request, slug, pk):
    """Keep the ticks of the page shown; « apply » also imports."""
    batch = _batch(request, slug, pk)
    form = ReviewForm(request.POST, batch=batch)
    if not form.is_valid():
        messages.error(request, _("The page was out of date: nothing was imported. Look at the lines again."))
        return redirect(batch)

    def verb():
        form.save_choices(batch)
        if "apply" in request.POST:
            applying.begin(batch, tell=form.cleaned_data["tell"])
        else:
            messages.success(request, _("Your choices are kept."))

    return screens.act(request, batch, verb)


@organiser_required
@require_POST
def import_undo(request, slug, pk):
    batch = _batch(request, slug, pk)
    return screens.act(request, batch, partial(applying.begin_undoing, batch))


@organiser_required
@require_POST
def import_drop(request, slug, pk):
    batch = _batch(request, slug, pk)
    return screens.act(request, batch, batch.drop)


@organiser_required
@require_POST
def import_go_on(request, slug, pk):
    """Do the waiting work within this request, when no worker does it."""
    batch = _batch(request, slug, pk)
    job = _job(batch)
    if job:
        jobs.run(job.pk)
    return redirect("events:import_batch", slug, pk)


def _batches(request):
    return ImportBatch.objects.managed_by(request.user).select_related("event__territory", "by")


def _batch(request, slug, pk):
    return get_object_or_404(_batches(request).defer("packed"), event__slug=slug, pk=pk)


def _job(batch):
    kind = JOBS.get(batch.status)
    return jobs.find(kind, batch.pk) if kind else None


def _around(event):
    tabs = {"tab": "registrations", "subtab": "import"}
    return {"room": "events/organiser/base.html", "event": event, "territory": event.territory, **tabs}


def _about(batch):
    return {**_around(batch.event), "batch": batch}


def _progress(request, batch):
    job = _job(batch)
    context = {**_about(batch), "job": job, "neglected": job is None or job.is_neglected(now=timezone.now())}
    page = "events/import_progress.html"
    return render(request, f"{page}#progress" if request.htmx else page, context)


def _following(request, page):
    if not page.next:
        return ""
    query = request.GET.copy()
    query["after"] = page.next
    return query.urlencode()
