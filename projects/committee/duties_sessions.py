"""What the chair and the secretary have to do, for « à faire »: agenda, invitations, vote, decisions (D31, D33)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.typography import plain_date
from members.duties import Duty
from members.models import Role
from projects.committee.appointing import territories_to_found
from projects.committee.inviting import invites_at
from projects.committee.models import AgendaItem, Committee, Session
from projects.committee.models.committee import KEEPING
from projects.committee.proposing import proposed_to
from projects.committee.seats import seats_of

MOST_COMMITTEES = 5  # of one person
MOST_SESSIONS = 10  # of one committee
AHEAD = timedelta(days=7)  # before it, the opening of a vote presses nobody


def duties(person, now):
    """For each committee that `person` keeps: what its sessions wait for; then those they chair for once."""
    roles = list(Role.objects.in_force().filter(person=person, kind__in=KEEPING).values_list("territory", "kind"))
    kept = _kept(roles)
    for territory in territories_to_found(person)[:MOST_COMMITTEES] if len(kept) < len(set(dict(roles))) else ():
        title = _("Set up the expert committee of %(name)s") % {"name": territory.name}
        why = _("It begins with the usual rules; you then appoint its experts.")
        yield Duty(None, title, why, reverse("committee:home"), _("Open"), territory=territory.name)
    for committee in kept[:MOST_COMMITTEES]:
        yield from _of_committee(committee, now)
        sessions = committee.sessions.with_files().unfinished().order_by("starts_at", "pk")
        for session in sessions[:MOST_SESSIONS]:
            session.committee = committee
            chairs = (committee.territory_id, Role.Kind.CHAIR) in roles and not session.acting_chair_id
            yield from _of_session(session, now, confirms=chairs or session.is_handed_to(person))
    handed = Session.objects.handed_to(person).exclude(committee__in=kept)
    for session in handed.with_files().select_related("committee__territory")[:MOST_SESSIONS]:
        yield from _of_session(session, now, confirms=True)


def _kept(roles):
    """The committees of `roles`, pairs (territory, kind) of someone; no statement without any."""
    if not roles:
        return []
    found = Committee.objects.filter(territory__in=[territory for territory, _kind in roles])
    return list(found.select_related("territory").order_by("pk"))


def _of_committee(committee, now):
    territory, slug = committee.territory.name, committee.territory.slug
    page = reverse("committee:committee", args=[slug])
    if count := AgendaItem.objects.to_carry_over(committee).count():
        said = ngettext("Carry over a file that was not decided", "Carry over %(n)s files that were not decided", count)
        why = _("Too few experts voted: the second call asks for fewer.")
        yield Duty(None, said % {"n": count}, why, page, _("Carry over"), territory=territory)
    if count := proposed_to(committee).count():
        said = ngettext("A group proposes its file to the committee", "%(n)s groups propose their files", count)
        why = _("It is complete, and waits for the agenda of a session.")
        yield Duty(None, said % {"n": count}, why, page, _("Look"), territory=territory)
    if warnings := seats_of(committee, today=timezone.localdate(now)).warnings:
        title, members = _("Complete the expert committee"), reverse("committee:members", args=[slug])
        yield Duty(None, title, warnings[0], members, _("See the members"), territory=territory)


def _of_session(session, now, *, confirms):
    if found := _next_of(session, now, confirms=confirms):
        when, title, why, name, action = found
        words = {"day": plain_date(timezone.localdate(session.starts_at)), "title": title}
        said = _("%(title)s (committee of %(day)s)") % words
        yield Duty(when, said, why, reverse(f"committee:{name}", args=[session.pk]), action,
                   territory=session.committee.territory.name)  # fmt: skip


def _next_of(session, now, *, confirms):
    """(when, title, why, page, action) of what `session` waits for from who keeps it; None for nothing."""
    rules = session.committee
    if session.is_draft and not session.files:
        day = timezone.localdate(session.starts_at) - timedelta(days=rules.complete_days)
        return day, _("Put files on the agenda"), _("The experts need time to read."), "session", _("Prepare")
    if session.is_draft:
        why = _("They declare their interests first, then the files open to them.")
        return invites_at(session), _("Invite the experts"), why, "session", _("Prepare")
    if session.takes_declarations:
        by_hand = session.mode == Session.Mode.ROOM and session.awaits_votes and session.starts_at - now < AHEAD
        why = _("In the room, nothing opens by itself.")
        return (session.starts_at, _("Open the vote"), why, "session", _("Open")) if by_hand else None
    day = timezone.localdate(session.closed_at or session.closes_at) + timedelta(days=rules.notice_days)
    if session.drafts and confirms:
        why = _("The votes decided: each outcome is confirmed with its reasons.")
        return day, _("Confirm the decisions"), why, "decisions", _("Write the reasons")
    if session.drafts:
        why = _("You may write the reasons; the chair confirms.")
        return day, _("Prepare the decisions"), why, "decisions", _("Write the reasons")
    why = _("Everything is confirmed: all the groups are told together.")
    return day, _("Release the decisions"), why, "release", _("Look")
