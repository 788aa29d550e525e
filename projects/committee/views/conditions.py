"""The group's page of conditions: what is asked, by when, by whom; the proof is sent from here (D30)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_files
from foundation.uploads import refusal
from projects.committee import lifting
from projects.committee.consents import CALL_TEXT, CALL_VERSION
from projects.committee.forms.conditions import ProofForm
from projects.models import Condition, ConditionProof
from projects.opening import acting, project_required
from projects.returning import latest_decision
from projects.views.workspace import base


@project_required
@require_safe
def project_conditions(request, project, membership):
    return _page(request, project, membership)


@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def proof_send(request, project, membership, pk):
    """Anyone of the group shows that it is done; the team may for someone who brought a paper."""
    condition = _condition(project, pk)
    if request.method != "POST":
        return _page(request, project, membership, condition=condition, form=ProofForm(prefix=f"c{pk}"))
    form = ProofForm(request.POST, request.FILES, prefix=f"c{pk}", refused=refusal(request))
    if not form.is_valid():
        return _page(request, project, membership, condition=condition, form=form, status=422)
    found = form.cleaned_data
    shown = {"words": found["words"], "link": found["link"], "accepted": found["file"]}
    try:
        lifting.send_proof(condition, **shown, **acting(request, membership))
        messages.success(request, _("It is sent: the committee reads it and answers you."))
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, project, membership, condition=condition, form=form, status=422)
    return redirect("committee:project_conditions", slug=project.slug)


@project_required
@require_POST
def call_agree(request, project, membership, pk):
    """One's own yes to be called by the committee about what one looks after, and nobody else's (D56)."""
    condition = _condition(project, pk)
    if membership is None or condition.in_charge_id != membership.pk:
        raise PermissionDenied
    agreed = request.POST.get("appel") == "oui"
    try:
        condition.agree_to_call(agreed, membership=membership, version=CALL_VERSION)
        said = _("The committee may call you.") if agreed else _("The committee no longer sees your number.")
        messages.success(request, said)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("committee:project_conditions", slug=project.slug)


@project_required
@require_safe
def proof_file(request, project, membership, key):
    return answer_file(ConditionProof.objects.filter(condition__in=Condition.objects.released().of(project)), key)


def answer_file(proofs, key):
    """Return a proof's file, to be saved, never shown inside our pages; 404 for one that is not among `proofs`."""
    found = get_object_or_404(proofs.exclude(key=""), key=key)
    return kept_files.answer(found, name=found.name, ending=found.kind)


def _condition(project, pk):
    found = get_object_or_404(Condition.objects.released().of(project).select_related("in_charge", "decision"), pk=pk)
    found.decision.project = project
    return found


def _page(request, project, membership, *, condition=None, form=None, status=200):
    """The page; `condition` is the one whose `form` is open."""
    decision = latest_decision(project)
    shown = Condition.objects.filter(decision=decision) if decision else Condition.objects.none()
    shown = list(shown.select_related("in_charge").prefetch_related("proofs__step__membership", "steps"))
    for one in shown:
        one.form = form if condition and one.pk == condition.pk else ProofForm(prefix=f"c{one.pk}")
        one.has_form_open = bool(condition and one.pk == condition.pk)
        one.mine = membership is not None and one.in_charge_id == membership.pk
    context = {
        **base(request, project, membership), "conditions": shown, "decision": decision,
        "open_count": sum(one.is_open for one in shown), "today": timezone.localdate(), "call_text": CALL_TEXT,
        "committee": lifting.committee_of(decision) if shown else None,
    }  # fmt: skip
    return render(request, "committee/conditions.html", context, status=status)
