"""An existing register from a file: upload, tell the columns, look at each line, import, take back."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.importing import screens
from members.cooperative.forms.importing import MeaningsForm, RegisterColumnsForm
from members.cooperative.importing import applying, columns, planning
from members.cooperative.importing.reasons import sentences
from members.cooperative.opening import board_required

PAGE = 50
SHOWN = ("refused", "noted", "ready", "skipped")


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request, cooperative):
    keep = partial(planning.receive, cooperative, by=request.user)
    form, batch = screens.bring(request, keep, label=_("File of the register"))
    if batch:
        return redirect(batch)
    batches = cooperative.imports.select_related("by").defer("packed")[:20]
    context = {**_around(cooperative), "form": form, "batches": batches}
    return render(request, "cooperative/import_start.html", context, status=422 if form.errors else 200)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request, cooperative, pk):
    """What each column is: what we guessed is filled in, someone tells."""
    batch = _batch(cooperative, pk)
    if not batch.awaits_columns:
        return redirect(batch)
    sheet, _guessed = columns.open_file(batch.content)
    form = RegisterColumnsForm(request.POST or None, sheet=sheet, columns=batch.columns)
    if request.method == "POST" and form.is_valid():
        return screens.act(request, batch, partial(batch.tell_columns, form.columns))
    context = {**_about(batch), "form": form, "lines": len(sheet.rows)}
    return render(request, "cooperative/import_columns.html", context, status=422 if form.errors else 200)


@board_required
@require_safe
def import_batch(request, cooperative, pk):
    """What would be done with each line; once done, what was, and the way back."""
    batch = _batch(cooperative, pk)
    if batch.awaits_columns:
        return redirect(batch)
    if not batch.can_be_applied:
        return _done(request, batch)
    plan = planning.plan_of(batch)
    groups = {name: getattr(plan, name) for name in SHOWN}
    first = next((name for name in SHOWN if groups[name]), "ready")
    chosen = request.GET.get("lignes") if request.GET.get("lignes") in SHOWN else first
    start = _number(request.GET.get("apres"))
    rows = groups[chosen][start : start + PAGE + 1]
    context = {
        **_about(batch),
        "plan": plan,
        "meanings": MeaningsForm(cooperative=cooperative, unknown=plan.unknown) if plan.unknown else None,
        "groups": [(name, len(groups[name]), name == chosen) for name in SHOWN],
        "chosen": chosen,
        "rows": [(row, sentences(row.line)) for row in rows[:PAGE]],
        "next": f"lignes={chosen}&apres={start + PAGE}" if len(rows) > PAGE else "",
        "previous": f"lignes={chosen}" if start else "",
    }
    return render(request, "cooperative/import_batch.html", context)


@board_required
@require_POST
def import_meanings(request, cooperative, pk):
    """Say which college or category the words of the file mean; the lines are read again."""
    batch = _batch(cooperative, pk)
    if not batch.can_be_applied:
        return redirect(batch)
    form = MeaningsForm(request.POST, cooperative=cooperative, unknown=planning.plan_of(batch).unknown)
    if form.is_valid():
        return screens.act(request, batch, partial(batch.tell_meanings, form.meanings()))
    messages.error(request, _("The page was out of date: look at the lines again."))
    return redirect(batch)


@board_required
@require_POST
def import_apply(request, cooperative, pk):
    batch = _batch(cooperative, pk)

    def verb():
        count = applying.apply(batch, by=request.user, leave_out="leave_out" in request.POST)
        said = ngettext("%(count)s member entered the register.", "%(count)s members entered the register.", count)
        messages.success(request, said % {"count": count})

    return screens.act(request, batch, verb)


@board_required
@require_POST
def import_undo(request, cooperative, pk):
    batch = _batch(cooperative, pk)

    def verb():
        count = applying.undo(batch)
        said = ngettext(
            "%(count)s member was taken out of the register.",
            "%(count)s members were taken out of the register.",
            count,
        )
        messages.success(request, said % {"count": count})

    return screens.act(request, batch, verb)


@board_required
@require_POST
def import_columns_again(request, cooperative, pk):
    batch = _batch(cooperative, pk)
    return screens.act(request, batch, batch.tell_columns_again)


@board_required
@require_POST
def import_drop(request, cooperative, pk):
    batch = _batch(cooperative, pk)
    return screens.act(request, batch, batch.drop)


def _done(request, batch):
    context = {
        **_about(batch),
        "written": batch.members.count(),
        "numbers": applying.numbers_of(batch),
        "can_be_undone": batch.can_be_undone(timezone.now()),
    }
    return render(request, "cooperative/import_done.html", context)


def _batch(cooperative, pk):
    batch = get_object_or_404(cooperative.imports.select_related("by"), pk=pk)
    batch.cooperative = cooperative
    return batch


def _around(cooperative):
    return {"room": "cooperative/base.html", "cooperative": cooperative, "tab": "members"}


def _about(batch):
    return {**_around(batch.cooperative), "batch": batch}


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
