"""The weekly mail: one new piece of advice at most to a person, on the day and hour of the territory (D57, D62)."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from ideas.models import Idea
from members.models import Territory
from outbox import grouping
from outbox.models import Message, OptOut
from outbox.topics import COACHING
from projects.coaching import weekly
from projects.coaching.models import AdviceSetting, CoachRules, Suggestion
from tests.factories import make_event, make_idea, make_meeting, make_organiser, make_territory, make_working_group

pytestmark = pytest.mark.django_db
TUESDAY = "2026-12-01 09:10 +0100"


def run(at=TUESDAY, **shift):
    with time_machine.travel(at, tick=False) as clock:
        clock.shift(timedelta(**shift))
        return weekly.queue_due(now=timezone.now())


def leave(at=TUESDAY, **shift):
    """Let the mail of the day leave, at its hour."""
    with time_machine.travel(at, tick=False) as clock:
        clock.shift(timedelta(hours=8, **shift))
        grouping.queue_due(now=timezone.now())
    Message.objects.exclude(slot=None).update(status="sent", sent_at=timezone.now())


def told():
    return list(Message.objects.filter(kind="coaching").order_by("pk").values_list("to", "subject"))


@pytest.fixture
def territory():
    with time_machine.travel("2026-09-01 12:00 +0200", tick=False):
        territory = make_territory()
        event = make_event(territory=territory)
        make_idea(event=event, title="Un four", need="Du pain", author_email="lou@example.org", author_name="Lou")
    return territory


def test_leaves_once_a_week_with_its_three_answers_and_the_mail_of_the_day(territory):
    assert (run(), run(), run(hours=3)) == (1, 0, 0)
    mail = Message.objects.get(kind="coaching")
    assert (mail.to, mail.topic, mail.status) == ("lou@example.org", COACHING, "held")
    assert mail.subject.startswith("Écrivez un premier pas pour «\u00a0Un four\u00a0»")
    assert [f"?reponse={answer}" in mail.text for answer in ("done", "later", "not_relevant")] == [True] * 3
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("at", "queued"),
    [
        ("2026-12-01 08:59 +0100", 0),  # too early
        ("2026-12-01 21:00 +0100", 0),  # at night
        ("2026-11-30 09:10 +0100", 0),  # on Monday
        ("2026-10-27 09:00 +0100", 1),  # the Tuesday after the clocks went back
        ("2026-10-20 09:00 +0200", 1),  # before
        ("2027-03-23 09:00 +0100", 1),
        ("2027-03-30 09:00 +0200", 1),  # after they went forward
    ],
)
def test_comes_on_tuesday_at_nine_in_paris_whatever_the_clocks_did(territory, at, queued):
    assert run(at) == queued


def test_territory_chooses_day_and_hour_or_none(territory):
    CoachRules.objects.create(territory=territory, weekday=3, hour=14)
    assert (run(), run("2026-12-03 13:59 +0100"), run("2026-12-03 14:00 +0100")) == (0, 0, 1)
    CoachRules.objects.update(active=False)
    assert run("2026-12-10 14:00 +0100") == 0


def test_what_was_told_is_no_news_until_it_ends_and_comes_back(territory):
    """A mail left without an answer is not repeated."""
    run()
    leave()
    assert [run(days=7 * week) for week in (1, 2)] == [0, 0]
    Idea.objects.update(first_step="Appeler la mairie")
    run(days=21)
    Idea.objects.update(first_step="")
    assert run(days=28) == 1


def test_later_comes_back_and_who_acted_within_the_week_is_left_alone(territory):
    run()
    leave()
    with time_machine.travel(TUESDAY, tick=False) as clock:
        clock.shift(timedelta(days=1))
        Suggestion.objects.get().answer("later", now=timezone.now())
    assert (run(days=7), run(days=14)) == (0, 1)
    with time_machine.travel(TUESDAY, tick=False) as clock:
        clock.shift(timedelta(days=15))
        Suggestion.objects.get().answer("not_relevant", now=timezone.now())
    assert run(days=28) == 0


def test_one_mail_to_a_person_whatever_they_lead_and_wrote(territory):
    with time_machine.travel("2026-09-02 12:00 +0200", tick=False):
        event = make_event(territory=territory)
        for number in range(3):
            make_working_group(idea=make_idea(event=event), lead="lou@example.org", name=f"Groupe {number}")
        make_organiser(territory=territory, email="lou@example.org")
        other = make_event(territory=make_territory(name="Ailleurs"))
        make_idea(event=other, title="Un lavoir", need="Se voir", author_email="lou@example.org")
    run()
    assert [address for address, _subject in told()] == ["lou@example.org"]
    assert "Groupe 0" in told()[0][1]


def test_nothing_to_who_refused_it_nor_to_who_has_no_address(territory):
    OptOut.objects.create(address="lou@example.org", topic=COACHING)
    with time_machine.travel("2026-09-02 12:00 +0200", tick=False):
        make_working_group(idea=make_idea(event=make_event(territory=territory)), lead=None)
    assert (run(), told()) == (0, [])


def test_says_nothing_when_all_is_well_or_switched_off(territory):
    Idea.objects.update(first_step="Appeler la mairie")
    with time_machine.travel("2026-11-20 12:00 +0100", tick=False):
        group = make_working_group(idea=make_idea(event=make_event(territory=territory), first_step="Se voir"))
        make_meeting(group=group)
    AdviceSetting.objects.create(territory=territory, code="etre-trois", active=False, days=1)
    assert run() == 0


def test_costs_nothing_more_on_the_runs_that_follow(territory, django_assert_max_num_queries):
    event = make_event(territory=territory)
    with time_machine.travel("2026-09-02 12:00 +0200", tick=False):
        for number in range(12):
            make_idea(event=event, need="Du pain", author_email=f"a{number}@example.org")
    assert run() == 13
    with time_machine.travel(TUESDAY, tick=False), django_assert_max_num_queries(3 + 14 * 2):
        assert weekly.queue_due(now=timezone.now()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_once():
    with time_machine.travel(TUESDAY, tick=False):
        event = make_event()
        for number in range(6):
            idea = make_idea(event=event, need="Du pain", author_email=f"a{number % 3}@example.org")
            Idea.objects.filter(pk=idea.pk).update(created_at=timezone.now() - timedelta(days=60))
        now = timezone.now()

        def work():
            weekly.queue_due(now=now)
            connection.close()

        workers = [Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert sorted(address for address, _ in told()) == ["a0@example.org", "a1@example.org", "a2@example.org"]
    assert Territory.objects.count() == 1
