"""The agenda by buttons: add, move, minutes, withdraw, carry over; from a phone as without a mouse (D24)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from projects.committee import agenda
from projects.committee.declaring import is_recused, items_left_by
from projects.committee.forms.sessions import CarryForm, WithdrawForm
from projects.committee.lifting import to_examine
from projects.committee.models import AgendaItem
from projects.committee.opening import item_keeping_required, keeping_required
from projects.committee.proposing import proposed_to
from projects.committee.views.sessions import about
from projects.models import Project, Stage
from projects.moving import Unready

MOST_LISTED = 40


@keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request, session):
    """The files that a session can take: proposed by their group, carried over, ready for the committee."""
    known = Project.objects.filter(territory=session.committee.territory_id)
    context = {**about(session, "session")}
    if request.method == "POST":
        number = request.POST.get("projet", "")
        project = get_object_or_404(known, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
        try:
            agenda.add_item(session, project, by=request.user)
            messages.success(request, _("“%(name)s” is on the agenda.") % {"name": project})
            return redirect("committee:session", session.pk)
        except Unready as refusal:
            context |= {"refused": project, "missing": refusal.missing}
        except ValidationError as refusal:
            context |= {"refused": project, "refusal": " ".join(refusal.messages)}
    context |= candidates(session, request.user)
    return render(request, "committee/item_add.html", context, status=422 if "refused" in context else 200)


def candidates(session, person):
    """{proposals, late conditions, undecided items, other projects} that `session` may take, as `person` sees them."""
    committee = session.committee
    proposals = list(proposed_to(committee)[:MOST_LISTED])
    undecided = AgendaItem.objects.to_carry_over(committee).exclude(session=session)
    undecided = undecided.exclude(pk__in=items_left_by(person))
    others = Project.objects.at(Stage.MODELLED).filter(territory=committee.territory_id)
    others = others.exclude(pk__in=[proposal.project_id for proposal in proposals])
    others = others.exclude(pk__in=AgendaItem.objects.listed().values("project"))
    return {
        "proposals": proposals,
        "late": to_examine(committee),
        "undecided": undecided.select_related("project", "session")[:MOST_LISTED],
        "others": others.order_by("name", "pk")[:MOST_LISTED],
    }


@item_keeping_required
@require_POST
def item_move(request, item):
    """One place up or down."""
    return _done(request, item, lambda: agenda.move(item, up="monter" in request.POST, by=request.user))


@item_keeping_required
@require_POST
def item_minutes(request, item):
    """So many minutes for a file; the hours of the others follow."""
    text = request.POST.get("minutes", "")
    minutes = int(text) if text.isdecimal() and len(text) < 6 else 0
    return _done(request, item, lambda: agenda.set_minutes(item, minutes, by=request.user))


@item_keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def item_withdraw(request, item):
    """Take a file off the agenda, with the reason, also during the vote."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agenda.withdraw(item, why=form.cleaned_data["why"], by=request.user)
            messages.success(request, _("“%(name)s” is withdrawn; its group is told why.") % {"name": item.project})
            return redirect("committee:session", item.session_id)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {**about(item.session, "session"), "item": item, "form": form}
    return render(request, "committee/item_withdraw.html", context, status=422 if form.errors else 200)


@item_keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def item_carry(request, item):
    """Carry a file over: a second call when the quorum was not reached (D26)."""
    if is_recused(request.user, item) and not item.is_listed:  # that it was not decided is a result (D25)
        raise PermissionDenied
    sessions = item.session.committee.sessions.being_prepared().exclude(pk=item.session_id).order_by("starts_at")
    form = CarryForm(request.POST or None, sessions=sessions)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            agenda.carry_over(item, told["session"], by=request.user, why=told["why"])
            messages.success(request, _("“%(name)s” is carried over.") % {"name": item.project})
            return redirect("committee:session", told["session"].pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {**about(item.session, "session"), "item": item, "form": form, "sessions": sessions.exists()}
    return render(request, "committee/item_carry.html", context, status=422 if form.errors else 200)


def _done(request, item, verb):
    """Act, and come back to the same line of the agenda."""
    with saying_why(request):
        verb()
    return redirect(f"{reverse('committee:session', args=[item.session_id])}#dossier-{item.pk}")
