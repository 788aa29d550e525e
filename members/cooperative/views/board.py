"""The first page of the board: what blocks, what waits, the next meeting, the year; and the surplus calculator."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.cooperative.amounts import plain
from members.cooperative.awaiting import awaited_of
from members.cooperative.calendar_of_year import calendar_of
from members.cooperative.forms.surplus import SurplusForm
from members.cooperative.meetings import meetings_of
from members.cooperative.opening import board_required
from members.cooperative.standing import standing_of
from members.cooperative.surplus import share_out
from members.cooperative.year import audit_due, stage_of_audit

MOST_AWAITED = 12
MOST_MEETINGS = 5
AHEAD, BEHIND = timedelta(days=400), timedelta(days=400)


@board_required
@require_safe
def board(request, cooperative):
    now = timezone.now()
    today = timezone.localdate(now)
    meetings = meetings_of([cooperative], since=now - BEHIND, until=now + AHEAD)[cooperative.pk]
    due = audit_due(cooperative.last_audit_on, years=cooperative.audit_years)
    awaited = awaited_of(cooperative, now)
    context = {
        "cooperative": cooperative,
        "tab": "board",
        "standing": standing_of(cooperative, today=today),
        "awaited": [(duty, duty.late(now)) for duty in awaited[:MOST_AWAITED]],
        "more": max(0, len(awaited) - MOST_AWAITED),
        "next_meetings": [one for one in meetings if not one.is_closed][:MOST_MEETINGS],
        "audit": due,
        "audit_stage": stage_of_audit(due, today=today) if due else None,
        "calendar": calendar_of(cooperative, meetings, today=today),
        "today": today,
        "surplus_form": SurplusForm(),
    }
    return render(request, "cooperative/board.html", context)


@board_required
@require_safe
def surplus(request, cooperative):
    """How much of a surplus goes to reserves, at least, and what is left (D52); nothing is kept."""
    form = SurplusForm(request.GET or None)
    shared, percent = None, plain(cooperative.reserves_share)
    if form.is_bound and form.is_valid():
        shared = share_out(form.cleaned_data["excedent"], reserves_share=cooperative.reserves_share)
    context = {"cooperative": cooperative, "tab": "board", "form": form, "shared": shared, "percent": percent}
    return render(request, "cooperative/surplus.html", context, status=422 if form.is_bound and form.errors else 200)
