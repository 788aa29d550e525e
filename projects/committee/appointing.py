"""Who sits at the committee: appointed for a term, given an office, relieved of it; one guarded verb each (D25).

An office gives its `members.Role`: managing follows roles, voting follows terms.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person, Role, Territory
from projects.committee import emails_members as emails
from projects.committee.models import Committee, CommitteeStep, Expert, Session, SessionStep
from projects.committee.models.committee import KEEPING
from projects.committee.models.vote import withdraw_vote

Kind, Office = CommitteeStep.Kind, Expert.Office
ROLES = {Office.CHAIR: Role.Kind.CHAIR, Office.SECRETARY: Role.Kind.SECRETARY}
MOST_SEATS = 30  # rows of one committee at a time: its rules say how many are usual (D25)


def territories_to_found(person):
    """The territories where `person` is chair or secretary, and which have no committee yet."""
    roles = Role.objects.in_force().filter(person=person, kind__in=KEEPING)
    return Territory.objects.filter(pk__in=roles.values("territory"), committee=None).order_by("name")


@transaction.atomic
def found_committee(territory, *, by):
    """Return the committee of `territory`, made with the usual rules the first time."""
    committee, made = Committee.objects.get_or_create(territory=territory)
    if made:
        committee.steps.create(kind=Kind.RULES, by=by, details=_("the usual rules"))
    return committee


@transaction.atomic
def appoint(committee, email, *, names, employer="", since=None, until=None, by, now=None):
    """Appoint whoever signs in with `email` for a term, write to them, and return the `Expert`.

    `names` is {"given_name", "family_name"}; `since` is today by default, `until` the rules' years later. They sit at
    sessions called already that begin after it. ValidationError: `held` (a term of theirs overlaps), `term`, `full`.
    """
    Committee.objects.select_for_update().get(pk=committee.pk)  # two windows appoint in turn
    since = since or timezone.localdate(now)
    until = until or end_of_term(since, years=committee.term_years)
    if until <= since:
        raise ValidationError({"until": _("A term ends after it begins.")}, code="term")
    person = _person_of(email, names)
    terms = committee.experts.filter(until__gt=timezone.localdate(now))
    if terms.filter(person=person, since__lt=until, until__gt=since).exists():
        raise ValidationError({"email": _("This person already sits then: nothing was changed.")}, code="held")
    if terms.count() >= MOST_SEATS:
        raise ValidationError(_("A committee of more than 30 members decides nothing any more."), code="full")
    expert = committee.experts.create(person=person, employer=employer.strip(), since=since, until=until)
    _give_role(expert, Role.Kind.EXPERT, by=by)
    step = committee.steps.create(kind=Kind.APPOINTED, expert=expert, by=by)
    for session in sessions_of(expert):
        session.record(SessionStep.Kind.EXPERT_JOINED, by=by, expert=expert, now=now)
    emails.appointed(expert, step=step)
    return expert


@transaction.atomic
def give_office(expert, office, *, by):
    """`office` passes to `expert`, and its role with it; whoever held it is an expert like the others again.

    False when they hold it already. ValidationError `term` when they do not sit today.
    """
    committee = Committee.objects.select_for_update().get(pk=expert.committee_id)
    expert.refresh_from_db()
    office = Office(office)
    if expert.office == office:
        return False
    if not Expert.objects.in_term().filter(pk=expert.pk).exclude(person=None).exists():
        raise ValidationError(_("Only someone whose term is running receives an office."), code="term")
    if office == Office.NONE:
        _must_keep(committee, without=expert)
    for holder in committee.experts.filter(office=office).exclude(office=Office.NONE):
        _leave_office(holder, by=by)
    _leave_office(expert, by=by)
    if office != Office.NONE:
        Expert.objects.filter(pk=expert.pk).update(office=office)
        expert.refresh_from_db()
        _give_role(expert, ROLES[office], by=by)
        step = committee.steps.create(kind=Kind.OFFICE, expert=expert, by=by, details=expert.get_office_display())
        emails.office_given(expert, step=step)
    return True


@transaction.atomic
def end_term(expert, *, why, by, now=None):
    """End a term today, with the reason. Amid a session: what they voted on files not yet counted is destroyed, the
    quorum is counted without them, and each session's history says so (D26); what was counted stays.

    ValidationError `reason`, `stale` (over already), `keeper` (nobody else keeps the committee).
    """
    if not why.strip():
        raise ValidationError({"why": _("Say why: the committee’s history keeps it.")}, code="reason")
    committee, today = Committee.objects.select_for_update().get(pk=expert.committee_id), timezone.localdate(now)
    if expert.office != Office.NONE:
        _must_keep(committee, without=expert)
    if not _end(expert, why=why.strip()[:300], today=today, by=by, now=now):
        raise ValidationError(_("This term is over already."), code="stale")


@transaction.atomic
def end_terms_of(person, *, now=None):
    """Whoever asks to be forgotten sits nowhere any more, whatever office they held; sessions under way say it."""
    today = timezone.localdate(now)
    for expert in Expert.objects.not_over(today).filter(person=person).select_related("committee__territory"):
        _end(expert, why="", today=today, by=None, now=now)


def end_of_term(since, *, years):
    """The same day `years` later, the first day without a seat; 29 February becomes 1 March."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return (since - timedelta(days=1)).replace(year=since.year + years) + timedelta(days=1)


