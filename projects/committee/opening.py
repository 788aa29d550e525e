"""Who may open the committee's pages: who keeps it, who chairs, who sits (D25, D60).

Strangers get 404; whoever is of the committee but not allowed gets 403. The second factor is asked by the middleware
for chair and secretary; whoever chairs one session in the chair's place has no such role: it is asked here.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from members import access
from members.models import Role
from projects.committee.models import AgendaItem, Committee, Expert, Session
from projects.committee.models.committee import KEEPING


def committee_required(view):
    """Open `view(request, committee, …)` of a territory's `slug` to its chair and its secretary; experts get 403."""

    @wraps(view)
    def opened(request, slug, *args, **kwargs):
        committee = get_object_or_404(Committee.objects.select_related("territory"), territory__slug=slug)
        if not request.user.has_role(*KEEPING, territory=committee.territory):
            raise PermissionDenied if Expert.objects.sitting_today(committee, request.user).exists() else Http404
        return view(request, committee, *args, **kwargs)

    return opened


def keeping_required(view):
    """Open `view(request, session, …)` of a `pk` to who keeps the committee, and to who chairs this session (D29)."""

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        session = found(pk)
        if keeps(request.user, session):
            return view(request, session, *args, **kwargs)
        if not session.is_handed_to(request.user):
            raise refusal(request, session)
        if not access.second_factor_proved(request):
            return access.to_prove(request)  # whoever chairs in the chair's place proves it, as the chair does
        return view(request, session, *args, **kwargs)

    return opened


def chairing_required(view):
    """As `keeping_required`, for the chair only, or who chairs this session in their place; others who keep it: 403."""

    @wraps(view)
    def opened(request, session, *args, **kwargs):
        if not chairs(request.user, session):
            raise PermissionDenied
        return view(request, session, *args, **kwargs)

    return keeping_required(opened)


def keeps(person, session):
    """Whether `person` is chair or secretary of the session's committee today (D60)."""
    return person.is_authenticated and person.has_role(*KEEPING, territory=session.committee.territory)


def chairs(person, session):
    """Whether `person` confirms this session's decisions: its acting chair, else the chair (D29)."""
    if session.acting_chair_id:
        return session.is_handed_to(person)
    return person.is_authenticated and person.has_role(Role.Kind.CHAIR, territory=session.committee.territory)


def seat_of(person, session):
    """The `Expert` as whom `person` sits at the session once its files are open, or None."""
    if not session.is_called:
        return None
    return Expert.objects.sitting_at(session).filter(person=person).select_related("person").first()


def refusal(request, session):
    """What to raise: 403 for whoever is of the committee, 404 for a stranger."""
    known = (
        keeps(request.user, session)
        or Expert.objects.filter(committee=session.committee_id, person=request.user).in_term().exists()
    )
    return PermissionDenied() if known else Http404()


def found(pk):
    """Return the session of `pk` with what its pages show; 404 without one."""
    known = Session.objects.select_related("committee__territory", "acting_chair__person")
    return get_object_or_404(known, pk=pk)


def item_keeping_required(view):
    """Open `view(request, item, …)` of an `AgendaItem`'s `pk` as `keeping_required` opens its session."""

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        known = AgendaItem.objects.select_related("project__group", "session__committee__territory")
        item = get_object_or_404(known, pk=pk)
        return keeping_required(lambda request, session: view(request, item, *args, **kwargs))(request, item.session_id)

    return opened


def expert_keeping_required(view):
    """Open `view(request, expert, …)` of an `Expert`'s `pk` to the chair and the secretary of their committee."""

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        expert = get_object_or_404(Expert.objects.select_related("committee__territory", "person"), pk=pk)
        slug = expert.committee.territory.slug
        return committee_required(lambda request, committee: view(request, expert, *args, **kwargs))(request, slug)

    return opened
