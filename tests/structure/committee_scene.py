"""What lines of the access table about the expert committee are about: one session called, one file, all in A."""

from datetime import timedelta

from django.utils import timezone

from ideas.groups.checking_files import Accepted
from projects.committee import lifting
from projects.committee.models import LiftingVote
from tests.factories import make_agenda_item, make_committee, make_decision, make_expert, make_session


def subjects_of(territory):
    """Return {word of the table: arguments of its address}."""
    committee = make_committee(territory=territory)
    session = make_session(committee=committee)
    item, expert = make_agenda_item(session=session), make_expert(committee=committee)
    recusal = item.declarations.create(expert=expert, kind="recused", reason="family")
    return {
        "committee-session": {"pk": session.pk},
        "committee-item": {"pk": item.pk},
        "committee-expert": {"pk": expert.pk},
        "committee-recusal": {"pk": recusal.pk},
        "committee-interest": {"pk": expert.pk, "number": 1},
        "committee-project": {"slug": item.project.slug},
        **_of_conditions(committee),
    }


def _of_conditions(committee):
    """A project under a condition with its proof, which the experts vote on; another one that was not retained."""
    items = [make_agenda_item(session=make_session(committee=committee)) for _ in range(2)]
    (under, refused), _gone = [item.project for item in items], [item.delete() for item in items]
    make_decision(project=refused, outcome="no_go")
    condition = make_decision(project=under).conditions.get()
    proof = lifting.send_proof(condition, accepted=Accepted("bail.txt", "txt", b"bail"))
    closes_at = timezone.now() + timedelta(days=1)
    vote = LiftingVote.objects.create(committee=committee, decision=condition.decision, closes_at=closes_at)
    of_project, of_condition = {"slug": under.slug}, {"pk": condition.pk}
    return {
        "refused-project": {"slug": refused.slug},
        "conditions-project": of_project,
        "project-condition": {**of_project, **of_condition},
        "project-proof": {**of_project, "key": proof.key},
        "committee-condition": of_condition,
        "committee-condition-step": {**of_condition, "act": "valider"},
        "committee-condition-proof": {**of_condition, "key": proof.key},
        "committee-short-vote": {"pk": vote.pk},
        "committee-short-vote-proof": {"pk": vote.pk, "key": proof.key},
    }
