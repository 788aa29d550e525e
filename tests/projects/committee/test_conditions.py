"""Conditions of a go: proof, lifted by the chair or by a short vote, late, and never a silent no (D30)."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from foundation import guards, jobs
from ideas.groups.checking_files import Accepted
from ideas.models import Follower
from outbox.models import Message
from outbox.topics import IDEAS
from projects import personal_data_conditions
from projects.committee import (
    coming_back,
    condition_reminders,
    digesting,
    duties_conditions,
    freezing,
    lifting,
    telling_lifted,
)
from projects.committee.mailed_codes import TRIES
from projects.committee.models import Declaration, LiftingVoting, PendingVote, SealedLifting
from projects.committee.models.lifting import unseal
from projects.decided import accompany
from projects.models import Condition, Decision, Stage
from projects.models.condition import write_conditions
from projects.returning import say_what_changed
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_expert,
    make_member,
    make_secretary,
    make_session,
)
from tests.projects.committee.ballots import a_short_vote, mailed_code

DAY = timedelta(days=1)


def a_conditional_go(*, conditions=1, days=90, in_session=False, **rules):
    """(committee, its chair's person, the project, its conditions in order), decided and released."""
    committee = make_committee(**rules)
    chair = make_expert(committee=committee, office="chair").person
    session = make_session(committee=committee, status="closed")
    item = make_agenda_item(session=session)
    project = item.project
    item.delete()
    decision = make_decision(project=project, conditions=conditions, days=days, session=session if in_session else None)
    return committee, chair, project, list(decision.conditions.all())


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **kwargs)
    return refused.value.code


def kinds_of(prefix):
    return sorted(Message.objects.filter(kind__startswith=prefix).values_list("kind", "to"))


@pytest.mark.django_db
def test_a_conditional_go_asks_from_its_release_on_and_the_chair_lifts_d30():
    committee, chair, project, (first, second) = a_conditional_go(conditions=2)
    assert (project.open_conditions, Condition.objects.open().count()) == (0, 2)
    project.refresh_from_db()
    assert project.open_conditions == 2
    member = project.group.memberships.get()
    secretary = make_secretary(committee=committee)
    lifting.send_proof(first, words="Le bail est signé.", membership=member)
    assert first.is_sent
    assert kinds_of("condition-proof") == [("condition-proof", secretary.email)]
    lifting.accept(first, by=secretary)
    assert (first.is_accepted, Condition.objects.open().count()) == (True, 2)  # the secretary proposes
    lifting.confirm(first.decision, by=chair, words="Bravo.")
    lifting.accept(second, by=chair)  # the chair alone is enough [setting]
    project.refresh_from_db()
    assert (project.open_conditions, Condition.objects.lifted().count()) == (0, 2)
    assert kinds_of("condition-lifted") == [("condition-lifted", "lea@example.org")] * 2
    accompany(project, by=None)
    assert project.stage == Stage.ACCOMPANIED
    assert code_of(lifting.accept, second, by=chair) == "stale"


@pytest.mark.django_db
def test_followers_are_told_once_in_plain_words_when_the_last_condition_is_lifted_d31():
    _committee, chair, project, (first, second) = a_conditional_go(conditions=2)
    idea = project.ideas().get()
    for address in ("suit@example.org", "lea@example.org"):  # who is in the group reads the mails of the group
        Follower.objects.create(idea=idea, email=address, confirmed_at=timezone.now())
    lifting.accept(first, by=chair)
    assert jobs.find(telling_lifted.JOB, str(first.decision_id)) is None  # one condition remains
    lifting.accept(second, by=chair)
    job = jobs.find(telling_lifted.JOB, str(first.decision_id))
    assert jobs.run(job.pk) is True
    [mail] = Message.objects.filter(kind="condition-around")
    subject = f"«\u00a0{project}\u00a0»\u00a0: toutes les réserves sont levées"
    assert (mail.to, mail.topic, mail.subject) == ("suit@example.org", IDEAS, subject)
    assert "Plus rien ne sépare le projet de son accompagnement." in mail.text
    assert first.text not in mail.text


