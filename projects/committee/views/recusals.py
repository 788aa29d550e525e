"""Recusals and undertakings of a session, for its chair and its secretary (D25)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from projects.committee import declaring, known_links
from projects.committee.forms.declaring import SetAsideForm
from projects.committee.models import Declaration, DeclarationStep, Expert, InterestsConfirmation, Undertaking
from projects.committee.opening import chairs, keeping_required

MOST_STEPS = 200


@require_http_methods(["GET", "HEAD", "POST"])
@keeping_required
def recusals(request, session):
    """Who stands down from what and why, links judged harmless, undertakings; the chair sets someone aside."""
    may = chairs(request.user, session)
    if request.method == "POST" and not may:
        raise PermissionDenied
    experts = Expert.objects.sitting_at(session).for_display()
    items = session.items.standing().select_related("project")
    form = SetAsideForm(request.POST if request.method == "POST" else None, items=items.listed(), experts=experts)
    if request.method == "POST" and form.is_valid():
        try:
            return _set_aside(request, session, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    declared = Declaration.objects.filter(item__in=items).for_lists()
    steps = DeclarationStep.objects.notable().filter(item__in=items).select_related("item__project", "expert__person")
    given = _undertakings(experts)
    context = {
        "session": session,
        "committee": session.committee,
        "tab": "sessions",
        "subtab": "recusals",
        "form": form if may and (session.is_draft or session.takes_declarations) else None,
        "may_lift": may and session.awaits_votes,
        "recused": [row for row in declared if row.is_recusal],
        "despite": [(row, known_links.told(row.proposed)) for row in declared if row.proposed and not row.is_recusal],
        "steps": steps[:MOST_STEPS],
        "experts": given,
        "awaited": not all(said and said.is_accepted and confirmed for _expert, said, confirmed in given),
    }
    return render(request, "committee/recusals.html", context, status=422 if form.errors else 200)


@require_POST
def recusal_lift(request, pk):
    """Before the vote opens only: the expert declares again before reading."""
    rows = Declaration.objects.recused().select_related("item__session", "expert__person")
    row = get_object_or_404(rows, pk=pk)
    return _lift(request, pk=row.item.session_id, row=row)


@keeping_required
def _lift(request, session, *, row):
    if not chairs(request.user, session):
        raise PermissionDenied
    with saying_why(request):
        declaring.lift(row, why=request.POST.get("why", "").replace("\x00", ""), by=request.user)
        messages.success(request, _("The recusal is taken back: %(name)s declares again.") % {"name": row.expert})
    return redirect("committee:recusals", session.pk)


def _set_aside(request, session, *, item, expert, reason, words):
    voted = item.votings.filter(expert=expert).exists()
    declaring.recuse(item, expert, reason=reason, words=words, by=request.user)
    said = _("%(name)s no longer judges “%(project)s”.") % {"name": expert, "project": item.project}
    if voted:
        said = " ".join([said, _("The vote given already no longer counts.")])
    messages.success(request, said)
    return redirect("committee:recusals", session.pk)


def _undertakings(experts):
    """[(expert, their answer to the text of today or None, when they last confirmed their links or None)]."""
    experts = list(experts)
    given = {row.expert_id: row for row in Undertaking.objects.today().filter(expert__in=experts)}
    confirmed = InterestsConfirmation.objects.last_by_expert(experts)
    return [(one, given.get(one.pk), confirmed.get(one.pk)) for one in experts]
