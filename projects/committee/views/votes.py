"""The vote itself: a choice, then the code received by mail; the address of a page never tells the choice (D28)."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from projects.committee import opining, voting
from projects.committee.choices import BY_CODE
from projects.committee.forms.opinion import read
from projects.committee.models import Voting
from projects.committee.models.vote import closed_for
from projects.committee.opening_files import file_required
from projects.committee.views import codes
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
    return codes.type_code(request, _question(item, expert))


@file_required
@require_POST
def vote_code_again(request, item, expert):
    return codes.send_again(request, _question(item, expert))


def _question(item, expert):
    return codes.Question(
        asked=item, expert=expert,
        page=reverse("committee:opinion", args=[item.pk]),
        code_page=reverse("committee:vote_code", args=[item.pk]),
        again=reverse("committee:vote_code_again", args=[item.pk]),
        voted=Voting.objects.filter(item=item, expert=expert).exists(),
        confirm=voting.confirm, ask_again=voting.ask_again,
        shown=lambda choice, condition: {"answer": BY_CODE[choice], "condition": condition},
    )  # fmt: skip
