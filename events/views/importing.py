"""Registrations from elsewhere: upload, look at what would be done, import, take back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from events.forms.importing import ColumnsForm, LinesForm, ReviewForm, UploadForm
from events.importing import applying, planning, sources
from events.importing.reasons import sentences
from events.models import ColumnMapping, Event, ImportBatch, ImportRow
from foundation import jobs, keyset, uploads
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
    event = _event(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, refused=uploads.refusal(request))
    if sent and form.is_valid():
        batch = form.receive(event, by=request.user)
        if batch:
            return redirect("events:import_batch", slug, batch.pk)
    context = {
        "event": event,
        "territory": event.territory,
        "tab": "registrations",
        "subtab": "import",
        "form": form,
        "batches": event.imports.select_related("by")[:20],
        "limit": uploads.limit_in_mb(),
    }
    return render(request, "events/import_start.html", context, status=422 if form.errors else 200)


@organiser_required
def import_columns(request, slug, pk):
    """What each column is: asked of a list whose columns nobody told yet, and whenever someone was mistaken."""
    batch = get_object_or_404(_batches(request), event__slug=slug, pk=pk)
    if not batch.awaits_columns:
        return redirect("events:import_batch", slug, pk)
    sheet, _mapping = planning.open_file(batch.content)
    form = ColumnsForm(request.POST or None, sheet=sheet, columns=batch.columns)
    if form.is_valid():
        return _act(request, batch, lambda: planning.tell_columns(batch, form.columns, sheet=sheet, by=request.user))
    known = ColumnMapping.objects.nearest(batch.event.territory, sheet.header)
    new, gone = known.changes(sheet.header) if known else ((), ())
    context = {**_around(batch), "form": form, "lines": len(sheet.rows), "known": known, "new": new, "gone": gone}
    return render(request, "events/import_columns.html", context, status=422 if form.errors else 200)


@organiser_required
@require_POST
def import_columns_again(request, slug, pk):
    batch = _batch(request, slug, pk)
    return _act(request, batch, batch.tell_columns_again)


@organiser_required
def import_batch(request, slug, pk):
    batch = _batch(request, slug, pk)
    if batch.awaits_columns:
        return redirect("events:import_columns", slug, pk)
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
        **_around(batch),
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
        return redirect("events:import_batch", slug, pk)

    def verb():
        form.save_choices(batch)
        if "apply" in request.POST:
            applying.begin(batch, tell=form.cleaned_data["tell"])
        else:
            messages.success(request, _("Your choices are kept."))

    return _act(request, batch, verb)


@organiser_required
@require_POST
def import_undo(request, slug, pk):
    batch = _batch(request, slug, pk)
    return _act(request, batch, lambda: applying.begin_undoing(batch))


@organiser_required
@require_POST
def import_drop(request, slug, pk):
    batch = _batch(request, slug, pk)
    return _act(request, batch, batch.drop)


@organiser_required
@require_POST
def import_go_on(request, slug, pk):
    """Do the waiting work within this request, when no worker does it."""
    batch = _batch(request, slug, pk)
    job = _job(batch)
    if job:
        jobs.run(job.pk)
    return redirect("events:import_batch", slug, pk)


def _event(request, slug):
    return get_object_or_404(Event.objects.managed_by(request.user).select_related("territory"), slug=slug)


def _batches(request):
    return ImportBatch.objects.managed_by(request.user).select_related("event__territory", "by")


def _batch(request, slug, pk):
    return get_object_or_404(_batches(request).defer("packed"), event__slug=slug, pk=pk)


def _job(batch):
    kind = JOBS.get(batch.status)
    return jobs.find(kind, batch.pk) if kind else None


def _around(batch):
    tabs = {"tab": "registrations", "subtab": "import"}
    return {"batch": batch, "event": batch.event, "territory": batch.event.territory, **tabs}


def _progress(request, batch):
    job = _job(batch)
    context = {**_around(batch), "job": job, "neglected": job is None or job.is_neglected(now=timezone.now())}
    page = "events/import_progress.html"
    return render(request, f"{page}#progress" if request.htmx else page, context)


def _following(request, page):
    if not page.next:
        return ""
    query = request.GET.copy()
    query["after"] = page.next
    return query.urlencode()


def _act(request, batch, verb):
    try:
        verb()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("events:import_batch", batch.event.slug, batch.pk)
