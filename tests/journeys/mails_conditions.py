"""Mails about the conditions of a conditional go: lines of the gallery."""

from datetime import timedelta

from django.utils import timezone

from foundation import jobs
from ideas.models import Follower
from projects.committee import condition_reminders, lifting, telling_lifted
from projects.models import Condition, Stage
from tests.factories import make_committee, make_decision, make_expert, make_person
from tests.journeys.mails_projects import member, team


def asked(cast, **rules):
    """(the condition of a project just given a green light, the chair) who read in the language of the cast."""
    project = team(cast)
    type(project).objects.filter(pk=project.pk).update(stage=Stage.IN_COMMITTEE)
    project.refresh_from_db()
    committee = make_committee(territory=cast.territory, **rules)
    chair = make_expert(committee=committee, office="chair", person=make_person(language=cast.language)).person
    [condition] = make_decision(project=project).conditions.all()
    return condition, chair


def due(cast):
    condition, _chair = asked(cast)
    condition_reminders.remind(condition, today=condition.due_on - timedelta(days=7))


def sent(cast):
    condition, chair = asked(cast)
    lead = member(condition.project, lead=True)
    lifting.send_proof(
        condition, words="Le bail est signé, le voici.", link="https://example.org/bail", membership=lead
    )
    return condition, chair


def asked_again(cast):
    condition, chair = sent(cast)
    lifting.ask_again(condition, by=chair, why="Il manque la signature de la mairie.")


def lifted(cast):
    condition, chair = sent(cast)
    lifting.accept(condition, by=chair, words="Bravo pour ce local.")


def lifted_around(cast):
    condition, chair = asked(cast)
    idea = condition.project.ideas().get()
    Follower.objects.create(idea=idea, email="suit@example.org", language=cast.language, confirmed_at=timezone.now())
    lifting.accept(condition, by=chair)
    jobs.run(jobs.find(telling_lifted.JOB, str(condition.decision_id)).pk)


def overdue(cast):
    condition, _chair = asked(cast)
    Condition.objects.filter(pk=condition.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    lifting.say_overdue(Condition.objects.get(pk=condition.pk), now=timezone.now())


def voted_on(cast):
    condition, chair = asked(cast, lifting="vote")
    lifting.accept(condition, by=chair)
    return lifting.open_vote(condition.decision, closes_at=timezone.now() + timedelta(days=7), by=chair)


def counted(cast):
    vote = voted_on(cast)
    lifting.close_vote(vote, now=vote.closes_at)


MAILS = {
    "committee/condition_due": due,
    "committee/condition_changed": asked_again,
    "committee/condition_lifted": lifted,
    "committee/lifted_around": lifted_around,
    "committee/condition_overdue": overdue,
    "committee/condition_proof": sent,
    "committee/condition_vote": voted_on,
    "committee/condition_counted": counted,
}
