"""The board prepares an assembly: date, agenda, resolutions, documents; until its members are called (D45)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_files, uploads
from foundation.keyset import paginate, turning
from foundation.refusals import attempt
from members.assemblies import checking, documents, planning
from members.assemblies.forms.calling import AssemblyForm, DocumentForm, ResolutionForm
from members.assemblies.models import Assembly, Document, Resolution
from members.assemblies.opening import assembly_board_required
from members.cooperative.opening import board_required
from members.cooperative.rules import Rules

MOST_SHOWN = 30  # to come, of one cooperative
PAGE = 20  # past ones
MOST_STEPS = 60


@board_required
@require_safe
def assembly_list(request, cooperative):
    """Assemblies to come, then past ones."""
    known = Assembly.objects.filter(cooperative=cooperative)
    past = paginate(known.past(), order=("-starts_at", "-pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "cooperative": cooperative,
        "tab": "assemblies",
        "coming": known.to_come().order_by("starts_at", "pk")[:MOST_SHOWN],
        "past": past,
        "turning": turning(request.GET, past),
    }
    return render(request, "assemblies/list.html", context)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def assembly_new(request, cooperative):
    form = AssemblyForm(request.POST or None, cooperative=cooperative)
    if request.method == "POST" and form.is_valid() and (assembly := form.keep(by=request.user)):
        messages.success(request, _("The meeting is planned: write its resolutions, add its documents."))
        return redirect(page_of(assembly))
    rules = Rules.of(cooperative)
    context = {
        "cooperative": cooperative,
        "tab": "assemblies",
        "form": form,
        "earliest": rules.earliest_date(checking.leaves_on(now=timezone.now()), False),
        "days": rules.notice_days,
    }
    return render(request, "assemblies/edit.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_safe
def prepare(request, assembly):
    """Everything of an assembly that is being prepared, or as it was called."""
    return prepared(request, assembly, document_form=DocumentForm())


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def assembly_edit(request, assembly):
    form = AssemblyForm(request.POST or None, cooperative=assembly.cooperative, assembly=assembly)
    if request.method == "POST" and form.is_valid() and form.keep(by=request.user):
        messages.success(request, _("Kept."))
        return redirect(page_of(assembly))
    context = {"assembly": assembly, "subtab": "prepare", "form": form}
    return render(request, "assemblies/edit_one.html", context, status=422 if form.errors else 200)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def resolution_new(request, assembly):
    return _resolution(request, assembly, None)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def resolution_edit(request, assembly, number):
    return _resolution(request, assembly, _found(assembly, number))


@assembly_board_required
@require_POST
def resolution_remove(request, assembly, number):
    resolution = _found(assembly, number)
    left = _("The resolution left the agenda.")
    attempt(request, lambda: planning.remove_resolution(resolution, by=request.user), done=left)
    return redirect(page_of(assembly))


@assembly_board_required
@require_POST
def resolution_move(request, assembly, number):
    resolution, up = _found(assembly, number), "monter" in request.POST
    attempt(request, lambda: planning.move_resolution(resolution, up=up, by=request.user), done=_("The order changed."))
    return redirect(page_of(assembly) + "#resolutions")


@assembly_board_required
@require_POST
def document_add(request, assembly):
    """Add a PDF; what was refused is said on the page, with what was typed."""
    form, refused = DocumentForm(request.POST, request.FILES), uploads.refusal(request)
    if refused:
        form.is_valid()
        form.errors.pop("file", None)
        form.add_error("file", refused)
    elif form.is_valid():
        try:
            row = documents.add(
                assembly, form.cleaned_data["file"], name=form.cleaned_data["name"], kind=form.cleaned_data["kind"],
                by=request.user,
            )  # fmt: skip
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            messages.success(request, _("“%(name)s” is among the documents.") % {"name": row})
            return redirect(page_of(assembly) + "#documents")
    return prepared(request, assembly, document_form=form, status=422)


@assembly_board_required
@require_POST
def document_remove(request, assembly, key):
    document = get_object_or_404(assembly.documents.all(), key=key)
    attempt(request, lambda: documents.remove(document, by=request.user), done=_("The document was taken away."))
    return redirect(page_of(assembly) + "#documents")


@assembly_board_required
@require_safe
def document(request, assembly, key):
    return document_response(assembly, key)


@assembly_board_required
@require_safe
def history(request, assembly):
    """What was done, by whom and when."""
    steps = assembly.steps.select_related("by")[:MOST_STEPS]
    return render(request, "assemblies/history.html", {"assembly": assembly, "subtab": "prepare", "steps": steps})


def document_response(assembly, key):
    """The PDF of `key`, shown by the browser without anything that could run; 404 when it is not of `assembly`."""
    found = get_object_or_404(Document.objects.given_with(assembly), key=key)
    name = found.name if found.name.lower().endswith(".pdf") else f"{found.name}.{found.extension}"
    return kept_files.answer(found, name=name, ending=found.extension)


def prepared(request, assembly, *, document_form, status=200):
    """The page « Préparer », with the form of documents as it was typed."""
    now = timezone.now()
    context = {
        "assembly": assembly,
        "subtab": "prepare",
        "resolutions": assembly.resolutions.prefetch_related("candidates").select_related("addition"),
        "documents": Document.objects.given_with(assembly),
        "document_form": document_form,
        "reasons": checking.reasons(assembly, now=now) if assembly.is_draft else [],
        "earliest": checking.earliest_day(assembly, now=now) if assembly.is_draft else None,
    }
    return render(request, "assemblies/prepare.html", context, status=status)


def page_of(assembly, name="prepare"):
    """The address of a board's page of `assembly`."""
    return reverse(f"assemblies:{name}", args=[assembly.cooperative.territory.slug, assembly.pk])


def _resolution(request, assembly, resolution):
    form = ResolutionForm(request.POST or None, assembly=assembly, resolution=resolution)
    if request.method == "POST" and form.is_valid() and form.keep(by=request.user):
        messages.success(request, _("The resolution is on the agenda."))
        return redirect(page_of(assembly) + "#resolutions")
    context = {"assembly": assembly, "subtab": "prepare", "form": form, "resolution": resolution}
    return render(request, "assemblies/resolution_edit.html", context, status=422 if form.errors else 200)


def _found(assembly, number):
    resolution = get_object_or_404(Resolution, assembly=assembly, number=number)
    resolution.assembly = assembly
    return resolution
