"""The committee's side of conditions: the list, one condition with its proofs, the acts (D30)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from foundation import keyset, spreadsheets
from foundation.refusals import saying_why
from members.models import Territory
from projects.committee import lifting
from projects.committee.forms.conditions import ConditionFilterForm, ExtendForm, OpenVoteForm, WordsForm
from projects.committee.models import Committee, Expert
from projects.committee.views.conditions import answer_file
from projects.models import Condition, ConditionProof

PAGE = 50
BATCH = 500
MOST_COUNTED = 1000


@require_safe
def condition_list(request):
    """What is open, the most pressing day first; filters are in the address."""
    form, conditions = _listed(request)
    count = conditions[: MOST_COUNTED + 1].count()
    page = keyset.paginate(
        conditions.for_lists(), order=("due_on", "id"), cursor=request.GET.get("suite", ""), size=PAGE
    )
    kept = request.GET.copy()
    kept.pop("suite", None)
    context = {
        "form": form, "page": page, "count": min(count, MOST_COUNTED), "many": count > MOST_COUNTED,
        "turning": keyset.turning(request.GET, page), "query": kept.urlencode(), "today": timezone.localdate(),
        "waiting": Condition.objects.kept_by(request.user).waiting_for_committee()[: MOST_COUNTED + 1].count(),
        "committee": _only(_kept(request).select_related("territory")), "tab": "conditions",
    }  # fmt: skip
    return render(request, "committee/condition_list.html", context)


@require_GET
def condition_csv(request):
    """The same list as a table; what is filtered in the page is filtered in the file."""
    _form, conditions = _listed(request)
    heads = [
        _("Project"), _("Territory"), _("Condition"), _("Proof expected"), _("By when"), _("Looked after by"),
        _("State"), _("Late"), _("Lifted on"),
    ]  # fmt: skip
    rows = (_cells(one) for one in conditions.for_lists().order_by("due_on", "pk").iterator(chunk_size=BATCH))
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="reserves-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


@require_safe
def condition(request, pk):
    return _page(request, _found(request, pk))


@require_POST
def condition_step(request, pk, act):
    """One of the acts on a condition; a refusal shows the page again with what was typed."""
    if act not in ACTS:
        raise Http404
    found = _found(request, pk)
    make, verb, said = ACTS[act]
    form = make(request.POST)
    if not form.is_valid():
        return _page(request, found, forms={act: form}, status=422)
    try:
        verb(found, form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, found, forms={act: form}, status=422)
    messages.success(request, said)
    return redirect("committee:condition", pk=pk)


@require_POST
def conditions_confirm(request, pk):
    """The chair confirms every proof found good of this condition's decision, by one click (D30)."""
    found = _found(request, pk)
    with saying_why(request):
        lifting.confirm(found.decision, by=request.user, words=request.POST.get("words", "").replace("\x00", ""))
        messages.success(request, _("It is confirmed: the group is told."))
    return redirect("committee:condition", pk=pk)


@require_POST
def lifting_open(request, pk):
    """Ask the experts by a short vote [setting]."""
    found = _found(request, pk)
    form = OpenVoteForm(request.POST)
    if form.is_valid():
        try:
            lifting.open_vote(found.decision, closes_at=form.closes_at, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The experts are asked, each by a mail."))
            return redirect("committee:condition", pk=pk)
    return _page(request, found, forms={"vote": form}, status=422)


@require_safe
def condition_proof(request, pk, key):
    found = _found(request, pk)
    return answer_file(ConditionProof.objects.filter(condition=found), key)


def _accepted(condition, typed, *, by):
    lifting.accept(condition, by=by, words=typed["words"])


def _asked_again(condition, typed, *, by):
    lifting.ask_again(condition, by=by, why=typed["words"])


def _extended(condition, typed, *, by):
    lifting.extend(condition, by=by, due_on=typed["due_on"], why=typed["words"])


def _called(condition, typed, *, by):
    lifting.called(condition, by=by, words=typed["words"])


def _accept_form(data=None):
    return WordsForm(data, prefix="valider", label=_("A word for the group (may be left empty)"))


def _again_form(data=None):
    return WordsForm(
        data,
        prefix="redemander",
        label=_("What is still missing?"),
        needed=_("Say what is missing: the group reads it."),
    )


def _extend_form(data=None):
    return ExtendForm(data, prefix="prolonger", label=_("Why more time?"), needed=_("Say why: the group reads it."))


def _call_form(data=None):
    return WordsForm(data, prefix="appel", label=_("What was said?"), needed=_("Say in a few words what was said."))


ACTS = {
    "valider": (_accept_form, _accepted, _("It is written down.")),
    "redemander": (_again_form, _asked_again, _("It is asked again: the group is told why.")),
    "prolonger": (_extend_form, _extended, _("More time is given: the group is told.")),
    "appel": (_call_form, _called, _("It is written down: thank you for calling.")),
}


def _kept(request):
    """The committees that this person keeps; 404 for a stranger, 403 for an expert."""
    kept = Committee.objects.kept_by(request.user)
    if not kept.exists():
        raise PermissionDenied if Expert.objects.in_term().filter(person=request.user).exists() else Http404
    return kept


def _only(committees):
    """The one of `committees`, whose tabs are shown; None for several."""
    found = list(committees[:2])
    return found[0] if len(found) == 1 else None


def _listed(request):
    territories = Territory.objects.filter(committee__in=_kept(request))
    form = ConditionFilterForm(request.GET, territories=territories)
    return form, form.filter(Condition.objects.kept_by(request.user))


def _found(request, pk):
    """The condition, to who keeps its committee; who stood down from the file gets 403 with a sentence (D25)."""
    _kept(request)
    rows = Condition.objects.kept_by(request.user).released().for_lists()
    found = get_object_or_404(rows, pk=pk)
    if lifting.is_recused(found.decision, request.user):
        raise PermissionDenied(_("You stood down from this file: someone else looks at its conditions."))
    return found


def _page(request, found, *, forms=None, status=200):
    decision, usual = found.decision, {act: make() for act, (make, _verb, _said) in ACTS.items()}
    others = decision.conditions.in_order()
    committee = lifting.committee_of(decision)
    accepted = [one for one in others if one.is_accepted]
    all_good = bool(accepted) and not any(one.is_asked or one.is_sent for one in others)
    context = {
        "condition": found, "decision": decision, "project": found.project, "others": list(others),
        "forms": {**usual, "vote": OpenVoteForm(), **(forms or {})}, "today": timezone.localdate(),
        "proofs": list(found.proofs.select_related("step__membership")), "all_good": all_good, "accepted": accepted,
        "steps": list(found.steps.select_related("membership", "by")), "committee": committee,
        "by_chair": lifting.by_chair(decision, request.user), "vote": decision.lifting_votes.open().first(),
        "votes": list(decision.lifting_votes.exclude(closed_at=None)[:5]), "tab": "conditions",
    }  # fmt: skip
    return render(request, "committee/condition.html", context, status=status)


def _cells(one):
    lifted = timezone.localdate(one.lifted_at).strftime("%d/%m/%Y") if one.lifted_at else ""
    return [
        str(one.project), str(one.project.territory), one.text, one.expected_proof, one.due_on.strftime("%d/%m/%Y"),
        one.who, one.get_state_display(), one.is_late(timezone.localdate()), lifted,
    ]  # fmt: skip
