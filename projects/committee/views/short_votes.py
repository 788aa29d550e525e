"""The short vote on conditions: an expert answers, then types the code received by mail (D28, D30, D60)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.committee import lifting
from projects.committee.forms.conditions import AnswerForm
from projects.committee.models import Committee, Expert, LiftingVote, LiftingVoting, SealedLifting
from projects.committee.models.lifting import unseal
from projects.committee.views import codes
from projects.committee.views.conditions import answer_file
from projects.models import ConditionProof


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def lifting_vote(request, pk):
    """An expert answers yes or not yet; who keeps the committee sees who answered, never how (D28)."""
    vote, expert = _vote(request, pk)
    sealed = SealedLifting.objects.filter(vote=vote, expert=expert).first() if expert else None
    initial = {"answer": AnswerForm.WORDS[unseal(sealed)]} if sealed else {}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and expert is None:
        raise PermissionDenied
    if form.is_bound and form.is_valid():
        try:
            lifting.ask_code(vote, expert, lifted=form.lifted)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("committee:lifting_code", pk)
    conditions = vote.decision.conditions.prefetch_related("proofs__step__membership").in_order()
    voters = lifting.voters_of(vote).for_display()
    context = {
        "vote": vote, "project": vote.project, "expert": expert, "form": form, "answered": bool(sealed),
        "conditions": list(conditions), "is_over": not vote.is_open or timezone.now() >= vote.closes_at,
        "keeps": _keeps(request, vote.committee), "voters": list(voters),
        "acted": set(LiftingVoting.objects.filter(vote=vote).values_list("expert", flat=True)),
    }  # fmt: skip
    return render(request, "committee/lifting_vote.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def lifting_code(request, pk):
    return codes.type_code(request, _question(request, pk))


@require_POST
def lifting_code_again(request, pk):
    return codes.send_again(request, _question(request, pk))


@require_safe
def lifting_proof(request, pk, key):
    """A proof's file, for the experts who answer whether it shows what was asked."""
    vote, _expert = _vote(request, pk)
    return answer_file(ConditionProof.objects.filter(condition__decision=vote.decision_id), key)


def _question(request, pk):
    """What the page of the code needs; 403 to who keeps the committee without voting."""
    vote, expert = _vote(request, pk)
    if expert is None:
        raise PermissionDenied
    return codes.Question(
        asked=vote, expert=expert,
        page=reverse("committee:lifting_vote", args=[pk]),
        code_page=reverse("committee:lifting_code", args=[pk]),
        again=reverse("committee:lifting_code_again", args=[pk]),
        voted=LiftingVoting.objects.filter(vote=vote, expert=expert).exists(),
        confirm=lifting.confirm_answer, ask_again=lifting.ask_code_again,
        shown=lambda lifted: {"answer": {"term": AnswerForm.LABELS[lifted]}},
    )  # fmt: skip


def _keeps(request, committee):
    return Committee.objects.kept_by(request.user).filter(pk=committee.pk).exists()


def _vote(request, pk):
    """(vote, the expert who answers or None); strangers get 404, whoever may not answer nor keep the committee 403."""
    known = LiftingVote.objects.select_related("committee__territory", "decision__project__group")
    vote = get_object_or_404(known, pk=pk)
    expert = lifting.voters_of(vote).filter(person=request.user).first()
    if expert is None:
        seated = Expert.objects.in_term().filter(committee=vote.committee, person=request.user).exists()
        if seated or not _keeps(request, vote.committee):
            raise PermissionDenied if seated else Http404
    return vote, expert
