"""Every mail about the conditions of a go: to the group, to who keeps the committee, to experts (D30)."""

from django.conf import settings
from django.urls import reverse

from outbox.models import Message
from outbox.queueing import queue_to
from projects.emails import to_member

DUE, CHANGED, LIFTED, OVERDUE = "condition-due", "condition-changed", "condition-lifted", "condition-overdue"
PROOF, VOTE, COUNTED = "condition-proof", "condition-vote", "condition-counted"


def due(membership, *, condition, days):
    """To who looks after it and who bears the project: what is asked, in `days` days, today for 0."""
    key = f"{DUE}:{condition.pk}:{condition.due_on:%Y-%m-%d}:{days}:{membership.pk}"
    return _to_member(membership, "condition_due", key=key, kind=DUE, condition=condition, days=days)


def changed(members, *, condition, step):
    """To the group: more time, or more to show, with the reason."""
    withdraw_due(condition)
    for member in members:
        key = f"{CHANGED}:{step.pk}:{member.pk}"
        _to_member(member, "condition_changed", key=key, kind=CHANGED, condition=condition, step=step, why=step.words)


def lifted(members, *, conditions, project, step):
    """To the group: these are lifted; when none is left, what opens now (D23)."""
    for condition in conditions:
        withdraw_due(condition)
    for member in members:
        _to_member(
            member, "condition_lifted", key=f"{LIFTED}:{step.pk}:{member.pk}", kind=LIFTED, condition=conditions[0],
            conditions=conditions, remaining=project.open_conditions, words_said=step.words,
        )  # fmt: skip


def overdue(members, *, condition):
    """To the group: the day passed, the committee speaks of it again, and this is no refusal (D30)."""
    for member in members:
        key = f"{OVERDUE}:{condition.pk}:{condition.due_on:%Y-%m-%d}:{member.pk}"
        _to_member(member, "condition_overdue", key=key, kind=OVERDUE, condition=condition)


def proof_received(keepers, *, condition, proof):
    """To who keeps the committee: something to read."""
    url = settings.PUBLIC_URL + reverse("committee:condition", args=[condition.pk])
    for keeper in keepers:
        _to_person(
            keeper, "condition_proof", key=f"{PROOF}:{proof.pk}:{keeper.pk}", kind=PROOF,
            territory=condition.project.territory, condition=condition, proof=proof, open_url=url,
        )  # fmt: skip


def vote_asked(expert, *, vote):
    """To an expert: one question, yes or no, until a moment."""
    url = settings.PUBLIC_URL + reverse("committee:lifting_vote", args=[vote.pk])
    _to_person(
        expert.person, "condition_vote", key=f"{VOTE}:{vote.pk}:{expert.pk}", kind=VOTE,
        territory=vote.committee.territory, vote=vote, project=vote.decision.project, open_url=url,
    )  # fmt: skip


def vote_closed(keepers, *, vote):
    """To who keeps the committee: what the short vote said; nothing tells who said what (D28)."""
    Message.objects.filter(key__startswith=f"{VOTE}:{vote.pk}:").withdraw()
    url = settings.PUBLIC_URL + reverse("committee:lifting_vote", args=[vote.pk])
    for keeper in keepers:
        _to_person(
            keeper, "condition_counted", key=f"{COUNTED}:{vote.pk}:{keeper.pk}", kind=COUNTED,
            territory=vote.committee.territory, vote=vote, project=vote.decision.project, open_url=url,
        )  # fmt: skip


def withdraw_due(condition):
    """A reminder that has not left asks for what is no longer asked, or for another day."""
    Message.objects.filter(key__startswith=f"{DUE}:{condition.pk}:").withdraw()


def _to_member(membership, name, *, key, kind, condition, **context):
    project = condition.project
    page, context = reverse("committee:project_conditions", args=[project.slug]), {"condition": condition, **context}
    to_member(membership, f"committee/{name}", project=project, key=key, kind=kind, page=page, context=context)


def _to_person(person, name, *, key, kind, territory, **context):
    queue_to(
        person,
        key=key,
        kind=kind,
        template=f"emails/committee/{name}",
        context={"territory": territory, **context},
        about=f"territory:{territory.pk}",
    )
