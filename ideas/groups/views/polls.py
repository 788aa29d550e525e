"""Choosing a date together: one screen to answer, one button to choose."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.refusals import saying_why
from ideas.groups.forms.meetings import PollForm
from ideas.groups.models.poll import answer, choose
from ideas.groups.opening import group_required
from ideas.groups.views.meetings import actor, meeting_of, meeting_page, number_of


@group_required
@require_POST
def poll_answer(request, group, membership, pk):
    """Keep a member's answers; they change until a date is chosen."""
    meeting = meeting_of(group, pk)
    if membership is None or not meeting.is_polling:
        sentence = _("Only members answer.") if membership is None else _("The date was chosen meanwhile.")
        messages.error(request, sentence)
        return redirect(meeting)
    form = PollForm(request.POST, meeting=meeting, known={})
    if not form.is_valid():
        return meeting_page(request, group, membership, meeting, status=422, poll_form=form)
    with saying_why(request):
        answer(meeting, membership, form.answers())
        messages.success(request, _("Your answers are kept. You can change them until a date is chosen."))
    return redirect(f"{meeting.get_absolute_url()}#dates")


@group_required
@require_POST
def poll_choose(request, group, membership, pk):
    """Set the date: the poll is closed, everybody is told."""
    meeting = meeting_of(group, pk)
    slot = get_object_or_404(meeting.slots, pk=number_of(request.POST.get("slot", "")))
    with saying_why(request):
        choose(meeting, slot, **actor(request, membership))
        messages.success(request, _("The date is set: every member receives it by mail, with a calendar file."))
    return redirect(meeting)
