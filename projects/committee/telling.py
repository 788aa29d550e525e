"""What a session sends: the messages that exist, and those to come as things stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.clocks import ten_before
from outbox.models import Message
from projects.committee import inviting, reminding
from projects.committee.models import Expert, Session


@dataclass(frozen=True)
class Coming:
    """A kind of message to come: at `moment` (local), to `count` addresses, None when it depends on who acts."""

    label: str
    moment: datetime
    count: int | None = None


def messages_of(session):
    """The messages about `session`: to its experts, and to the groups of its files since it was planned."""
    projects = [f"project:{pk}" for pk in session.items.values_list("project", flat=True)]
    groups = Q(about__in=projects, kind__startswith="committee-", created_at__gte=session.created_at)
    return Message.objects.filter(Q(about=f"session:{session.pk}") | groups).select_related("inside")


def coming(session, *, now):
    """Return [`Coming`] in the order of time: invitation, reminders, calls; nothing once the votes are closed."""
    found = []
    standing = session.status in (Session.Status.CALLED, Session.Status.OPEN)
    if session.status == Session.Status.DRAFT or (standing and now < inviting.invites_at(session)):
        invited = Expert.objects.sitting_at(session).exclude(person=None).count()
        found.append(Coming(_("Invitation with its calendar file"), inviting.invites_at(session), invited))
    if standing or session.status == Session.Status.DRAFT:
        found += [Coming(label, moment) for label, moment in _near_deadlines(session)]
    return sorted((one for one in found if one.moment > now), key=lambda one: one.moment)


def _near_deadlines(session):
    moments = {ten_before(end, days=days) for end in reminding.deadlines(session) for days in reminding.REMINDED}
    yield from ((_("Reminder, only to those who have something left to do"), moment) for moment in moments)
    calls = {ten_before(end, days=reminding.CALLED) for end in reminding.deadlines(session)}
    yield from ((_("Call asked for, about who has done nothing at all"), moment) for moment in calls)
