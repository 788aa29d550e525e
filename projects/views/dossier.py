"""The whole file of a project, to print: a page, and the same as a PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation import typesetting
from foundation.typography import long_date
from projects.opening import project_required
from projects.sheets.printing import chapters
from projects.views.sheets import about


@project_required
@require_safe
def dossier(request, project, membership):
    """Every sheet one after the other, as a page to read and print."""
    context = {**about(request, project, membership), **chapters(project), "today": timezone.localdate()}
    return render(request, "projects/dossier.html", context)


@project_required
@require_safe
def dossier_pdf(request, project, membership):
    """The same, typeset; people's words reach typst as data only."""
    language = get_language() or "fr"
    said = {
        **chapters(project),
        "name": project.name,
        "summary": project.summary,
        "territory": project.territory.name,
        "accent": project.territory.accent,
        "words": {
            "file": _("Project file"),
            "stage": _("Stage: %(stage)s") % {"stage": project.get_stage_display()},
            "printed": _("Printed on %(day)s") % {"day": long_date(timezone.localdate(), language=language)},
            "empty": _("Not answered yet."),
            "year": _("Year"),
            "warnings": _("What these figures say"),
        },
    }
    pdf = typesetting.pdf("projects/dossier.typ", said, language=language, title=project.name)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="dossier-{project.slug}.pdf"'
    return response
