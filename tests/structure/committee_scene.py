"""What lines of the access table about the expert committee are about: one session called, one file, all in A."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ideas.groups.checking_files import Accepted
from members.models import MinutesSigned
from projects.committee import asking, freezing, lifting
from projects.committee import minutes as writing
from projects.committee.models import LiftingVote, SlotNotice
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
        "committee-call": {"pk": session.pk, "number": session.calls.create(expert=expert).pk},
        "committee-letter": _of_a_letter(committee),
        **_of_minutes(committee),
        **_of_the_file(item, expert),
        **_of_conditions(committee),
    }


def _of_the_file(item, expert):
    """The frozen copy, a document of it, a question about it, the slot that was told."""
    document = freezing.freeze(item, by=None).documents.create(key="A" * 20, kind="txt", size=1, rank=0)
    question = asking.ask(item, expert=expert, text="Qui conduit ?")
    SlotNotice.objects.create(item=item, mode="room", begins_at=item.session.starts_at, ends_at=item.session.closes_at)
    return {
        "committee-document": {"pk": item.pk, "key": document.key},
        "committee-question": {"slug": item.project.slug, "pk": question.pk},
    }


def _of_a_letter(committee):
    """A file whose answer is known, in a session released."""
    session = make_session(committee=committee, days=-9, status="released")
    project = make_agenda_item(session=make_session(committee=committee)).project
    project.agenda_items.all().delete()
    make_decision(project=project, session=session)
    return {"slug": project.slug, "number": session.items.get().pk}


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


def _of_minutes(committee):
    """The minutes of a session released, adopted, with what was signed."""
    session = make_session(committee=committee, days=-19, status="released")
    minutes = writing.draft(session).minutes
    minutes.adopt(by=None, said="", version=0)
    signed = MinutesSigned.add(minutes, SimpleUploadedFile("pv.pdf", b"%PDF-1.7"), kind="scan", by=None)
    return {
        "committee-minutes": {"pk": session.pk},
        "committee-signed": {"pk": session.pk, "key": signed.key},
    }
