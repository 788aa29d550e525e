"""The frozen file as it is read: a page, the same on paper, its documents; each opening leaves a line (D24, D60)."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import kept_files
from projects.committee import asking, comparing, reading
from projects.committee.models import CommitteeFile, FileReading
from projects.committee.opening_files import file_required, reading_required
from projects.committee.printing import file_pdf as typeset
from projects.committee.slots import slot_of

What = FileReading.What


@reading_required
@require_safe
def file(request, item, expert):
    """The whole file: the summary, the sheets, the figures, the documents, what changed, questions and answers."""
    kept = _file_of(item)
    reading.note(kept, expert=expert, person=request.user)
    return render(request, "committee/file.html", _shown(request, item, expert, kept))


@reading_required
@require_safe
def file_pdf(request, item, expert):
    kept = _file_of(item)
    reading.note(kept, expert=expert, person=request.user, what=What.PDF)
    response = HttpResponse(typeset(kept, language=get_language() or "fr"), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="comite-{item.project.slug}.pdf"'
    return response


@reading_required
@require_safe
def file_document(request, item, expert, key):
    """One document of the copy: a photo is shown, anything else is saved."""
    kept = _file_of(item)
    document = get_object_or_404(kept.documents.all(), key=key)
    name = document.name if "." in document.name else f"{document.name}.{document.kind}"
    response = kept_files.answer(document, name=name, ending=document.kind, shown=document.is_picture)
    reading.note(kept, expert=expert, person=request.user, what=What.DOCUMENT, document=document.name)
    return response


@file_required
@require_POST
def file_ask(request, item, expert):
    """Ask who bears the project; what could not be asked is shown again with the reason."""
    text = request.POST.get("question", "")
    try:
        asking.ask(item, expert=expert, text=text)
    except ValidationError as refusal:
        kept = _file_of(item)
        context = _shown(request, item, expert, kept) | {"typed": text, "refusal": refusal.messages[0]}
        return render(request, "committee/file.html", context, status=422)
    messages.success(
        request, _("Your question is asked. Whoever bears the project reads it without your name, and answers here.")
    )
    return redirect("committee:file", item.pk)


def _file_of(item):
    """The copy; 404 before it was frozen."""
    return get_object_or_404(CommitteeFile.objects.select_related("item"), item=item)


def _shown(request, item, expert, kept):
    content = kept.content
    return {
        "item": item,
        "session": item.session,
        "expert": expert,
        "file": kept,
        "content": content,
        "changes": comparing.shown(content["changes"]),
        "since": date.fromisoformat(content["since"]) if content["since"] else None,
        "documents": list(kept.documents.all()),
        "slot": slot_of(item),
        "questions": list(item.questions.select_related("answered_by").order_by("pk")),
        "may_ask": expert is not None and asking.is_open(item, now=timezone.now()),
    }
