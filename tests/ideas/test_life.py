"""The life of an idea: allowed steps, kept with when, in which role and why; one mail at each real step (D18)."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation import jobs
from foundation.models import Job
from ideas.models import Follower, Idea, IdeaStep, Stage, advance, life, telling
from ideas.models.life import ALLOWED, Missing, Unmet, require
from ideas.models.telling import Taken, lasting, undone_by
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_person

pytestmark = pytest.mark.django_db

NOON = "2026-11-24 12:00 +0100"
PAIRS = list(product(Stage, Stage))


@pytest.fixture
def idea():
    return make_idea(event=make_event(), author_email="lou@example.org", author_name="Lou")


def at(idea, stage):
    Idea.objects.filter(pk=idea.pk).update(stage=stage)
    idea.refresh_from_db()
    return idea


def mails(idea):
    """[(kind, whether it still waits)] about the life of `idea`, the oldest first."""
    found = Message.objects.filter(key__startswith=f"idea-life:{idea.receipt}:").order_by("pk")
    return [(mail.kind, mail.status != "withdrawn") for mail in found]


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setattr(life, "_conditions", {})


@pytest.mark.usefixtures("asked")
def test_table_of_steps_is_kept_whole(idea):
    """Every pair of stages: allowed, done, or refused with a sentence that says what comes first."""
    for before, after in PAIRS:
        at(idea, before)
        if before == after:
            assert advance(idea, after) is None
        elif after in ALLOWED[before]:
            assert advance(idea, after, why="Nous manquons de bras.").details == after
        else:
            with pytest.raises(ValidationError) as refusal:
                advance(idea, after, why="Nous manquons de bras.")
            assert (refusal.value.code, str(life.FIRST[before]) in refusal.value.message) == ("forbidden", True)
            idea.refresh_from_db()
            assert idea.stage == before


@pytest.mark.usefixtures("asked")
def test_step_refused_names_what_is_missing_and_where(idea):
    missing = Missing("Ce groupe n’a pas encore de membre.", url="/groupes/", act="Inviter")
    require(Stage.GROUPED, lambda one: missing)
    with pytest.raises(Unmet) as refusal:
        advance(idea, Stage.GROUPED)
    assert (refusal.value.missing, refusal.value.code, idea.steps.count()) == (missing, "condition", 0)


def test_step_is_kept_with_role_and_reason_and_the_name_goes_with_the_person(idea):
    organiser = make_organiser(territory=idea.territory, given_name="Anne", family_name="Vuillet")
    step = advance(idea, Stage.SET_ASIDE, by=organiser, why="  Une entreprise le fait déjà.  ")
    assert (step.role, step.why, step.actor) == ("team", "Une entreprise le fait déjà.", str(organiser))
    organiser.roles.all().delete()
    organiser.delete()
    step = IdeaStep.objects.get(pk=step.pk)
    assert (step.by, step.actor) == (None, "ancien membre de l’équipe")


@pytest.mark.parametrize(("change", "code"), [("why", "reason"), ("gone", "stale"), ("merged", "merged")])
def test_step_without_reason_or_of_an_idea_that_no_longer_stands_is_refused(idea, change, code):
    if change == "gone":
        Idea.objects.filter(pk=idea.pk).update(status=Idea.Status.WITHDRAWN)
    if change == "merged":
        whole = make_idea(event=idea.event)
        Idea.objects.filter(pk=idea.pk).update(merged_into=whole, whole=whole)
    with pytest.raises(ValidationError) as refusal:
        advance(idea, Stage.SET_ASIDE if change == "why" else Stage.KEPT, by=make_person())
    assert (refusal.value.code, idea.steps.count(), mails(idea)) == (code, 0, [])


@pytest.mark.usefixtures("asked")
def test_each_real_step_is_told_once_to_its_author(idea):
    """« À creuser » is no step for whoever wrote it; being set aside is told with the reason."""
    way = [Stage.TO_DIG, Stage.KEPT, Stage.GROUPED, Stage.PROJECT, Stage.SET_ASIDE, Stage.TO_DIG]
    with time_machine.travel(NOON, tick=False) as clock:
        for stage in way:
            advance(idea, stage, why="Nous manquons de bras." if stage == Stage.SET_ASIDE else "")
            Message.objects.held().update(status=Message.Status.SENT, sent_at=timezone.now())  # the mail of the day
            clock.shift(timedelta(days=1))
            assert advance(idea, stage) is None
    kinds = ["idea-life-kept", "idea-life-grouped", "idea-life-project", "idea-life-set-aside", "idea-life-resumed"]
    assert [kind for kind, _ in mails(idea)] == kinds
    told = Message.objects.get(kind="idea-life-set-aside")
    assert ("Nous manquons de bras." in told.text, "Nous manquons de bras." in told.html) == (True, True)


def test_mail_waits_ten_minutes_then_the_hour_of_the_day_and_can_be_refused(idea):
    with time_machine.travel(NOON, tick=False):
        advance(idea, Stage.KEPT)
    mail = Message.objects.get()
    due = timezone.localtime(mail.due_at).strftime("%H:%M")
    assert (mail.to, mail.topic, mail.status, due) == ("lou@example.org", "ideas", "held", "17:00")
    assert "List-Unsubscribe" in mail.headers


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("way", "minutes", "waits"),
    [
        ([Stage.KEPT, Stage.TO_SORT], 60, [False]),  # undone the same day: never leaves
        ([Stage.KEPT, Stage.TO_DIG], 5, [False]),  # a slip of the hand
        ([Stage.KEPT, Stage.GROUPED, Stage.PROJECT], 1, [True, True, True]),  # forward, however quickly
        ([Stage.KEPT, Stage.GROUPED, Stage.TO_SORT], 1, None),  # forbidden: see the table
        ([Stage.KEPT, Stage.SET_ASIDE, Stage.KEPT], 30, [True, False]),  # still kept: nothing more to say
        ([Stage.KEPT, Stage.TO_SORT, Stage.KEPT], 30, [False, True]),
    ],
)
def test_undone_step_takes_its_mail_back(idea, way, minutes, waits):
    with time_machine.travel(NOON, tick=False) as clock:
        for stage in way if waits is not None else way[:2]:
            advance(idea, stage, why="Trop tôt.")
            clock.shift(timedelta(minutes=minutes))
    assert [stays for _, stays in mails(idea)] == (waits if waits is not None else [True, True])


def test_whoever_wrote_a_part_is_told_of_the_whole_once_per_address(idea):
    for title, address in (("Un bus le soir", "nadia@example.org"), ("Le même", "lou@example.org")):
        make_idea(event=idea.event, title=title, author_email=address, merged_into=idea, whole=idea)
    gone = make_idea(event=idea.event, author_email="paul@example.org", merged_into=idea, whole=idea)
    Idea.objects.filter(pk=gone.pk).update(status=Idea.Status.REFUSED, refusal="off_topic")
    advance(idea, Stage.KEPT)
    told = {mail.to: "Un bus le soir" in mail.text for mail in Message.objects.all()}
    assert told == {"lou@example.org": False, "nadia@example.org": True}


def test_whoever_follows_is_told_in_words_of_their_own_once_per_address(idea):
    """D19: following is neither writing nor joining."""
    part = make_idea(event=idea.event, merged_into=idea, whole=idea)
    for followed, address in ((idea, "zoe@example.org"), (part, "zoe@example.org"), (part, "lou@example.org")):
        Follower.objects.create(idea=followed, email=address, confirmed_at=timezone.now())
    Follower.objects.create(idea=idea, email="paul@example.org")  # never confirmed
    advance(idea, Stage.KEPT)
    assert dict(Message.objects.values_list("to", "kind")) == {
        "lou@example.org": "idea-life-kept",
        "zoe@example.org": "idea-life-kept-follower",
    }


@pytest.fixture
def crowd(idea, monkeypatch):
    """More followers than are told at once: five, and two of those are."""
    monkeypatch.setattr(telling, "FEW", 2)
    return [
        Follower.objects.create(idea=idea, email=f"f{number}@example.org", confirmed_at=timezone.now())
        for number in range(5)
    ]


@pytest.mark.usefixtures("crowd")
def test_many_followers_are_told_by_a_job_once(idea):
    advance(idea, Stage.KEPT)
    assert [kind for kind, _waits in mails(idea)] == ["idea-life-kept"]
    job = Job.objects.get()
    jobs.run(job.pk)
    assert len(mails(idea)) == 6
    jobs.run(jobs.start(job.kind, job.subject, nudged=False).pk)  # again, after a crash
    assert len(mails(idea)) == 6


@pytest.mark.usefixtures("crowd")
def test_many_followers_are_not_told_of_a_step_undone(idea):
    advance(idea, Stage.KEPT)
    advance(idea, Stage.TO_SORT)
    jobs.run(Job.objects.get().pk)
    assert mails(idea) == [("idea-life-kept", False)]


def test_idea_taken_back_or_refused_is_told_nothing_more(idea):
    advance(idea, Stage.KEPT)
    idea.withdraw()
    assert mails(idea) == [("idea-life-kept", False)]


def test_steps_that_lasted_are_told_apart_from_slips():
    start = timezone.now()

    def step(pk, before, stage, minutes):
        return Taken(pk, before, stage, start + timedelta(minutes=minutes))

    slip = [step(1, Stage.TO_SORT, Stage.SET_ASIDE, 0), step(2, Stage.SET_ASIDE, Stage.KEPT, 3)]
    assert [one.pk for one in lasting(slip)] == [2]
    undone = [step(1, Stage.TO_SORT, Stage.KEPT, 0), step(2, Stage.KEPT, Stage.TO_SORT, 3)]
    assert lasting(undone) == []
    lived = [step(1, Stage.TO_SORT, Stage.KEPT, 0), step(2, Stage.KEPT, Stage.SET_ASIDE, 60 * 24)]
    assert lasting(lived) == lived
    assert undone_by(Stage.TO_SORT, lived, now=start + timedelta(days=9)) == lived
