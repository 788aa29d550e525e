"""A session for who keeps it: planned, changed, called, opened, cancelled; its calendar and its history (D33)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.refusals import saying_why
from projects.committee import holding
from projects.committee.declaring import items_left_by
from projects.committee.forms.members import WhyForm
from projects.committee.forms.sessions import SessionForm
from projects.committee.inviting import invites_at
from projects.committee.models import Expert
from projects.committee.opening import chairs, committee_required, keeping_required
from projects.committee.slots import slots_of
from projects.committee.standing import SessionStanding
from projects.committee.timetable import milestones
from projects.moving import Unready

MOST_STEPS = 200


@committee_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request, committee):
    """Plan a session: when, where, how."""
    form = SessionForm(request.POST or None, committee=committee)
    if request.method == "POST" and form.is_valid() and (session := form.keep(by=request.user)):
        messages.success(request, _("The session is planned. Put files on its agenda."))
        return redirect("committee:session", session.pk)
    context = {"committee": committee, "tab": "sessions", "form": form}
    return render(request, "committee/session_edit.html", context, status=422 if form.errors else 200)


@keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request, session):
    """Change when, where or how; whoever was invited is told."""
    form = SessionForm(request.POST or None, committee=session.committee, session=session)
    if request.method == "POST" and form.is_valid() and form.keep(by=request.user):
        messages.success(request, _("The session is kept. Whoever was invited is told of what changed."))
        return redirect("committee:session", session.pk)
    context = {**about(session, "session"), "form": form}
    return render(request, "committee/session_edit.html", context, status=422 if form.errors else 200)


@keeping_required
@require_safe
def session(request, session):
    """Its calendar, its agenda in order with hours, and what can be done now."""
    return render(request, "committee/session.html", page(request, session))


@keeping_required
@require_POST
def session_call(request, session):
    """Freeze the files and invite the experts; what a file lacks is said with its links."""
    try:
        holding.call(session, by=request.user)
    except Unready as refusal:
        context = {**page(request, session), "missing": refusal.missing}
        return render(request, "committee/session.html", context, status=422)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        leaves = invites_at(session)
        if leaves > timezone.now():
            said = _("The files are frozen. The invitation leaves on %(day)s.") % {"day": holding.spoken_moment(leaves)}
        else:
            said = _("The files are frozen and the experts are invited: they declare, then read.")
        messages.success(request, said)
    return redirect("committee:session", session.pk)


@keeping_required
@require_POST
def session_open(request, session):
    """Open the vote: the chair, or the secretary when the chair is away."""
    with saying_why(request):
        holding.open_votes(session, by=request.user)
        messages.success(request, _("The vote is open."))
    return redirect("committee:session", session.pk)


@keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_cancel(request, session):
    """Cancel, with the reason, after saying what it undoes."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            holding.cancel(session, why=form.cleaned_data["why"], by=request.user)
            messages.success(request, _("The session is cancelled. Whoever was invited is told."))
            return redirect("committee:session", session.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {**about(session, "session"), "form": form, "files": session.items.listed().count()}
    return render(request, "committee/session_cancel.html", context, status=422 if form.errors else 200)


@keeping_required
@require_POST
def session_chair(request, session):
    """Someone who sits chairs this session, or the chair again."""
    chosen, stand_in = request.POST.get("expert", ""), None
    if chosen:
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
        stand_in = get_object_or_404(Expert.objects.sitting_at(session), pk=number)
    with saying_why(request):
        holding.hand_chair(session, stand_in, by=request.user)
        said = _("%(name)s chairs this session.") % {"name": stand_in} if stand_in else _("The chair chairs again.")
        messages.success(request, said)
    return redirect("committee:session", session.pk)


@keeping_required
@require_safe
def session_history(request, session):
    """What happened, who did it and why; never how anyone voted."""
    steps = session.steps.select_related("item__project", "expert__person", "by")[:MOST_STEPS]
    return render(request, "committee/session_history.html", {**about(session, "history"), "steps": steps})


@keeping_required
@require_safe
def standing(request, session):
    """Who has declared, read, judged and voted: who has to be called, never how anyone voted (D28, D33)."""
    now = SessionStanding(session)
    idle = dict(now.idle())
    experts = [(one, idle.get(one, 0), [(item, now.of(item, one)) for item in now.items]) for one in now.experts]
    files = [(item, len(now.voters(item)), now.opinions(item), now.votes(item)) for item in now.items]
    context = {**about(session, "standing"), "experts": experts, "files": files, "idle": idle}
    return render(request, "committee/standing.html", context)


def about(session, subtab):
    """What the base of a session's pages shows."""
    return {"session": session, "committee": session.committee, "tab": "sessions", "subtab": subtab}


def page(request, session):
    """What the page of a session shows."""
    items, now = list(session.items.for_lists()), timezone.now()
    standing = [item for item in items if not item.is_gone]
    experts = list(Expert.objects.sitting_at(session).for_display())
    slots = slots_of(session, standing)
    hidden = set(items_left_by(request.user).filter(item__session=session).values_list("item", flat=True))
    return {
        **about(session, "session"),
        "lines": [(item, slots.get(item.pk), item.pk in hidden) for item in standing],
        "gone": [item for item in items if item.is_gone],
        "ends": slots[standing[-1].pk].ends if slots else None,
        "minutes": sum(item.minutes for item in standing),
        "milestones": milestones(session, now=now, files=len(standing)),
        "experts": experts,
        "chair": session.acting_chair or next((one for one in experts if one.office == Expert.Office.CHAIR), None),
        "chairs": chairs(request.user, session),
        "leaves": invites_at(session),
        "now": now,
    }
