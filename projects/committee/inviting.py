"""Experts are invited a week before a session, or at once when it is called later; what moves is told once (D33)."""

from datetime import timedelta

from django.db import transaction

from events.reminding import days_before
from foundation.clocks import after_night
from projects.committee import emails_sessions as emails
from projects.committee.models import Announcement, Expert, Session

MOST_SESSIONS = 50  # of one run: the next one, ten minutes later, goes on
# What may still be read before the deadline; a session over needs no invitation.
USEFUL = timedelta(minutes=30)


def invites_at(session):
    """Return the moment when the experts of `session` are invited: so many days before, at its hour, never at night."""
    return days_before(session.committee.call_days, session.starts_at)


@transaction.atomic
def invite(session, *, now):
    """Invite the experts who were not yet, when the day has come; return how many. Twice changes nothing.

    Called by the verb that calls a session, with `now`, and by beat: before its day nothing is written, so that the
    invitation says the agenda as it will stand.
    """
    if now < invites_at(session) or session.closes_at - now < USEFUL:
        return 0
    known = emails.told(session, emails.INVITED)
    experts = [expert for expert in experts_of(session) if expert.pk not in known]
    if not experts:
        return 0
    announcement, items = Announcement.of(session, now=now), list(agenda_of(session))
    for expert in experts:
        emails.invited(expert, session=session, announcement=announcement, items=items, due_at=after_night(now))
    return len(experts)


@transaction.atomic
def tell_change(session, *, now):
    """The date, the place, the way or the deadline changed: tell whoever was invited; return how many.

    What has not left is taken back and said anew; a session never announced has nothing to tell.
    """
    announcement = Announcement.objects.filter(session=session).first()
    if announcement is None or not announcement.renew(session, now=now):
        return 0
    emails.withdraw(session, emails.INVITED, emails.CHANGED, emails.REMINDED)
    invited = emails.told(session, emails.INVITED)  # whose invitation left: the others are invited anew
    experts = experts_of(session)
    for expert in experts:
        if expert.pk in invited:
            emails.changed(expert, session=session, announcement=announcement, due_at=after_night(now))
    invite(session, now=now)
    return len(experts)


@transaction.atomic
def tell_cancelled(session, *, why, now):
    """There is no session: whoever was invited is told why, and their calendar forgets it; return how many."""
    announcement = Announcement.objects.filter(session=session).first()
    emails.withdraw(session, emails.INVITED, emails.CHANGED, emails.REMINDED)
    if announcement is None or not announcement.cancel(now=now):
        return 0
    invited = emails.told(session, emails.INVITED)
    experts = [expert for expert in experts_of(session) if expert.pk in invited]
    for expert in experts:
        emails.cancelled(expert, session=session, announcement=announcement, why=why, due_at=after_night(now))
    return len(experts)


def queue_due(*, now, most=MOST_SESSIONS):
    """Invite to every session whose day has come; return how many mails. Running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    return sum(invite(session, now=now) for session in Session.objects.due_invitation(now)[:most])


def experts_of(session):
    """The experts who sit on the day of `session`, with their person."""
    return list(Expert.objects.sitting_at(session).select_related("person", "committee__territory").order_by("pk"))


def agenda_of(session):
    """The files of `session` in their order, with their project."""
    return session.items.standing().select_related("project")
