"""Who reads the minutes of a session: who keeps the committee, and its experts of today once they are written."""

from functools import wraps

from projects.committee.models import Committee, SessionMinutes
from projects.committee.opening import chairs, found, keeps, refusal


def minutes_required(view):
    """Open `view(request, session, kept)` of a session's `pk`; `kept` is its `SessionMinutes`, None before they are.

    Strangers get 404; of the committee but with nothing to read yet: the page says so.
    """

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        session = found(pk)
        kept = SessionMinutes.objects.visible_to(request.user).for_lists().filter(session=session).first()
        if kept is None and not keeps(request.user, session) and not session.is_handed_to(request.user):
            raise refusal(request, session)
        return view(request, session, kept, *args, **kwargs)

    return opened


def may_adopt(person, session):
    """Whether `person` adopts the minutes of `session`: its chair, or who chaired it in the chair's place."""
    return chairs(person, session) or Committee.objects.chaired_by(person).filter(pk=session.committee_id).exists()
