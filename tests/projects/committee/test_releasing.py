"""The decisions of a session leave together, once; letters say the outcome first and no vote (D31, D57, D63)."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from foundation import jobs
from foundation.models import Job
from ideas.models import Follower
from outbox.models import Message
from projects.committee import releasing
from projects.committee.models import AgendaItem, Closing, Declaration, PaperLetter, Release, Session
from projects.models import Bearing, Decision, Project
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_expert,
    make_member,
    make_session,
)


def a_closed_session(*outcomes, committee=None, released=False):
    """A session whose votes were counted two days ago; one file per outcome, confirmed, not released."""
    committee = committee or make_committee(contact="Claire Jobard")
    then = timezone.now() - timedelta(days=2)
    session = make_session(
        committee=committee, status=Session.Status.CLOSED, starts_at=then, closes_at=then, closed_at=then
    )
    for outcome in outcomes:
        add_file(session, outcome)
    return session


def add_file(session, outcome, **fields):
    item = make_agenda_item(session=session, name=f"Projet {outcome}", status=AgendaItem.Status.CLOSED)
    decision = None
    if outcome != "not_decided":
        decision = make_decision(project=item.project, outcome=outcome, released=False, **fields)
    counts = {} if outcome == "not_decided" else {outcome: 5}
    Closing.objects.create(
        item=item, decision=decision, outcome=outcome, members=9, minimum_cast=3, quorum=bool(counts), **counts
    )
    return item


def run_release(session):
    jobs.run(jobs.find(releasing.JOB, str(session.pk)).pk)


def kinds(**found):
    return sorted(Message.objects.filter(kind__startswith="committee-", **found).values_list("kind", flat=True))


@pytest.mark.django_db
def test_decisions_are_released_together_in_one_act_d31():
    session = a_closed_session("go", "conditional_go", "deferral", "no_go", "not_decided")
    make_expert(committee=session.committee)
    releasing.release(session, by=None, now=timezone.now())
    assert session.status == Session.Status.RELEASED
    stages = {item.project.name: item.project.stage for item in releasing.items_of(session)}
    assert stages == {
        "Projet go": "in_committee",
        "Projet conditional_go": "in_committee",
        "Projet deferral": "postponed",
        "Projet no_go": "modelled",
        "Projet not_decided": "in_committee",
    }
    assert Decision.objects.pending().count() == 0
    run_release(session)
    assert kinds() == ["committee-letter"] * 5 + ["committee-outcomes"]


@pytest.mark.django_db
def test_release_waits_for_every_decision_d31():
    session = a_closed_session("go", "no_go")
    last = session.items.last().closing.decision
    last.correct(by=None)
    with pytest.raises(releasing.Unready) as refused:
        releasing.release(session, by=None, now=timezone.now())
    assert [one.sentence for one in refused.value.lacking] == [
        "«\u00a0Projet no_go\u00a0»\u00a0: la présidence n’a pas confirmé la décision."
    ]
    session.refresh_from_db()
    assert (session.status, Release.objects.count(), kinds()) == ("closed", 0, [])


@pytest.mark.django_db(transaction=True)
def test_two_people_release_at_once_and_one_does():
    session = a_closed_session("go", "no_go")
    said = []

    def click():
        try:
            releasing.release(Session.objects.get(pk=session.pk), by=None, now=timezone.now())
            said.append("released")
        except ValidationError as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=click) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["released", "stale", "stale", "stale"]
    assert (Release.objects.count(), Job.objects.filter(kind=releasing.JOB).count()) == (1, 1)


@pytest.mark.django_db
def test_a_release_cut_in_the_middle_writes_only_what_is_missing(monkeypatch):
    session = a_closed_session("go", "no_go", "deferral")
    make_expert(committee=session.committee)
    releasing.release(session, by=None, now=timezone.now())
    job = jobs.find(releasing.JOB, str(session.pk))
    real, asked = releasing.letters.pdf, []

    def breaks(item, *, language):
        asked.append(item.pk)
        if len(asked) == 2:
            raise OSError("the power was cut")
        return real(item, language=language)

    monkeypatch.setattr(releasing.letters, "pdf", breaks)
    assert jobs.run(job.pk) is False
    assert kinds() == ["committee-letter"]
    Job.objects.filter(pk=job.pk).update(lease_until=None)
    assert jobs.run(job.pk) is True
    assert kinds() == ["committee-letter"] * 3 + ["committee-outcomes"]
    first, second, third = session.items.values_list("pk", flat=True)
    assert asked == [first, second, second, third]  # the letter that was written needed no second PDF


@pytest.mark.django_db
def test_each_address_is_told_once_and_who_has_none_on_paper_d63():
    session = a_closed_session("no_go")
    item = session.items.get()
    group, idea = item.project.group, item.project.ideas().get()
    bearer = make_member(group=group, given_name="Manon", email="manon@example.org")
    Bearing.objects.create(
        project=item.project, membership=bearer, kind=Bearing.Kind.BEARER, status="accepted", since=timezone.now()
    )
    make_member(group=group, given_name="Yvette", email="")
    for address in ("manon@example.org", "suit@example.org"):
        Follower.objects.create(idea=idea, email=address, confirmed_at=timezone.now())
    releasing.release(session, by=None, now=timezone.now())
    run_release(session)
    told = {(one.to, one.kind, bool(one.topic)) for one in Message.objects.filter(kind__startswith="committee-")}
    assert told == {
        ("manon@example.org", "committee-letter", False),
        ("lea@example.org", "committee-told", False),
        ("suit@example.org", "committee-around", True),
    }
    assert [letter.membership.given_name for letter in PaperLetter.objects.of(session)] == ["Yvette"]
    Message.objects.filter(key__startswith="committee-").delete()


@pytest.mark.django_db
def test_a_letter_says_the_outcome_first_and_no_count_d28_d31():
    session = a_closed_session("conditional_go")
    releasing.release(session, by=None, now=timezone.now())
    run_release(session)
    letter = Message.objects.get(kind="committee-letter")
    assert letter.text.startswith("Le comité donne son feu vert, sous réserve, à «\u00a0Projet conditional_go\u00a0».")
    assert letter.subject == "Projet conditional_go\u00a0: la réponse du comité, feu vert sous réserve"
    assert "Trouver un local" in letter.text
    assert "Le bail signé" in letter.text
    assert not any(word in letter.text for word in ("5 ", "voix", "unanim"))
    assert [one["name"] for one in letter.attachments] == ["decision-comite.pdf"]
    assert letter.topic == ""


@pytest.mark.django_db
def test_letters_wait_for_the_morning():
    session = a_closed_session("go")
    night = timezone.localtime().replace(hour=22, minute=30)
    releasing.release(session, by=None, now=night)
    run_release(session)
    assert timezone.localtime(Message.objects.get(kind="committee-letter").due_at).hour == 8


@pytest.mark.django_db
def test_a_recused_expert_is_told_with_everybody_d25():
    session = a_closed_session("go")
    recused = make_expert(committee=session.committee)
    item = session.items.get()
    Declaration.objects.create(item=item, expert=recused, kind="recused", reason="family")
    releasing.release(session, by=None, now=timezone.now())
    run_release(session)
    mail = Message.objects.get(kind="committee-outcomes")
    assert mail.to == recused.person.email
    assert "Projet go" in mail.text
    assert "eu vert" in mail.text


@pytest.mark.django_db
def test_notice_is_late_a_week_after_the_votes_d31():
    session = a_closed_session("go")
    until = releasing.notice_until(session)
    assert timezone.localtime(until).date() - timezone.localtime(session.closed_at).date() == timedelta(days=7)
    assert not releasing.is_late(session, now=until)
    assert releasing.is_late(session, now=until + timedelta(minutes=1))
    assert Project.objects.filter(decision="").count() == 1