@pytest.mark.django_db
def test_only_the_chair_confirms_and_nobody_who_stood_down_judges_d25():
    committee, chair, _project, (condition,) = a_conditional_go(in_session=True)
    secretary = make_secretary(committee=committee)
    lifting.accept(condition, by=secretary)
    assert code_of(lifting.confirm, condition.decision, by=secretary) == "chair"
    item, expert = lifting.item_of(condition.decision), committee.experts.get(person=chair)
    Declaration.objects.create(item=item, expert=expert, kind="recused", reason="work", set_by=chair)
    with pytest.raises(PermissionDenied):
        lifting.confirm(condition.decision, by=chair)


@pytest.mark.django_db
def test_asked_again_and_given_more_time_with_a_reason_that_the_group_reads():
    _committee, chair, _project, (condition,) = a_conditional_go(days=10)
    lifting.send_proof(condition, link="https://example.org/bail")
    assert code_of(lifting.ask_again, condition, by=chair, why="  ") == "reason"
    lifting.ask_again(condition, by=chair, why="Il manque la signature.")
    sooner = condition.due_on - DAY
    assert code_of(lifting.extend, condition, by=chair, due_on=sooner, why="Congés.") == "day"
    later = condition.due_on + 30 * DAY
    lifting.extend(condition, by=chair, due_on=later, why="La mairie est fermée en août.")
    assert (condition.state, condition.due_on) == ("asked", later)
    assert [step.kind for step in condition.steps.all()] == ["proof", "again", "extended"]
    assert kinds_of("condition-changed") == [("condition-changed", "lea@example.org")] * 2


@pytest.mark.django_db
def test_a_late_condition_goes_back_to_the_committee_and_someone_is_called_never_a_silent_no_d30():
    committee, chair, project, (condition,) = a_conditional_go(days=10)
    member = project.group.memberships.get()
    Condition.objects.filter(pk=condition.pk).update(in_charge=member)
    on_the_day = datetime.combine(condition.due_on, datetime.min.time(), UTC) + timedelta(hours=10)
    with time_machine.travel(on_the_day, tick=False):
        assert condition_reminders.queue_due(now=timezone.now()) == 0
    with time_machine.travel(on_the_day + DAY, tick=False):
        assert [condition_reminders.queue_due(now=timezone.now()) for _ in range(2)] == [1, 0]
        condition.refresh_from_db()
        project.refresh_from_db()
        assert (project.decision, project.favourable, project.open_conditions) == ("conditional_go", True, 1)
        assert lifting.to_examine(committee) == [(project, [condition])]
        assert Condition.objects.kept_by(chair).to_call().get() == condition
        assert condition.phone == ""  # nobody agreed to it
        lifting.called(condition, by=chair, words="Le notaire a pris du retard, bail le 3.")
        assert code_of(lifting.called, condition, by=chair, words="Encore.") == "stale"
        lifting.send_proof(condition, words="Voici.")  # late, and welcome
        assert kinds_of("condition-overdue") == [("condition-overdue", "lea@example.org")]
        make_agenda_item(session=make_session(committee=committee), project=project)
        assert lifting.to_examine(committee) == []


@pytest.mark.django_db
def test_a_late_proof_is_to_be_read_and_no_call_is_asked_for_it_d30():
    committee, chair, _project, (condition,) = a_conditional_go()
    Condition.objects.filter(pk=condition.pk).update(overdue_at=timezone.now())
    condition.refresh_from_db()
    assert (condition.is_to_call, Condition.objects.to_call().get()) == (True, condition)
    lifting.send_proof(condition, words="Voici.")
    assert (condition.is_to_call, Condition.objects.to_call().count()) == (False, 0)
    duties = [duty.title for duty in duties_conditions.duties(chair, timezone.now())]
    lines = [line.title for line in digesting.lines_of(committee, now=timezone.now())]
    assert (duties, lines[1:]) == (["1 preuve de réserve à lire"], ["1 preuve à lire"])  # first: its session


