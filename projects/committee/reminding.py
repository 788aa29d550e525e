"""Near a deadline: a reminder to the experts who have not acted, then a telephone call by a named person (D33).

In daytime, at 10:00 so many days of the calendar before (`clocks.ten_before`).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.clocks import after_night, reminds_of, ten_before
from members.models import Role
from projects.committee import emails_sessions as emails
from projects.committee.models import Call, Session
from projects.committee.standing import Next, SessionStanding

REMINDED = (3, 1)  # days before a deadline
CALLED = 2  # days before the votes close: whoever did nothing is called rather than written to
MOST_SESSIONS = 50  # of one run: the next one, ten minutes later, goes on
TO_DECLARE, TO_READ, TO_VOTE = (Next.UNDERTAKE, Next.DECLARE), (Next.READ,), (Next.JUDGE, Next.VOTE)


def deadlines(session):
    """What experts have to be ready for: the meeting, when there is one, then the end of the votes."""
    if session.mode == Session.Mode.ONLINE:
        return [session.closes_at]
    return sorted({session.starts_at, session.closes_at})


def is_due(session, *, now):
    """Whether a reminder of `session` may leave at `now`: its day, from 10:00 to the evening, before the deadline."""
    return any(reminds_of(deadline, days=REMINDED, now=now) for deadline in deadlines(session))


def queue_due(*, now, most=MOST_SESSIONS):
    """Remind the experts who have not acted; return how many mails. Running it twice changes nothing."""
    if after_night(now) != now:
        return 0
    near = Session.objects.near_deadline(now, within=timedelta(days=max(REMINDED) + 1))[:most]
    return sum(remind(session, now=now) for session in near if is_due(session, now=now))


@transaction.atomic
def remind(session, *, now):
    """One mail to each expert with something left to do, what exactly, file by file; return how many were written.

    Nobody is reminded on the day of the invitation, nor of an opinion once the vote is given: it only informs (D27).
    """
    announcement = getattr(session, "announcement", None)
    if announcement is None or timezone.localdate(announcement.changed_at) == timezone.localdate(now):
        return 0
    standing, written, today = SessionStanding(session), 0, timezone.localdate(now)
    known = emails.told_on(session, emails.REMINDED, day=today)
    for expert in standing.experts:
        left = left_to_do(standing, expert)
        if any(left.values()) and expert.pk not in known:
            emails.reminded(expert, session=session, day=today, **left)
            written += 1
    return written


def left_to_do(standing, expert):
    """Return {"to_declare", "to_read", "to_vote"}: the files of each act that `expert` has still to do now."""
    found = {"to_declare": [], "to_read": [], "to_vote": []}
    for item in standing.items:
        stands = standing.of(item, expert)
        if stands.next in TO_DECLARE:
            found["to_declare"].append(item)
        elif stands.next in TO_READ:
            found["to_read"].append(item)
        elif stands.next in TO_VOTE and not stands.voted and not standing.session.awaits_votes:
            found["to_vote"].append(item)
    return found


def queue_calls(*, now, most=MOST_SESSIONS):
    """Ask a named person to call who did nothing two days before the end; return how many. Twice changes nothing."""
    if after_night(now) != now:
        return 0
    near = Session.objects.near_deadline(now, within=timedelta(days=CALLED + 1))[:most]
    return sum(_ask_to_call(session, now=now) for session in near if _is_time_to_call(session, now=now))


def _is_time_to_call(session, *, now):
    return any(ten_before(deadline, days=CALLED) <= now < deadline for deadline in deadlines(session))


@transaction.atomic
def _ask_to_call(session, *, now):
    """One call per expert who declared, read and voted nothing at all; whoever begins meanwhile is not called."""
    announcement = getattr(session, "announcement", None)
    if announcement is None or now - announcement.changed_at < timedelta(days=1):
        return 0  # invited yesterday at the earliest: nobody is late
    standing, asked = SessionStanding(session), 0
    called = set(session.calls.values_list("expert", flat=True))
    for expert in standing.experts:
        if expert.pk not in called and did_nothing(standing, expert):
            keeper = keeper_of(session.committee, but=expert.person)
            call, made = Call.objects.get_or_create(
                session=session, expert=expert, defaults={"keeper": keeper, "asked_at": now}
            )
            if made and keeper:
                emails.call_to_make(keeper, call=call, session=session)
            asked += made
    return asked


def did_nothing(standing, expert):
    """Whether `expert` declared, read, judged and voted nothing in the session: nothing to reproach one who began."""
    stands = [standing.of(item, expert) for item in standing.items]
    return bool(stands) and not any(one.declared or one.read or one.judged or one.voted for one in stands)


def keepers_of(committee, kinds=(Role.Kind.SECRETARY, Role.Kind.CHAIR)):
    """Who keeps the committee today: [person], the secretary first; only those of the first kind that has someone."""
    roles = Role.objects.in_force().filter(territory=committee.territory_id).select_related("person")
    for kind in kinds:
        if people := [role.person for role in roles.filter(kind=kind).order_by("since", "pk")]:
            return people
    return []


def keeper_of(committee, *, but=None):
    """The one person who is asked to call: the secretary, else the chair, never `but` themselves; None for nobody."""
    kinds = (Role.Kind.SECRETARY, Role.Kind.CHAIR)
    people = [person for kind in kinds for person in keepers_of(committee, kinds=(kind,))]
    return next((person for person in people if person != but), None)
