"""What a session decided: votes counted, each decision written from the opinions, confirmed, corrected (D29, D31)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.refusals import saying_why
from projects.committee import confirming
from projects.committee.closing import close_item, close_session
from projects.committee.forms.conditions import conditions_form
from projects.committee.forms.decision import DecisionForm
from projects.committee.letters import counted, letter_of, term_of, words_of_experts
from projects.committee.models import AgendaItem, Declaration
from projects.committee.opening import chairing_required, chairs, keeping_required
from projects.committee.opening_decisions import counted_required
from projects.committee.turnout import turnout
from projects.models import Project


@keeping_required
@require_safe
def decisions(request, session):
    """Each file: how many voted while votes are open, then what the votes said and where its decision stands."""
    items = list(session.items.standing().for_lists())
    recused = set(_recused(request.user, session))
    waiting = set(session.items.undecided().values_list("pk", flat=True)) if any(map(_without_quorum, items)) else ()
    votes = turnout(session) if session.is_open else None
    lines = [
        {**_line(item, hidden=item.pk in recused, waiting=item.pk in waiting), "turnout": votes and votes(item)}
        for item in items
    ]
    written = [line for line in lines if line["decision"]]
    context = {
        **_around(session), "lines": lines, "chairs": chairs(request.user, session),
        "to_confirm": sum(line["decision"].status == "draft" for line in written),
        "has_decisions": bool(written),
    }  # fmt: skip
    return render(request, "committee/decisions.html", context)


@chairing_required
@require_POST
def session_close(request, session):
    """End the vote of every file: two clicks count once."""
    if close_session(session, by=request.user):
        messages.success(request, _("The vote is closed and counted. Here is what the votes say."))
    else:
        messages.info(request, _("The vote was not open any more: nothing changed."))
    return redirect("committee:decisions", session.pk)


@require_POST
def item_close(request, pk):
    """End the vote of one file, in the room, once everyone has voted."""
    item = get_object_or_404(AgendaItem.objects.select_related("project"), pk=pk)

    @chairing_required
    def closed(request, session):
        with saying_why(request):
            if close_item(item, by=request.user):
                said = _("The votes on “%(name)s” are counted.") % {"name": item.project.name}
                messages.success(request, said)
            else:
                messages.info(request, _("The votes on this file were counted already, or it left the agenda."))
        return redirect("committee:decisions", session.pk)

    return closed(request, item.session_id)


@counted_required
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request, item):
    """The draft, beside what the votes said and what the experts wrote; the letter once it is confirmed."""
    found = item.closing.decision
    if request.method != "POST":
        return _page(request, item, DecisionForm(decision=found))
    form, conditions = DecisionForm(request.POST, decision=found), _conditions(item, request.POST)
    if not form.is_valid() or (conditions is not None and not conditions.is_valid()):
        return _page(request, item, form, conditions, status=422)
    confirmed = request.POST.get("acte") == "confirmer"
    try:
        _keep(request, item, form, conditions, confirmed=confirmed)
    except ValidationError as refusal:
        form.add_error("reasons" if refusal.code == "reasons" else None, refusal)
        return _page(request, item, form, conditions, written_over=refusal.code == "stale", status=422)
    if confirmed:
        messages.success(request, _("The decision is confirmed. Nobody is told before all of them are released."))
        return redirect("committee:decisions", item.session_id)
    messages.success(request, _("The draft is kept."))
    return redirect("committee:decision", item.pk)


@counted_required
@require_POST
def decision_correct(request, item):
    """Back to the draft, before it is released."""
    with saying_why(request):
        confirming.correct(item, by=request.user)
        messages.success(request, _("You can correct it. It has to be confirmed again."))
    return redirect("committee:decision", item.pk)


@transaction.atomic
def _keep(request, item, form, conditions, *, confirmed):
    wanted = conditions.wanted() if conditions is not None else None
    confirming.write(item, by=request.user, version=form.cleaned_data["version"], words=form.words, conditions=wanted)
    if confirmed:
        confirming.confirm(item, by=request.user)


def _page(request, item, form, conditions=None, *, written_over=False, status=200):
    closing = item.closing
    found = closing.decision
    found.refresh_from_db()
    if conditions is None:
        conditions = _conditions(item)
    context = {
        **_around(item.session), "item": item, "closing": closing, "decision": found, "form": form,
        "conditions": conditions, "counts": _counts(closing), "term": term_of(closing.outcome),
        "reasons": closing.reasons, "said_by_experts": words_of_experts(item),
        "proposed": list(item.proposed_conditions.values_list("text", flat=True)),
        "may_confirm": confirming.may_confirm(item, request.user), "written_over": written_over,
        "refused": status == 422 and not form.non_field_errors(),
        "letter": None if found.is_draft else letter_of(item),
    }  # fmt: skip
    return render(request, "committee/decision.html", context, status=status)


def _around(session):
    return {"session": session, "committee": session.committee, "tab": "sessions", "subtab": "decisions"}


def _conditions(item, data=None):
    """The set of conditions of a conditional go, None for any other outcome (D30)."""
    found = item.closing.decision
    if found.outcome != Project.Decision.CONDITIONAL_GO:
        return None
    return conditions_form(data, decision=found, days=item.session.committee.condition_days)


def _counts(closing):
    """[(words, number)], the term beside the plain words (D28); empty when they are withheld (D31)."""
    both = _("%(outcome)s (%(term)s)")
    return [
        (capfirst(both % {"outcome": label, "term": term} if term else label), number)
        for label, term, number in counted(closing)
    ]


def _recused(person, session):
    """The keys of the files from which whoever looks stands down: they learn nothing of them (D25)."""
    found = Declaration.objects.recused().filter(item__session=session, expert__person=person)
    return found.values_list("item", flat=True)


def _without_quorum(item):
    return hasattr(item, "closing") and item.closing.decision_id is None


def _line(item, *, hidden, waiting):
    closing = None if hidden else getattr(item, "closing", None)
    counts = [(capfirst(label), number) for label, _term, number in counted(closing) if number] if closing else []
    return {
        "item": item, "hidden": hidden, "to_carry_over": waiting and not hidden, "closing": closing,
        "decision": closing.decision if closing else None,
        "term": term_of(closing.outcome) if closing else "", "counts": counts,
    }  # fmt: skip
