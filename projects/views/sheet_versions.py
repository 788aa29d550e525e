"""The versions of a sheet: who wrote, when, what changed, and the way back (D18)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import keyset
from projects.models import SheetChange
from projects.opening import acting
from projects.sheets.differences import differences
from projects.views.sheets import about, sheet_required

PAGE = 30


@sheet_required
@require_safe
def sheet_versions(request, sheet, membership):
    """The versions, newest first: one per person and burst of writing."""
    names = Prefetch("changes", SheetChange.objects.only("version_id", "name").order_by("pk"), to_attr="changed")
    found = sheet.versions.select_related("by", "membership").prefetch_related(names)
    page = keyset.paginate(found, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    lines = [(version, _questions(sheet, version.changed)) for version in page]
    context = {**_about(request, sheet, membership), "page": page, "lines": lines, **keyset.turning(request.GET, page)}
    return render(request, "projects/sheet_versions.html", context)


@sheet_required
@require_safe
def sheet_version(request, sheet, membership, pk):
    """What one version changed, word by word, and the buttons that take it back."""
    version = get_object_or_404(sheet.versions.select_related("by", "membership"), pk=pk)
    fields = sheet.definition.fields
    changes = [
        (one, fields[one.name].question, differences(one.before, one.after))
        for one in version.changes.order_by("pk")
        if one.name in fields
    ]
    context = {**_about(request, sheet, membership), "version": version, "changes": changes}
    return render(request, "projects/sheet_version.html", context)


@sheet_required
@require_POST
def sheet_restore(request, sheet, membership, pk):
    """Put the sheet, or one answer, back as it stood after a version; the way back is itself a version."""
    version = get_object_or_404(sheet.versions.all(), pk=pk)
    version.sheet = sheet
    try:
        restored = version.restore(only=request.POST.get("name", "")[:40], **acting(request, membership))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(sheet)
    if restored:
        messages.success(request, _("It is put back. What was there before stays in the versions."))
    else:
        messages.info(request, _("Nothing differs: the sheet already reads like this."))
    return redirect(sheet)


def _about(request, sheet, membership):
    return {**about(request, sheet.project, membership), "sheet": sheet, "definition": sheet.definition}


def _questions(sheet, changes):
    """The questions that a version answered, each once, in words."""
    fields = sheet.definition.fields
    return list(dict.fromkeys(str(fields[one.name].question) for one in changes if one.name in fields))
