"""Who reads and writes the minutes of a session, and what is its own around them; the list of all (D31, D51)."""

from functools import partial, wraps

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.keyset import paginate, turning
from members.views.minutes import Meeting
from projects.committee import minutes as writing
from projects.committee.forms.minutes import AdoptionForm, MinutesForm
from projects.committee.models import Committee, Expert, SessionMinutes
from projects.committee.opening import chairs, found, keeping_required, keeps, refusal

PAGE = 30


@require_safe
def minutes_list(request):
    """Every minutes that this person may read, the latest session first; 404 for who is of no committee."""
    rows = SessionMinutes.objects.visible_to(request.user).for_lists()
    if not rows.exists() and not _is_of_a_committee(request.user):
        raise Http404
    order = ("-minutes__held_on", "-pk")
    page = paginate(rows, order=order, cursor=request.GET.get("suite", ""), size=PAGE)
    context = {"page": page, "turning": turning(request.GET, page)}
    return render(request, "committee/minutes_list.html", context)


def reading(view):
    """Open `view(request, meeting, …)` of a session's `pk` to who keeps it, and to experts of today once written.

    Strangers get 404; of the committee but with nothing to read yet: the page says so.
    """

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        session = found(pk)
        meeting = _meeting(request.user, session, SessionMinutes.objects.visible_to(request.user))
        if meeting.kept is None and not meeting.keeping:
            raise refusal(request, session)
        return view(request, meeting, *args, **kwargs)

    return opened


def keeping(view):
    """Open `view(request, meeting, …)` of a session's `pk` to who keeps it."""

    @keeping_required
    @wraps(view)
    def opened(request, session, *args, **kwargs):
        return view(request, _meeting(request.user, session, SessionMinutes.objects.all()), *args, **kwargs)

    return opened


def _meeting(person, session, rows):
    tabs = {"committee": session.committee, "tab": "sessions"} if keeps(person, session) else {}
    return Meeting(
        room="committee",
        place=(session.pk,),
        frame={"session": session, "subtab": "minutes"} | tabs,
        who=session.committee.territory,
        kept=rows.for_lists().filter(session=session).first(),
        draft=partial(writing.draft, session),
        may_draft=session.is_released,
        correction=MinutesForm,
        adoption=AdoptionForm,
        keeping=bool(tabs) or session.is_handed_to(person),
        may_adopt=_may_adopt(person, session),
    )


def _may_adopt(person, session):
    """Whether `person` adopts the minutes of `session`: its chair, or who chaired it in the chair's place."""
    return chairs(person, session) or Committee.objects.chaired_by(person).filter(pk=session.committee_id).exists()


def _is_of_a_committee(person):
    return Committee.objects.kept_by(person).exists() or Expert.objects.in_term().filter(person=person).exists()
