"""The committee of a territory: its sessions, its rules, and how it is founded."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.keyset import paginate, turning
from projects.committee.appointing import found_committee, territories_to_found
from projects.committee.declaring import items_left_by
from projects.committee.forms.rules import RulesForm
from projects.committee.models import AgendaItem
from projects.committee.opening import committee_required
from projects.committee.proposing import proposed_to
from projects.committee.seats import seats_of

PAST = 20
MOST_STANDING = 20
MOST_WAITING = 30
MOST_STEPS = 30


@require_POST
def found(request, slug):
    """The first time: the committee begins with the usual rules."""
    territory = get_object_or_404(territories_to_found(request.user), slug=slug)
    found_committee(territory, by=request.user)
    messages.success(request, _("The committee is there, with the usual rules. Appoint its first experts."))
    return redirect("committee:members", territory.slug)


@committee_required
@require_safe
def committee(request, committee):
    """The sessions to come and past, the files that wait for one, what the composition lacks."""
    sessions = committee.sessions.with_files()
    past = paginate(sessions.past(), order=("-starts_at", "-pk"), cursor=request.GET.get("suite", ""), size=PAST)
    undecided = AgendaItem.objects.to_carry_over(committee).exclude(pk__in=items_left_by(request.user))
    context = {
        "committee": committee,
        "tab": "sessions",
        "standing": sessions.standing().order_by("starts_at", "pk")[:MOST_STANDING],
        "past": past,
        "turning": turning(request.GET, past),
        "undecided": undecided.select_related("project", "session")[:MOST_WAITING],
        "proposed": proposed_to(committee)[:MOST_WAITING],
        "warnings": seats_of(committee).warnings,
        "now": timezone.now(),
    }
    return render(request, "committee/committee.html", context)


@committee_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request, committee):
    """The rules said in sentences, then the form that changes them."""
    form = RulesForm(request.POST or None, instance=committee)
    if request.method == "POST" and form.is_valid():
        committee.refresh_from_db()
        try:
            changed = committee.set_rules(form.cleaned_data, by=request.user)
            messages.success(request, _("The rules are kept.") if changed else _("Nothing changed."))
            return redirect("committee:rules", committee.territory.slug)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    committee.refresh_from_db()
    context = {
        "committee": committee,
        "tab": "rules",
        "form": form,
        "steps": committee.steps.filter(kind="rules").select_related("by")[:MOST_STEPS],
    }
    return render(request, "committee/rules.html", context, status=422 if form.errors else 200)
