"""Who makes a project: its group, who bears it (D19), who presents it, and whether it seeks someone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.refusals import saying_why
from projects import handing
from projects.models import Bearing
from projects.opening import acting, is_of_team, project_required, steering_required, steers
from projects.views.workspace import base

MOST_PEOPLE = 200
MOST_FORMER = 20


@project_required
@require_safe
def people(request, project, membership):
    bearings = project.bearings.select_related("membership")
    members = list(project.group.memberships.present().in_order()[:MOST_PEOPLE])
    standing = list(bearings.filter(status__in=(Bearing.Status.ASKED, Bearing.Status.ACCEPTED)))
    context = {
        **base(request, project, membership),
        "members": members,
        "current": [row for row in standing if row.is_current and row.membership.is_present],
        "asked": [row for row in standing if row.is_asked and row.membership.is_present],
        "former": list(bearings.filter(status=Bearing.Status.ENDED)[:MOST_FORMER]),
        "kinds": Bearing.Kind.choices,
    }
    return render(request, "projects/people.html", context)


@steering_required
@require_POST
def ask(request, project, membership):
    """Ask someone of the group: only their own yes makes them the bearer (D19)."""
    member = get_object_or_404(project.group.memberships.present(), pk=_number(request.POST.get("membre")))
    kind = request.POST.get("role", "")
    if kind not in Bearing.Kind:
        raise Http404
    said = _("%(name)s is asked, and answers by one click.") % {"name": member.shown_name}
    return _act(request, project, said, handing.ask_to_bear, project, member, kind=kind, **acting(request, membership))


@project_required
@require_POST
def answer(request, project, membership, pk):
    """The person's own answer; the team may write it down for someone without an address (D63)."""
    bearing = get_object_or_404(Bearing.objects.asked().filter(project=project).select_related("membership"), pk=pk)
    bearing.project = project
    mine = membership is not None and membership.pk == bearing.membership_id
    if not mine and (bearing.membership.email or not is_of_team(request, project)):
        raise PermissionDenied
    who = acting(request, membership if mine else None)
    if request.POST.get("reponse") == "oui":
        return _act(request, project, _("Thank you: it is written down."), handing.accept, bearing, **who)
    return _act(request, project, _("It is said. Nothing is asked of you any more."), handing.decline, bearing, **who)


@project_required
@require_POST
def end(request, project, membership, pk):
    """Whoever bears it may stop; who leads the group and the team may say that it is over, or ask no more."""
    bearing = get_object_or_404(Bearing.objects.filter(project=project).select_related("membership"), pk=pk)
    bearing.project = project
    mine = membership is not None and membership.pk == bearing.membership_id
    if not mine and not steers(request, project, membership):
        raise PermissionDenied
    if bearing.is_asked:
        return _act(request, project, _("Nothing is asked any more."), handing.ask_no_more, bearing)
    why = request.POST.get("why", "").replace("\x00", "")
    who = acting(request, membership)
    return _act(
        request, project, _("It is written down, and the group is told."), handing.end_bearing, bearing, why=why, **who
    )


@project_required
@require_POST
def show_name(request, project, membership, pk):
    """One's own consent to be named on the public page, and nobody else's (D56)."""
    mine = Bearing.objects.current().filter(project=project, membership=membership or -1)
    bearing = get_object_or_404(mine, pk=pk)
    shown = request.POST.get("montrer") == "oui"
    said = _("Your given name will be shown on the public page.") if shown else _("Your name is no longer shown.")
    return _act(request, project, said, handing.show_name, bearing, shown)


@steering_required
@require_POST
def seek(request, project, membership):
    """Say that the project seeks someone to bear it, or no longer does (D21)."""
    seeks = request.POST.get("cherche") == "oui"
    said = _("The project says that it seeks someone.") if seeks else _("The project no longer seeks anyone.")
    return _act(request, project, said, handing.seek_bearer, project, seeks, **acting(request, membership))


def _act(request, project, said, verb, *args, **kwargs):
    with saying_why(request):
        verb(*args, **kwargs)
        messages.success(request, said)
    return redirect("projects:people", slug=project.slug)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 19 else -1
