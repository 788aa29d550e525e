"""The page of the code received by mail: of a vote on a file, of a short vote on conditions (D28, D60)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from foundation.refusals import saying_why
from projects.committee import mailed_codes


@dataclass(frozen=True)
class Question:
    """What an expert answers, as the page of its code needs it."""

    asked: object  # an `AgendaItem` or a `LiftingVote`
    expert: object
    page: str  # the address where the answer is chosen
    code_page: str
    again: str  # the address that mails another code
    voted: bool  # a vote is recorded already
    confirm: Callable  # the verbs of its room
    ask_again: Callable
    shown: Callable  # the answer that waits → what the template shows of it


def type_code(request, question):
    """Type the code: the vote counts from then on."""
    asked, expert = question.asked, question.expert
    pending = mailed_codes.pending_of(asked, expert)
    if pending is None:
        return _nothing_waits(request, question)
    refusal = ""
    if request.method == "POST":
        try:
            question.confirm(asked, expert, code=request.POST.get("code", ""))
        except ValidationError as wrong:
            if wrong.code == "none":  # a second click: the page says what is recorded
                return redirect(question.code_page)
            refusal = wrong.messages[0]
        else:
            messages.success(request, _("Your vote is recorded. You may change it until the vote closes."))
            return redirect(question.page)
    told = {"question": question, "project": asked.project, "pending": pending, "refusal": refusal}
    told |= {"email": expert.person.email, **question.shown(*mailed_codes.answer_of(pending))}
    return render(request, "committee/vote_code.html", told, status=422 if refusal else 200)


def send_again(request, question):
    """Another code for the choice that waits."""
    with saying_why(request):
        question.ask_again(question.asked, question.expert)
        messages.success(request, _("A new code has just left. It replaces the one before."))
    return redirect(question.code_page)


def _nothing_waits(request, question):
    """A page opened again, or a second click, once the vote is recorded."""
    if question.voted:
        messages.info(request, _("Your vote is recorded: no code is needed any more."))
    else:
        messages.info(request, _("No vote waits for a code: choose your answer, then “Vote”."))
    return redirect(question.page)