@pytest.mark.django_db
def test_the_bearer_is_reminded_a_month_a_week_and_the_day_before_once_each_d30():
    with time_machine.travel(datetime(2026, 9, 1, 12, tzinfo=UTC), tick=False):
        _committee, _chair, project, (condition,) = a_conditional_go(days=60)  # due on 31 October, after the clocks
        make_member(group=project.group)  # neither leads, bears nor looks after it
    days = [condition.due_on - timedelta(days=before) for before in (31, 30, 29, 7, 6, 0)]
    told = []
    for day in days:
        for hour in (3, 8, 14):  # UTC: at night nothing leaves
            condition_reminders.queue_due(now=datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hour))
        told.append(Message.objects.filter(kind="condition-due").count())
    assert told == [0, 1, 1, 2, 2, 3]
    assert set(Message.objects.filter(kind="condition-due").values_list("to", flat=True)) == {"lea@example.org"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "least", "outcome", "state", "still_open"),
    [
        ("yyn", 3, "lifted", "lifted", 0),
        ("ynn", 3, "not_yet", "asked", 1),
        ("yy", 3, "nobody", "accepted", 1),
        ("yy", 1, "lifted", "lifted", 0),
    ],
)
def test_experts_lift_by_a_short_secret_vote_that_closes_by_itself_d30(answers, least, outcome, state, still_open):
    committee, chair, project, (condition,) = a_conditional_go(lifting="vote", minimum_cast=least)
    experts = [make_expert(committee=committee) for _ in range(3)]
    now = timezone.now()
    assert code_of(lifting.open_vote, condition.decision, closes_at=now + DAY, by=chair) == "proofs"
    lifting.accept(condition, by=chair)
    assert condition.is_accepted  # under this setting the chair does not lift alone
    vote = lifting.open_vote(condition.decision, closes_at=now + DAY, by=chair)
    assert code_of(lifting.open_vote, condition.decision, closes_at=now + DAY, by=chair) == "open"
    for expert, answer in zip(experts, answers, strict=False):
        lifting.cast(vote, expert, lifted=answer == "y")
        lifting.cast(vote, expert, lifted=answer == "y")
    assert code_of(lifting.cast, vote, experts[0], lifted=False, now=vote.closes_at) == "closed"
    assert [lifting.close_vote(vote, now=at) for at in (now, vote.closes_at, vote.closes_at)] == [False, True, False]
    vote.refresh_from_db()
    condition.refresh_from_db()
    project.refresh_from_db()
    assert (vote.outcome, condition.state, project.open_conditions) == (outcome, state, still_open)
    assert vote.yes + vote.no == (len(answers) if len(answers) >= 3 else 0)  # counts under three would tell (D31)
    assert (SealedLifting.objects.count(), LiftingVoting.objects.count()) == (0, len(answers))


@pytest.mark.django_db
def test_an_answer_to_a_short_vote_counts_once_its_code_is_typed_d60():
    committee = make_committee()
    vote, expert = a_short_vote(committee, by=make_secretary(committee=committee)), make_expert(committee=committee)
    lifting.ask_code(vote, expert, lifted=False)
    lifting.ask_code(vote, expert, lifted=True)
    right = mailed_code(expert)
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    assert [code_of(lifting.confirm_answer, vote, expert, code=wrong) for _ in range(TRIES)] == (
        ["wrong"] * 4 + ["blocked"]
    )
    assert code_of(lifting.confirm_answer, vote, expert, code=right) == "blocked"
    assert (LiftingVoting.objects.count(), SealedLifting.objects.count()) == (0, 0)
    lifting.ask_code_again(vote, expert)
    code = mailed_code(expert)
    lifting.confirm_answer(vote, expert, code=f" {code[:3]} {code[3:]} ")
    assert (LiftingVoting.objects.get().expert, unseal(SealedLifting.objects.get())) == (expert, True)
    assert code_of(lifting.confirm_answer, vote, expert, code=code) == "none"  # it served once
    assert list(Message.objects.filter(kind="vote-code").order_by("pk").values_list("status", "secret")) == [
        ("withdrawn", True), ("withdrawn", True), ("queued", True),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_code_of_a_short_vote_belongs_to_its_voter_ten_minutes_and_its_end_d60():
    committee, now = make_committee(minimum_cast=1), timezone.now()
    vote = a_short_vote(committee, by=make_secretary(committee=committee))
    expert, other, stranger = (make_expert(committee=one) for one in (committee, committee, make_committee()))
    assert code_of(lifting.ask_code, vote, stranger, lifted=True) == "voter"
    lifting.ask_code(vote, other, lifted=False)
    lifting.ask_code(vote, expert, lifted=True, now=vote.closes_at - timedelta(minutes=5))
    assert code_of(lifting.confirm_answer, vote, other, code=mailed_code(expert)) == "wrong"
    late = {"code": mailed_code(other), "now": now + timedelta(minutes=11)}
    assert code_of(lifting.confirm_answer, vote, other, **late) == "expired"
    assert code_of(lifting.confirm_answer, vote, expert, code=mailed_code(expert), now=vote.closes_at) == "closed"
    assert code_of(lifting.ask_code, vote, expert, lifted=True, now=vote.closes_at) == "closed"
    lifting.close_vote(vote, now=vote.closes_at)  # what was never confirmed is not counted, and goes
    vote.refresh_from_db()
    assert (vote.outcome, LiftingVoting.objects.count(), PendingVote.objects.count()) == ("nobody", 0, 0)


@pytest.mark.django_db
def test_a_new_decision_asks_no_more_what_the_one_before_asked():
    _committee, _chair, project, (condition,) = a_conditional_go()
    make_decision(project=project, outcome="go")
    condition.refresh_from_db()
    project.refresh_from_db()
    assert (condition.state, project.decision, project.open_conditions) == ("moot", "go", 0)


@pytest.mark.django_db
def test_conditions_are_written_with_the_draft_only_d30():
    committee = make_committee()
    project = make_agenda_item(session=make_session(committee=committee)).project
    decision = Decision.objects.create(project=project, outcome="conditional_go")
    words = {"text": "Trouver un local", "expected_proof": "Le bail", "due_on": timezone.localdate() + DAY}
    write_conditions(decision, [words, words], by=None)
    write_conditions(decision, [words], by=None)
    assert decision.conditions.count() == 1
    decision.write(by=None, version=decision.version, reasons="Prix à prouver.")
    decision.confirm(by=None)
    assert code_of(write_conditions, decision, [words], by=None) == "stale"
    assert Condition.objects.open().count() == 0  # nobody is asked anything before the release (D31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "guard"),
    [
        ({"text": "Autre chose"}, "projects_condition_asked_stays"),
        ({"state": "asked", "lifted_at": None}, "projects_condition_lifted_stays"),
    ],
)
def test_no_path_changes_what_was_asked_nor_takes_a_lifting_back(values, guard):
    _committee, chair, _project, (condition,) = a_conditional_go()
    lifting.accept(condition, by=chair)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Condition.objects.filter(pk=condition.pk).update(**values)
    assert guards.broken(refused.value).name == guard


