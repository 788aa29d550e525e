"""Mails of the committee's sessions and of their decisions: lines of the gallery."""

from datetime import timedelta

from django.utils import timezone

from foundation import jobs
from ideas.models import Follower
from outbox.models import Message
from projects.committee import becoming, digesting, inviting, releasing, reminding, yearly
from projects.committee.models import Announcement, Expert, InterestsConfirmation, Session
from projects.committee.models.opinion import Opinion
from projects.committee.models.vote import Voting
from projects.decided import accompany
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_expert,
    make_member,
    make_person,
    make_secretary,
    make_session,
)


def kept(cast):
    """The committee, its secretary Claire and one expert, Sonia."""
    committee = make_committee(territory=cast.territory, contact="Claire Jobard, 03 84 00 00 00")
    make_secretary(committee=committee, given_name="Claire", language=cast.language)
    sonia = make_person(given_name="Sonia", family_name="Bel", language=cast.language)
    sonia.phone = "+33612000001"
    sonia.save()
    make_expert(committee=committee, person=sonia)
    return committee


def called(cast, *, days=6, second_call=True):
    """A session to come, with two files; its expert has done nothing."""
    session = make_session(committee=kept(cast), days=days)
    make_agenda_item(session=session, name="Chauffeurs-voisins")
    make_agenda_item(session=session, name="La conserverie des surplus", second_call=second_call)
    return session


def invited(cast):
    session = called(cast)
    inviting.invite(session, now=timezone.now())
    return session


def moved(cast):
    session = invited(cast)
    leave()
    Announcement.objects.filter(session=session).update(place="Mairie d’Orgelet")
    return session


def leave():
    """The invitation has left."""
    Message.objects.filter(kind="committee-invited").update(status=Message.Status.SENT, sent_at=timezone.now())


def changed(cast):
    inviting.tell_change(moved(cast), now=timezone.now())


def cancelled(cast):
    inviting.tell_cancelled(moved(cast), why="La salle est inondée.", now=timezone.now())


def near(cast):
    """The invitation left a week ago; the session is in two days."""
    session = called(cast, days=2, second_call=False)
    Announcement.of(session, now=timezone.now() - timedelta(days=7))
    return Session.objects.select_related("announcement").get(pk=session.pk)


def digest(cast):
    near(cast)
    digesting.queue_due(now=timezone.localtime().replace(hour=9, minute=30))


def called_by_phone(cast):
    near(cast)
    reminding.queue_calls(now=timezone.localtime().replace(hour=12))


def term_ends(cast):
    expert = kept(cast).experts.get()
    Expert.objects.filter(pk=expert.pk).update(until=timezone.localdate() + timedelta(days=50))
    InterestsConfirmation.objects.confirm(expert)
    yearly.queue_due(now=timezone.localtime().replace(hour=12))


def interests_due(cast):
    kept(cast)
    yearly.queue_due(now=timezone.localtime().replace(hour=12))


def released(cast, outcome="conditional_go"):
    """A session released: its letter, the words to the group, around it, and to the experts."""
    then = timezone.now() - timedelta(days=2)
    session = make_session(
        committee=kept(cast), status=Session.Status.CLOSED, starts_at=then, closes_at=then, closed_at=then
    )
    project = make_agenda_item(session=session).project
    session.items.all().delete()
    project.group.leads().update(language=cast.language, given_name="Léa")
    make_decision(project=project, outcome=outcome, session=session, released=False)
    item, expert = session.items.get(), session.committee.experts.get()
    Opinion.objects.create(item=item, expert=expert, comment="Allez voir la régie du Haut-Jura, elle a fait pareil.")
    Voting.objects.create(item=item, expert=expert)
    make_member(group=project.group, given_name="Paul", email="paul@example.org", language=cast.language)
    idea = project.ideas().get()
    Follower.objects.create(idea=idea, email="suit@example.org", language=cast.language, confirmed_at=timezone.now())
    releasing.release(session, by=None, now=timezone.now())
    jobs.run(jobs.find(releasing.JOB, str(session.pk)).pk)
    return project


def became(cast):
    project = released(cast, outcome="go")
    project.refresh_from_db()
    accompany(project, by=None)
    becoming.queue_due(now=timezone.now() + timedelta(minutes=1), most=1)


MAILS = {
    "committee/invited": invited,
    "committee/changed": changed,
    "committee/cancelled": cancelled,
    "committee/reminded": lambda cast: reminding.remind(near(cast), now=timezone.now()),
    "committee/call_to_make": called_by_phone,
    "committee/digest": digest,
    "committee/term_ends": term_ends,
    "committee/interests_due": interests_due,
    "committee/decision_letter": released,
    "committee/decision_group": released,
    "committee/decision_around": released,
    "committee/outcomes": released,
    "committee/became": became,
}
