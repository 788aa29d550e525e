"""The expert's page of one file: grid, words, draft that saves itself; then the opinions of the others (D27, D28)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.committee import criteria, opining
from projects.committee.choices import ANSWERS, BY_CODE
from projects.committee.forms.opinion import NOTES, mark_of, read, shown, zero_sentence
from projects.committee.grid import weights_of
from projects.committee.models import Voting
from projects.committee.models.vote import CONDITION, closed_for, own_vote
from projects.committee.opening_files import file_required, reading_required


@sensitive_post_parameters()
@file_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request, item, expert):
    """The page; sent by a browser without script, it keeps the whole draft."""
    if request.method != "POST":
        return page(request, item, expert)
    typed, bases = read(request.POST)
    try:
        saved = opining.save(item, expert, typed, bases=bases)
    except ValidationError as refusal:
        return page(request, item, expert, typed=typed, refusal=refusal.messages[0])
    if not saved.is_whole:
        return page(request, item, expert, typed=typed, saved=saved, refusal=not_whole(saved))
    messages.success(request, _("Your opinion is saved. Nobody else reads it until you fix it or the vote closes."))
    return redirect("committee:opinion", item.pk)


@sensitive_post_parameters()
@file_required
@require_POST
def opinion_draft(request, item, expert):
    """The fields that a page sends by itself: JSON with what became of each."""
    typed, bases = read(request.POST)
    try:
        saved = opining.save(item, expert, typed, bases=bases)
    except ValidationError as refusal:
        return JsonResponse({"state": "closed", "said": refusal.messages[0]}, status=409)
    texts = opining.texts_of(opining.opinion_of(item, expert))
    said = {"state": "kept", "kept": saved.kept, "others": saved.others, "errors": saved.errors}
    zeros = {f"why-{code}": zero_sentence() for code in opining.zeros_unexplained(texts)}
    return JsonResponse({**said, "zeros": zeros, "mark": mark_of(texts, weights_of(item.session))})


@file_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_lock(request, item, expert):
    """« Je fige mon avis et mon vote » : asked once more, since it is final."""
    if request.method == "POST":
        try:
            opining.lock(item, expert)
        except ValidationError as refusal:
            return page(request, item, expert, refusal=refusal.messages[0], ask_words=True)
        messages.success(request, _("Your opinion and your vote are fixed. Here is what the others wrote."))
        return redirect("committee:opinions", item.pk)
    return render(request, "committee/opinion_lock.html", {"item": item, "session": item.session})


@reading_required
@require_safe
def opinions(request, item, expert):
    """What the others wrote, with their names; never how anyone voted."""
    if not opining.may_read_others(item, expert):
        if expert is None:
            raise PermissionDenied
        messages.info(request, _("Fix your own opinion and your vote first: those of the others open then."))
        return redirect("committee:opinion", item.pk)
    weights = weights_of(item.session)
    found = [_other(one, weights) for one in opining.opinions_on(item, but=expert)]
    context = {"item": item, "session": item.session, "opinions": found, "is_open": item.is_listed, "expert": expert}
    return render(request, "committee/opinions.html", context)


def page(request, item, expert, *, typed=None, saved=None, refusal="", ask_words=False, **vote):
    """The page of an opinion as it is kept, or as it was sent with what is to be mended (422)."""
    now, own = timezone.now(), opining.opinion_of(item, expert)
    closed = opining.closed_to_writing(item, expert, now=now)
    no_vote = closed_for(item, expert, now=now)
    ranked = list(item.session.items.standing().values_list("pk", flat=True))
    context = {
        **shown(own, weights_of(item.session), typed=typed, saved=saved, ask_words=ask_words),
        "item": item,
        "session": item.session,
        "expert": expert,
        "own": own,
        "notes": NOTES,
        "place": ranked.index(item.pk) + 1,
        "places": len(ranked),
        "answers": ANSWERS,
        "longest": CONDITION,
        "decides_half": item.session.committee.casting_vote and item.session.is_chaired_by(expert),
        "voting": Voting.objects.filter(item=item, expert=expert).first(),
        "own_vote": _own_vote(item, expert),
        "closed": closed,
        "no_vote": no_vote,
        "may_read": opining.may_read_others(item, expert),
        "refusal": refusal,
        "highest": criteria.HIGHEST,
        **vote,
    }
    return render(request, "committee/opinion.html", context, status=422 if refusal else 200)


def not_whole(saved):
    """Why a draft was not kept whole, in a sentence."""
    if saved.others:
        return _("Another tab or device saved another text meanwhile: choose which one stays. The rest is saved.")
    return _("Something is to be put right, in red. All that you typed is still on this page.")


def _own_vote(item, expert):
    """What this expert voted, for their own eyes and until the count: {"answer", "condition"}, or None."""
    given = own_vote(item, expert)
    return given and {"answer": BY_CODE[given[0]], "condition": given[1]}


def _other(one, weights):
    texts = opining.texts_of(one)
    lines = [
        (line, texts[f"score-{line.code}"], texts[f"why-{line.code}"])
        for line in criteria.lines(weights)
        if texts[f"score-{line.code}"] or texts[f"why-{line.code}"]
    ]
    return {"who": one.expert, "lines": lines, "comment": one.comment, "mark": mark_of(texts, weights)}
