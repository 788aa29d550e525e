"""Who may open a file of the committee: an expert who undertook to keep it secret and declared no link (D24, D25)."""

from functools import wraps
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from projects.committee.declaring import is_recused
from projects.committee.models import AgendaItem, Expert, Undertaking
from projects.committee.opening import keeps, refusal, seat_of


def file_required(view):
    """Open `view(request, item, expert, …)` of an `AgendaItem`'s `pk` to an expert who may judge it.

    Without the undertaking, or before the declaration: the page where it is given, then back. Recused: 403 with a
    sentence, whichever office they hold. Strangers get 404; who only keeps the committee, or whose term ended, 403.
    """

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        item = found_item(pk)
        expert = seat_of(request.user, item.session)
        if expert is None:
            return not_seated(request, item.session)
        return _before_reading(request, item, expert) or view(request, item, expert, *args, **kwargs)

    return opened


def reading_required(view):
    """As `file_required`, and to who keeps the committee without voting: `expert` is then None."""

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        item = found_item(pk)
        expert = seat_of(request.user, item.session)
        if expert is None and (not keeps(request.user, item.session) or is_recused(request.user, item)):
            return not_seated(request, item.session)
        asked = expert and _before_reading(request, item, expert)
        return asked or view(request, item, expert, *args, **kwargs)

    return opened


def declaring_required(view):
    """Open `view(request, item, expert, …)` to an expert of the item's session who accepted the undertaking."""

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        item = found_item(pk)
        expert = seat_of(request.user, item.session)
        if expert is None:
            return not_seated(request, item.session)
        return _asked_to_undertake(request, item, expert) or view(request, item, expert, *args, **kwargs)

    return opened


def not_seated(request, session):
    """The answer to who does not sit: a sentence to whose term is over, 403 to who keeps, 404 to strangers."""
    seats = Expert.objects.filter(committee=session.committee_id, person=request.user)
    ended = seats.filter(until__lte=timezone.localdate()).order_by("-until").first()
    if ended is None or seats.in_term().exists():
        raise refusal(request, session)
    return render(request, "committee/closed_file.html", {"session": session, "ended": ended}, status=403)


def found_item(pk):
    """Return the line of the agenda with what its pages show; 404 without one."""
    known = AgendaItem.objects.select_related(
        "session__committee__territory", "session__acting_chair__person", "project__territory"
    )
    return get_object_or_404(known, pk=pk)


def _asked_to_undertake(request, item, expert):
    """None, or the page of the undertaking for who has not accepted it."""
    if Undertaking.objects.in_force().filter(expert=expert).exists():
        return None
    if request.method not in ("GET", "HEAD"):
        return redirect("committee:undertaking", expert.pk)
    return redirect(f"{reverse('committee:undertaking', args=[expert.pk])}?{urlencode({'next': request.path})}")


def _before_reading(request, item, expert):
    """None for who may read; the page where something is still to be said; 403 with a sentence for all others."""
    if asked := _asked_to_undertake(request, item, expert):
        return asked
    declared = item.declarations.filter(expert=expert).first()
    if declared and not declared.is_recusal and not item.is_gone:
        return None
    if declared is None and item.is_listed and item.session.takes_declarations:
        return redirect("committee:declaration", item.pk)
    told = {"item": item, "session": item.session, "declared": declared}
    return render(request, "committee/closed_file.html", told, status=403)