def _end(expert, *, why, today, by, now):
    """End a term and what hangs on it; False when it was over."""
    sessions, last_day = list(sessions_of(expert)), max(today, expert.since)
    if not Expert.objects.filter(pk=expert.pk, until__gt=last_day).update(until=last_day):
        return False
    _leave_office(expert, by=by)
    _end_role(expert, Role.Kind.EXPERT, by=by)
    expert.committee.steps.create(kind=Kind.TERM_ENDED, expert=expert, by=by, why=why)
    for session in sessions:
        _leave_session(session, expert, by=by, now=now)
    expert.refresh_from_db()
    return True


def _person_of(email, names):
    person = Person.objects.of_address(email, **names)
    if not person.full_name and any(names.values()):
        Person.objects.filter(pk=person.pk).update(**names)
        person.refresh_from_db()
    return person


def sessions_of(expert):
    """The sessions whose experts were invited, not counted yet, at which `expert` sits."""
    for session in Session.objects.going_on().filter(committee=expert.committee_id).order_by("pk"):
        if Expert.objects.sitting_at(session).filter(pk=expert.pk).exists():
            yield session


def _leave_session(session, expert, *, by, now):
    for item in session.items.listed():
        withdraw_vote(item, expert)
    if Session.objects.filter(pk=session.pk, acting_chair=expert).update(acting_chair=None):
        session.record(SessionStep.Kind.CHAIR_BACK, by=by, expert=expert, now=now)
    session.record(SessionStep.Kind.EXPERT_LEFT, by=by, expert=expert, now=now)


def _leave_office(expert, *, by):
    """Whoever holds an office is an expert like the others, and the role of that office ends."""
    office = Office(expert.office)
    if office == Office.NONE:
        return
    Expert.objects.filter(pk=expert.pk).update(office=Office.NONE)
    _end_role(expert, ROLES[office], by=by)
    expert.committee.steps.create(kind=Kind.OFFICE_LEFT, expert=expert, by=by, details=office.label)
    expert.office = Office.NONE


def _must_keep(committee, *, without):
    """ValidationError `keeper` when nobody but `without` would be chair or secretary any more."""
    keepers = Role.objects.in_force().filter(territory=committee.territory_id, kind__in=KEEPING)
    if not keepers.exclude(person=without.person_id).exists():
        raise ValidationError(
            _("Nobody would keep the committee any more: give the office to someone else first."), code="keeper"
        )


def _give_role(expert, kind, *, by):
    territory = expert.committee.territory
    try:
        Role.objects.give(expert.person, territory=territory, kind=kind, by=by)
    except ValidationError as refusal:
        if refusal.code != "held":  # held already: nothing more to give
            raise


def _end_role(expert, kind, *, by):
    if expert.person_id is None:
        return
    territory = expert.committee.territory_id
    for role in Role.objects.in_force().filter(person=expert.person_id, territory=territory, kind=kind):
        role.end(by=by)
