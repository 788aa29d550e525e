"""The vote itself: a choice, then the code received by mail; the address of a page never tells the choice (D28)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from projects.committee import opining, voting
from projects.committee.choices import BY_CODE
from projects.committee.forms.opinion import read
from projects.committee.models import Voting
from projects.committee.models.vote import closed_for
from projects.committee.opening_files import file_required
from projects.committee.views.opinions import not_whole, page


@sensitive_post_parameters()
@sensitive_variables()
@file_required
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request, item, expert):
    """« Voter »: keep the opinion that the page holds, close the choice away, mail the code."""
    if request.method != "POST":  # a phone that opens again the page of a refused vote
        return redirect("committee:opinion", item.pk)
    typed, bases = read(request.POST)
    chosen = {"choice": request.POST.get("choice", ""), "condition": request.POST.get("condition", "")}
    if why := closed_for(item, expert, now=timezone.now()):
        return page(request, item, expert, typed=typed, refusal=why, **chosen)
    try:
        saved = opining.save(item, expert, typed, bases=bases)
        if not saved.is_whole:
            return page(request, item, expert, typed=typed, saved=saved, refusal=not_whole(saved), **chosen)
        voting.ask_code(item, expert, **chosen)
    except ValidationError as refusal:
        zero = refusal.code == "zero"
        return page(request, item, expert, typed=typed, refusal=refusal.messages[0], ask_words=zero, **chosen)
    return redirect("committee:vote_code", item.pk)


@sensitive_post_parameters()
@sensitive_variables()
@file_required
@require_http_methods(["GET", "HEAD", "POST"])
def vote_code(request, item, expert):
    """Type the code: the vote counts from then on."""
    pending = voting.pending_of(item, expert)
    if pending is None:
        return _nothing_waits(request, item, expert)
    refusal = ""
    if request.method == "POST":
        try:
            voting.confirm(item, expert, code=request.POST.get("code", ""))
        except ValidationError as wrong:
            if wrong.code == "none":  # a second click: the page says what is recorded
                return redirect("committee:vote_code", item.pk)
            refusal = wrong.messages[0]
        else:
            messages.success(request, _("Your vote is recorded. You may change it until the vote closes."))
            return redirect("committee:opinion", item.pk)
    choice, condition = voting.waiting_choice(pending)
    told = {"item": item, "session": item.session, "pending": pending, "refusal": refusal, "email": expert.person.email}
    told |= {"answer": BY_CODE[choice], "condition": condition}
    return render(request, "committee/vote_code.html", told, status=422 if refusal else 200)


@file_required
@require_POST
def vote_code_again(request, item, expert):
    """Another code for the choice that waits."""
    with saying_why(request):
        voting.ask_again(item, expert)
        messages.success(request, _("A new code has just left. It replaces the one before."))
    return redirect("committee:vote_code", item.pk)


def _nothing_waits(request, item, expert):
    """A page opened again, or a second click, once the vote is recorded."""
    if Voting.objects.filter(item=item, expert=expert).exists():
        messages.info(request, _("Your vote is recorded: no code is needed any more."))
    else:
        messages.info(request, _("No vote waits for a code: choose your answer, then “Vote”."))
    return redirect("committee:opinion", item.pk)