@pytest.mark.django_db(transaction=True)
def test_two_people_lift_the_last_two_conditions_at_once():
    _committee, chair, project, conditions = a_conditional_go(conditions=2)

    def lift(condition):
        try:
            lifting.accept(Condition.objects.select_related("decision__project").get(pk=condition.pk), by=chair)
        finally:
            connection.close()

    threads = [Thread(target=lift, args=(one,)) for one in conditions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    project.refresh_from_db()
    assert (project.open_conditions, Condition.objects.lifted().count()) == (0, 2)


@pytest.mark.django_db
def test_calls_names_and_proofs_are_forgotten_in_time_d58():
    _committee, chair, _project, (condition,) = a_conditional_go()
    Condition.objects.filter(pk=condition.pk).update(in_charge_name="Zoé Perrin")
    lifting.send_proof(condition, words="Voici", accepted=Accepted("bail.txt", "txt", b"bail"))
    proof = condition.proofs.get()
    lifting.accept(condition, by=chair)
    later = timezone.now() + DAY
    for rows, act in personal_data_conditions.leftovers(later):
        act(list(rows.values_list("pk", flat=True)))
    condition.refresh_from_db()
    assert (condition.in_charge_name, condition.proofs.count(), condition.is_lifted) == ("", 0, True)
    assert [list(rows) for rows, _act in personal_data_conditions.leftovers(later)] == [[], [], []]
    assert default_storage.exists(proof.stored_name)  # until the commit


@pytest.mark.django_db
def test_what_changed_since_a_no_go_is_frozen_in_the_file_and_typeset_d32():
    committee = make_committee()
    item = make_agenda_item(session=make_session(committee=committee))
    make_decision(project=item.project, outcome="no_go")
    item.project.refresh_from_db()
    say_what_changed(item.project, text="Deux communes ont signé.")
    back = freezing.content_of_file(item)["back"]
    assert (back["outcome"], back["new_elements"], back["conditions"]) == ("pas retenu", "Deux communes ont signé.", [])
    with translation.override("fr"):
        titles = [part["title"] for part in coming_back.printed(back)["parts"]]
    assert titles == ["Ce qui a changé, avec les mots du groupe", "Ce qu’il a répondu"]
