"""The sheets of a project: read and written by its group and the team, two at once if they wish (D21)."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.refusals import saying_why
from projects.models import Sheet, SheetAside
from projects.models.sheet import writer_key
from projects.opening import acting, project_required, steers
from projects.sheets import completeness, presence, tables
from projects.sheets.content import texts_of
from projects.sheets.definitions import BY_SLUG, DEFINITIONS
from projects.sheets.projections import read, warnings, years_of
from projects.sheets.saving import save_all
from projects.sheets.showing import entries_of, number_errors, parts_of


def sheet_required(view):
    """Open `view(request, sheet, membership, …)` of a `slug` and a `kind` of sheet, as `project_required` does."""

    @wraps(view)
    def opened(request, project, membership, kind, *args, **kwargs):
        if kind not in BY_SLUG:
            raise Http404
        return view(request, Sheet.of(project, BY_SLUG[kind].kind), membership, *args, **kwargs)

    return project_required(opened)


@project_required
@require_safe
def sheets(request, project, membership):
    """How far each sheet is, and what to do next."""
    texts = texts_of(project)
    lines = [(one, completeness.progress_of(kind, texts[kind])) for kind, one in DEFINITIONS.items()]
    context = {**about(request, project, membership), "lines": lines, "photos": project.photos.count()}
    return render(request, "projects/sheets.html", context)


@sheet_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request, sheet, membership):
    """One sheet; sent as a whole by a page without script, field by field otherwise (`sheet_field`)."""
    if request.method == "POST":
        saved = save_all(sheet, request.POST, **acting(request, membership))
        if not saved.errors:
            _tell(request, saved)
            return redirect(sheet)
        return render(request, "projects/sheet.html", _context(request, sheet, membership, saved), status=422)
    return render(request, _template(request), _context(request, sheet, membership))


@sheet_required
@require_POST
def sheet_field(request, sheet, membership):
    """One answer as someone types it: JSON with the version kept, or both texts when another one came first."""
    name, key = request.POST.get("name", ""), request.POST.get("key", "").replace("\x00", "")[:40]
    text, base, after = (request.POST.get(said, "") for said in ("text", "base", "after"))
    try:
        written = sheet.write(name, text, base=base, key=key, after=after, **acting(request, membership))
    except ValidationError as refusal:
        return JsonResponse({"state": "refused", "error": refusal.messages[0]}, status=422)
    said = {"state": "kept", "token": written.entry.token, "text": written.entry.text}
    if written.aside:
        said |= {"state": "aside", "asides": _asides(request, sheet, membership)}
    error = number_errors(sheet, {name: written.entry.text}).get(name, "") if sheet.kind == "forecast" else ""
    return JsonResponse({**said, "error": error}, status=409 if written.aside else 200)


@sheet_required
@require_safe
def sheet_state(request, sheet, membership):
    """What pages that watch ask every few seconds: who is here, and every answer since the version they know."""
    me, name = _writer(request, membership)
    said = {"version": sheet.version, "present": presence.note(sheet, key=me, name=name)}
    if request.GET.get("version") != str(sheet.version):
        entries = entries_of(sheet)
        said["fields"] = {name: [entry.token, entry.text] for name, entry in entries.items()}
        said["asides"] = _asides(request, sheet, membership, entries)
    return JsonResponse(said)


@sheet_required
@require_POST
def sheet_settle(request, sheet, membership, pk):
    """Keep one of two texts, or both; what else the page held is kept first."""
    aside = get_object_or_404(SheetAside.objects.filter(entry__sheet=sheet).select_related("entry"), pk=pk)
    aside.entry.sheet = sheet
    who = acting(request, membership)
    save_all(sheet, {name: text for name, text in request.POST.items() if name != aside.entry.name}, **who)
    with saying_why(request):
        aside.settle(request.POST.get("choice", ""), base=request.POST.get(f"settle-{pk}", ""), **who)
        messages.success(request, _("It is kept. What was left out stays in the versions of the sheet."))
    return redirect(f"{sheet.get_absolute_url()}#f-{aside.entry.name}")


def about(request, project, membership):
    """What every page about the sheets of a project knows."""
    return {
        "project": project,
        "membership": membership,
        "territory": project.territory,
        "of_team": membership is None,
        "steers": steers(request, project, membership),
    }


def _context(request, sheet, membership, saved=None):
    entries = entries_of(sheet)
    content = {name: entry.text for name, entry in entries.items()}
    me, name = _writer(request, membership)
    context = {
        **about(request, sheet.project, membership),
        "sheet": sheet,
        "definition": sheet.definition,
        "parts": parts_of(sheet, entries, errors=saved and saved.errors, typed=saved and saved.typed),
        "saved": saved,
        "progress": completeness.progress_of(sheet.kind, content),
        "waiting": sum(len(entry.put_aside) for entry in entries.values()),
        "present": presence.note(sheet, key=me, name=name),
    }
    return context | (_figures(content) if sheet.kind == "forecast" else {})


def _figures(content):
    years = years_of(read(content))
    return {
        "years": years,
        "results": tables.rows(years, tables.RESULT),
        "cash": tables.rows(years, tables.CASH),
        "marks": tables.marks(years),
        "warnings": warnings(years),
    }


def _template(request):
    return "projects/sheet.html#side" if request.GET.get("partie") == "resume" else "projects/sheet.html"


def _asides(request, sheet, membership, entries=None):
    """{name: HTML} of the texts put aside, for the script; the same fragment as in the page."""
    entries = entries_of(sheet) if entries is None else entries
    found = {}
    for name, entry in entries.items():
        if entry.put_aside:
            asked = {"name": name, "text": entry.text, "token": entry.token, "asides": entry.put_aside}
            context = {**about(request, sheet.project, membership), "sheet": sheet, "definition": sheet.definition}
            found[name] = render_to_string("projects/_sheet_asides.html", {**context, "asked": asked}, request)
    return found


def _writer(request, membership):
    by = request.user if request.user.is_authenticated else None
    return writer_key(by, membership), str(membership or by.get_full_name() or by)


def _tell(request, saved):
    if saved.kept or not saved.aside:
        messages.success(request, _("It is kept."))
    if saved.aside:
        said = ngettext(
            "Someone wrote in the same place meanwhile: both texts are kept, choose below.",
            "Someone wrote in %(count)s of the same places meanwhile: both texts are kept, choose below.",
            saved.aside,
        )
        messages.warning(request, said % {"count": saved.aside})
