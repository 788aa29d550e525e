"""Who sits at the committee: terms, offices, appointing, ending a term (D25)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from members.models import Role
from projects.committee import appointing
from projects.committee.forms.members import AppointForm, WhyForm
from projects.committee.models import Expert
from projects.committee.opening import committee_required, expert_keeping_required
from projects.committee.seats import seats_of

MOST_OVER = 40
MOST_STEPS = 40


@committee_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request, committee):
    """Who sits, who comes next, who sat; appoint someone by their address, also for a term that follows."""
    known = committee.experts.select_related("person")
    again = known.filter(pk=_number(request.GET.get("renouveler"))).first()
    form = AppointForm(request.POST or None, committee=committee, again=again)
    if request.method == "POST" and form.is_valid() and (expert := form.appoint(by=request.user)):
        messages.success(request, _("%(name)s is appointed, and a mail says so.") % {"name": expert})
        return redirect("committee:members", committee.territory.slug)
    seats = seats_of(committee)
    keepers = Role.objects.in_force().filter(territory=committee.territory, kind=Role.Kind.SECRETARY)
    context = {
        "committee": committee,
        "tab": "members",
        "form": form,
        "seats": seats,
        "others": keepers.exclude(person__in=[one.person_id for one in seats.sitting]).select_related("person")[:10],
        "over": committee.experts.over().for_display().order_by("-until", "pk")[:MOST_OVER],
        "steps": committee.steps.exclude(kind="rules").select_related("expert__person", "by")[:MOST_STEPS],
        "offices": Expert.Office,
    }
    return render(request, "committee/members.html", context, status=422 if form.errors else 200)


@expert_keeping_required
@require_POST
def member_office(request, expert):
    """Give the office asked for; whoever held it is an expert like the others."""
    office, home = request.POST.get("office"), expert.committee.territory.slug
    if office in Expert.Office.values:
        with saying_why(request):
            if appointing.give_office(expert, office, by=request.user):
                expert.refresh_from_db()
                words = {"name": expert, "office": expert.get_office_display()}
                messages.success(request, _("%(name)s: %(office)s from today.") % words)
    return redirect("committee:members", home)


@expert_keeping_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request, expert):
    """End a term today, with the reason; says first what it changes in the sessions under way."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appointing.end_term(expert, why=form.cleaned_data["why"], by=request.user)
            messages.success(request, _("The term of %(name)s is ended.") % {"name": expert})
            return redirect("committee:members", expert.committee.territory.slug)
        except ValidationError as refusal:
            form.add_error(None, " ".join(refusal.messages))
    context = {
        "committee": expert.committee,
        "tab": "members",
        "expert": expert,
        "sessions": list(appointing.sessions_of(expert)),
        "form": form,
    }
    return render(request, "committee/member_end.html", context, status=422 if form.errors else 200)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
