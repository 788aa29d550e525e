"""Written questions of members: the board answers, all members read (D45)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.assemblies import answering
from members.assemblies.forms.calling import RecordedQuestionForm, ReplyForm
from members.assemblies.opening import assembly_board_required
from members.assemblies.views.preparing import page_of

MOST = 200


@assembly_board_required
@require_safe
def question_list(request, assembly):
    """Questions without an answer first."""
    return _shown(request, assembly, form=RecordedQuestionForm(assembly=assembly))


@assembly_board_required
@require_http_methods(["POST"])
def question_add(request, assembly):
    """Type a question that came on paper."""
    form = RecordedQuestionForm(request.POST, assembly=assembly)
    if form.is_valid():
        try:
            answering.ask(assembly, form.cleaned_data["member"], text=form.cleaned_data["text"], by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The question is noted."))
            return redirect(page_of(assembly, "questions"))
    return _shown(request, assembly, form=form, status=422)


@assembly_board_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_reply(request, assembly, question):
    """Write the answer, which all members read."""
    found = get_object_or_404(assembly.questions.select_related("member__person"), pk=question)
    found.assembly = assembly
    form = ReplyForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            answering.reply(found, answer=form.cleaned_data["answer"], by=request.user)
        except ValidationError as refusal:
            form.add_error("answer", refusal)
        else:
            messages.success(request, _("The answer is published to all members."))
            return redirect(page_of(assembly, "questions"))
    context = {"assembly": assembly, "subtab": "questions", "question": found, "form": form}
    return render(request, "assemblies/question_reply.html", context, status=422 if form.errors else 200)


def _shown(request, assembly, *, form, status=200):
    questions = list(assembly.questions.select_related("member", "answered_by")[:MOST])
    context = {
        "assembly": assembly,
        "subtab": "questions",
        "waiting": [one for one in questions if not one.answered_at],
        "answered": [one for one in questions if one.answered_at],
        "form": form,
    }
    return render(request, "assemblies/questions.html", context, status=status)
