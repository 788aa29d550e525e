"""Notes that save by themselves, decisions, and the report sent to everybody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from foundation.typography import hour
from ideas.groups.forms.meetings import DecisionForm
from ideas.groups.models import MeetingDecision, NotesConflict
from ideas.groups.models.decision import decide
from ideas.groups.opening import group_required
from ideas.groups.views.meetings import actor, frame, meeting_of, meeting_page, number_of


@group_required
@require_POST
def notes(request, group, membership, pk):
    """Keep the notes written over a version; when someone wrote meanwhile, both texts are shown (409)."""
    meeting, text = meeting_of(group, pk), request.POST.get("notes", "").replace("\x00", "")
    version = request.POST.get("version", "")
    by_script = request.headers.get("Accept", "").startswith("application/json")
    try:
        meeting.write_notes(text, version=number_of(version, default=-1), **actor(request, membership))
    except NotesConflict as conflict:
        return _both(request, group, membership, conflict.meeting, text, by_script)
    except ValidationError as refusal:
        if by_script:
            return JsonResponse({"error": refusal.messages[0]}, status=422)
        return meeting_page(request, group, membership, meeting, status=422, typed_notes=text, notes_error=refusal)
    if by_script:
        at = hour(timezone.localtime(meeting.notes_at), language=get_language() or "fr") if meeting.notes_at else ""
        return JsonResponse({"version": meeting.notes_version, "said": _("Saved at %(hour)s.") % {"hour": at}})
    messages.success(request, _("The notes are kept."))
    return redirect(f"{meeting.get_absolute_url()}#notes")


def _both(request, group, membership, meeting, text, by_script):
    """Nothing was written over: the text kept and the text typed, to put together."""
    if by_script:
        return JsonResponse({"version": meeting.notes_version, "notes": meeting.notes}, status=409)
    context = {**frame(group, membership, "meetings"), "meeting": meeting, "typed": text}
    return render(request, "groups/meeting_notes.html", context, status=409)


@group_required
@require_POST
def decision(request, group, membership, pk):
    """Write a decision, or take one out."""
    meeting, number = meeting_of(group, pk), number_of(request.POST.get("drop", ""))
    if number:
        found = get_object_or_404(MeetingDecision, meeting=meeting, pk=number)
        if found.drop(**actor(request, membership)):
            messages.success(request, _("The decision is taken out of the report."))
        return redirect(f"{meeting.get_absolute_url()}#decisions")
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            decide(meeting, form.cleaned_data["text"], **actor(request, membership))
        except ValidationError as refusal:
            form.add_error("text", refusal)
    if form.errors:
        return meeting_page(request, group, membership, meeting, status=422, decision_form=form)
    return redirect(f"{meeting.get_absolute_url()}#decisions")


@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, group, membership, pk):
    """The report, as everybody receives it and as it prints; POST sends it, once per edition."""
    meeting, edition = meeting_of(group, pk), request.POST.get("edition", "")
    if request.method == "POST":
        with saying_why(request):
            meeting.send_report(edition=number_of(edition, default=-1), **actor(request, membership))
            messages.success(request, _("The report leaves by mail to every member."))
        return redirect(meeting)
    context = {
        **frame(group, membership, "meetings"), "meeting": meeting,
        "has_begun": meeting.has_begun(timezone.now()), "decisions": list(meeting.decisions.standing()),
        "tasks": list(meeting.tasks.standing().select_related("owner").in_order()),
        "present": [one.membership for one in meeting.answers.filter(answer="yes").select_related("membership")],
        "roles": list(meeting.roles.select_related("membership")),
    }  # fmt: skip
    return render(request, "groups/meeting_report.html", context)
