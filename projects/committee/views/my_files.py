"""« Mes dossiers »: an expert's page of a session, read on a phone (D33)."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from projects.committee import letters
from projects.committee.opening import found, keeps
from projects.committee.opening_files import not_seated
from projects.committee.standing import Next, SessionStanding

# Where each next act is done, and the words of its button.
ACTS = {
    Next.UNDERTAKE: ("committee:declaration", pgettext_lazy("button of a file", "Declare")),
    Next.DECLARE: ("committee:declaration", pgettext_lazy("button of a file", "Declare")),
    Next.READ: ("committee:file", pgettext_lazy("button of a file", "Read")),
    Next.JUDGE: ("committee:opinion", _("Give my opinion")),
    Next.VOTE: ("committee:vote", pgettext_lazy("button of a file", "Vote")),
}


@require_safe
def my_files(request, pk):
    """The deadline, each file with its reading time and what is next for this expert; who only keeps goes to theirs."""
    session = found(pk)
    standing = SessionStanding(session)
    mine = [one for one in standing.experts if one.person_id and one.person_id == request.user.pk]
    if not mine or session.is_draft:
        return _elsewhere(request, session)
    lines = [_line(standing, item, mine[0]) for item in standing.items]
    context = {
        "session": session,
        "expert": mine[0],
        "lines": lines,
        "done": sum(not line["now"].is_to_do for line in lines),
        "minutes": sum(line["minutes"] for line in lines if line["unread"]),
        "suggested": _suggested(standing, mine[0], lines),
        "now": timezone.now(),
    }
    return render(request, "committee/my_files.html", context)


def _line(standing, item, expert):
    now = standing.of(item, expert)
    name, action = ACTS.get(now.next, ("", ""))
    file = getattr(item, "file", None)
    return {
        "item": item,
        "now": now,
        "minutes": file.minutes_to_read if file else 0,
        "unread": now.is_to_do and not now.read,
        "url": reverse(name, args=[item.pk]) if name else "",
        "action": action,
        "outcome": _outcome(standing.session, item),
        "opinions": standing.opinions(item),
        "voters": len(standing.voters(item)),
    }


def _outcome(session, item):
    """(plain words, word of the trade) of what was decided, once the session is released; None before (D28, D31)."""
    closing = getattr(item, "closing", None)
    if closing is None or not session.is_released:
        return None
    return letters.label_of(closing.outcome), letters.term_of(closing.outcome)


def _suggested(standing, expert, lines):
    """The line of « le dossier le moins lu ensuite », when more than one is left to judge."""
    if sum(line["now"].is_to_do for line in lines) < 2 or not (item := standing.suggested(expert)):
        return None
    return next(line for line in lines if line["item"] == item)


def _elsewhere(request, session):
    """Who keeps without voting goes to their own page; whose term is over is told so; strangers get 404."""
    if keeps(request.user, session) or session.is_handed_to(request.user):
        return redirect("committee:session", session.pk)
    return not_seated(request, session)
