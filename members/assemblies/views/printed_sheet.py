"""The attendance sheet on paper, to sign, and its twin on the screen (D47, D51)."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.assemblies import printed_sheets
from members.assemblies.opening import assembly_board_required


@assembly_board_required
@require_safe
def page(request, assembly):
    """The same lines as on paper: who may vote, who came, who is represented by whom."""
    sheet = printed_sheets.content(assembly)
    return render(request, "assemblies/printed_sheet.html", {"assembly": assembly, "subtab": "sheet", **sheet})


@assembly_board_required
@require_safe
def file(request, assembly):
    """The sheet as PDF, to print and sign."""
    pdf = printed_sheets.pdf(assembly, language=settings.LANGUAGE_CODE)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = _("attendance-sheet")
    response["Content-Disposition"] = f'attachment; filename="{name}-{assembly.pk}.pdf"'
    return response
