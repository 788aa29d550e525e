"""The agenda of a meeting, and its roles: volunteers, or a fair draw."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from ideas.groups.agendas import TEMPLATES
from ideas.groups.forms.meetings import PointFormSet, points_of
from ideas.groups.models.agenda import draw_roles, leave_role, take_role, write_agenda
from ideas.groups.opening import group_required
from ideas.groups.views.meetings import actor, frame, meeting_of


@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request, group, membership, pk):
    """Write the points, their minutes, who presents; an emptied line goes; a ready-made agenda fills the page."""
    meeting = meeting_of(group, pk)
    if meeting.is_cancelled:
        return redirect(meeting)
    members = list(group.memberships.present().in_order())
    lines = PointFormSet(
        request.POST if request.method == "POST" else None,
        initial=_initial(request, meeting), form_kwargs={"members": members}, prefix="points",
    )  # fmt: skip
    if lines.is_bound and lines.is_valid():
        with saying_why(request):
            write_agenda(meeting, points_of(lines), **actor(request, membership))
            messages.success(request, _("The agenda is kept. It leaves with the reminder."))
            if "more" in request.POST:
                return redirect("groups:agenda", group.slug, meeting.pk)
            return redirect(f"{meeting.get_absolute_url()}#ordre")
    context = {
        **frame(group, membership, "meetings"), "meeting": meeting, "lines": lines,
        "templates": [(code, one.label, one.minutes) for code, one in TEMPLATES.items()],
    }  # fmt: skip
    return render(request, "groups/agenda.html", context, status=422 if lines.is_bound else 200)


def _initial(request, meeting):
    """The lines of the page: those kept, or those of the ready-made agenda that was asked for."""
    ready = TEMPLATES.get(request.GET.get("modele", ""))
    if ready:
        return [{"title": str(title), "minutes": minutes} for title, minutes in ready.points]
    return [
        {"title": point.title, "minutes": point.minutes, "presenter": point.presenter_id}
        for point in meeting.points.all()
    ]


@group_required
@require_POST
def roles(request, group, membership, pk):
    """Take a role, let it go, or draw those that nobody took."""
    meeting, act = meeting_of(group, pk), request.POST.get("act", "")
    with saying_why(request):
        if act == "draw":
            count = draw_roles(meeting, **actor(request, membership))
            said = ngettext("%(count)s role is drawn.", "%(count)s roles are drawn.", count)
            messages.success(request, said % {"count": count} if count else _("Every role is held already."))
        elif act == "take" and membership:
            take_role(meeting, request.POST.get("role", ""), membership)
            messages.success(request, _("Thank you: it is yours for this meeting."))
        elif act == "leave":
            leave_role(meeting, request.POST.get("role", ""))
            messages.success(request, _("Nobody has this role any more: someone can take it."))
    return redirect(f"{meeting.get_absolute_url()}#roles")
