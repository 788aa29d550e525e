"""The calendar of a session, computed from its dates and its committee's rules; what is late is said (D31, D33)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from projects.committee.inviting import invites_at


class State(TextChoices):
    DONE = "done", pgettext_lazy("calendar", "done")
    LATE = "late", pgettext_lazy("calendar", "late")
    TODAY = "today", pgettext_lazy("calendar", "today")
    COMING = "coming", pgettext_lazy("calendar", "to come")


@dataclass(frozen=True)
class Milestone:
    """One line: `when` is a day, or a moment when the hour counts; `advice` says what to do when it is late."""

    when: date | datetime
    title: str
    state: State
    advice: str = ""

    @property
    def has_hour(self):
        return isinstance(self.when, datetime)


def milestones(session, *, now, files):
    """Return the `Milestone` list of `session`, empty once cancelled; `files` is how many stand on its agenda.

    No statement is made.
    """
    if session.status == session.Status.CANCELLED:
        return []
    rules, called = session.committee, session.is_called
    opened = called and not session.awaits_votes
    closed = opened and not session.takes_declarations
    invited = invites_at(session)
    complete_on = timezone.localdate(session.starts_at) - timedelta(days=rules.complete_days)
    notice_on = timezone.localdate(session.closed_at or session.closes_at) + timedelta(days=rules.notice_days)
    if session.mode == session.Mode.ROOM:
        opening = _("The experts meet, the vote opens")
    elif session.mode == session.Mode.ONLINE:
        opening = _("The vote opens online, by itself")
    else:
        opening = _("The experts meet, the vote opens by itself")
    lines = [
        (complete_on, _("The files are complete, the agenda is ready"), called or files > 0,
         _("Put the files on the agenda now: the experts need time to read.")),
        (invited, _("The experts are invited and declare their interests"), called and invited <= now,
         _("Invite the experts now: they have less time, tell them so.")),
        (session.starts_at, opening, opened, _("Open the vote, or move the session.")),
        (session.closes_at, _("Last votes, then they are counted by themselves"), closed,
         _("They will be counted in a moment.") if opened else _("Choose a later deadline, or cancel the session.")),
        (notice_on, _("The groups have received the decisions"), session.status == session.Status.RELEASED,
         _("Confirm the decisions and release them: the groups are waiting.")),
    ]  # fmt: skip
    return [
        Milestone(when, title, state, advice if state == State.LATE else "")
        for when, title, done, advice in lines
        for state in [_state(when, done, now=now)]
    ]


def _state(when, done, *, now):
    if done:
        return State.DONE
    if isinstance(when, datetime):
        if when < now:
            return State.LATE
        return State.TODAY if timezone.localdate(when) == timezone.localdate(now) else State.COMING
    today = timezone.localdate(now)
    if when == today:
        return State.TODAY
    return State.LATE if when < today else State.COMING
