"""Reminders leave once, in daytime, at the same hour across both changes of the clocks, while true (D9, D62)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ideas.groups import reminders, task_reminders
from ideas.groups.models import Task
from ideas.groups.models.poll import answer
from outbox.models import Message
from tests.factories import make_meeting, make_member, make_working_group

PARIS = ZoneInfo("Europe/Paris")


def paris(*moment):
    return datetime(*moment, tzinfo=PARIS)


def left(kind):
    return list(Message.objects.waiting().filter(kind=kind).order_by("to").values_list("to", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("change", [(2027, 3, 28), (2027, 10, 31)])
def test_a_meeting_is_reminded_once_two_days_before_across_a_change_of_clocks(time_machine, change):
    day = paris(*change)
    time_machine.move_to(day - timedelta(days=10, hours=-12), tick=False)
    group = make_working_group()
    paul = make_member(group=group, email="paul@example.org")
    make_meeting(group=group, starts_at=paris(change[0], change[1], change[2], 18, 30), points=[("Le car", 20)])
    at = paris(change[0], change[1], change[2] - 2, 10)
    assert reminders.queue_due(now=at - timedelta(minutes=1)) == 0
    assert reminders.queue_due(now=at - timedelta(hours=4)) == 0
    assert (reminders.queue_due(now=at), reminders.queue_due(now=at)) == (2, 0)
    assert left("meeting-reminder") == ["lea@example.org", "paul@example.org"]
    assert "Le car" in Message.objects.get(kind="meeting-reminder", to=paul.email).text


@pytest.mark.django_db
def test_a_moved_or_cancelled_meeting_takes_its_reminder_back(time_machine):
    time_machine.move_to(paris(2027, 2, 1, 12), tick=False)
    group = make_working_group()
    meeting = make_meeting(group=group, starts_at=paris(2027, 2, 10, 18))
    time_machine.move_to(paris(2027, 2, 8, 10), tick=False)
    assert reminders.queue_due(now=paris(2027, 2, 8, 10)) == 1
    meeting.change(starts_at=paris(2027, 2, 20, 18))
    assert left("meeting-reminder") == []
    assert reminders.queue_due(now=paris(2027, 2, 8, 11)) == 0
    assert reminders.queue_due(now=paris(2027, 2, 18, 9, 59)) == 0
    assert reminders.queue_due(now=paris(2027, 2, 18, 10)) == 1
    meeting.cancel()
    assert left("meeting-reminder") == []
    assert reminders.queue_due(now=paris(2027, 2, 18, 12)) == 0


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_was_just_set_nor_whoever_does_not_come(time_machine):
    time_machine.move_to(paris(2027, 2, 1, 12), tick=False)
    group = make_working_group()
    make_meeting(group=group, starts_at=paris(2027, 2, 2, 18))  # set after the moment of its reminder
    silent = make_meeting(group=group, starts_at=paris(2027, 2, 9, 18), reminder_days=0)
    away = make_meeting(group=group, starts_at=paris(2027, 2, 10, 18))
    away.answers.create(membership=group.leads().get(), answer="no")
    for day in range(1, 11):
        assert reminders.queue_due(now=paris(2027, 2, day, 12)) == 0
    assert silent.reminder_days == 0


@pytest.mark.django_db
def test_a_poll_is_asked_once_more_only_of_who_has_not_answered(time_machine):
    time_machine.move_to(paris(2027, 2, 1, 12), tick=False)
    group = make_working_group()
    make_member(group=group, email="paul@example.org")
    meeting = make_meeting(group=group, slots=2)
    answer(meeting, group.leads().get(), {slot.pk: "yes" for slot in meeting.slots.all()})
    assert reminders.queue_due(now=paris(2027, 2, 4, 9)) == 0
    assert reminders.queue_due(now=paris(2027, 2, 4, 13)) == 1
    assert reminders.queue_due(now=paris(2027, 2, 4, 13)) == 0
    assert left("meeting-poll-reminder") == ["paul@example.org"]


@pytest.mark.django_db
def test_tasks_are_reminded_on_their_day_and_a_week_late_in_one_mail_a_person(time_machine):
    time_machine.move_to(paris(2027, 2, 1, 12), tick=False)
    group, other = make_working_group(), make_working_group(lead=None)
    lea = group.leads().get()
    again = make_member(group=other, email="lea@example.org", given_name="Léa")
    day = paris(2027, 2, 4).date()
    tasks = [
        Task.add(group, title="Appeler la mairie", owner=lea, due_on=day),
        Task.add(other, title="Visiter la scierie", owner=again, due_on=day),
    ]
    Task.add(group, title="Personne ne l’a", due_on=day)
    assert task_reminders.queue_due(now=paris(2027, 2, 3, 12)) == 0
    assert task_reminders.queue_due(now=paris(2027, 2, 4, 6)) == 0  # people sleep
    assert [task_reminders.queue_due(now=paris(2027, 2, 4, 9)) for _ in range(2)] == [1, 0]
    mail = Message.objects.get(kind="group-tasks-due")
    assert ("Appeler la mairie" in mail.text, "Visiter la scierie" in mail.text) == (True, True)
    # One of both is done before the mail of the day left: the mail is made anew for what remains.
    tasks[0].finish(lea)
    assert left("group-tasks-due") == []
    assert task_reminders.queue_due(now=paris(2027, 2, 4, 10)) == 1
    mail = Message.objects.waiting().get(kind="group-tasks-due")
    assert ("Appeler la mairie" in mail.text, "Visiter la scierie" in mail.text) == (False, True)
    days = [day for day in range(5, 27) if task_reminders.queue_due(now=paris(2027, 2, day, 12))]
    assert days == [11]  # a week late, then silence


@pytest.mark.django_db
def test_a_task_put_off_is_reminded_on_its_new_day(time_machine):
    time_machine.move_to(paris(2027, 2, 4, 12), tick=False)
    group = make_working_group()
    lea = group.leads().get()
    task = Task.add(group, title="Appeler la mairie", owner=lea, due_on=paris(2027, 2, 4).date())
    assert task_reminders.queue_due(now=paris(2027, 2, 4, 12)) == 1
    task.change(title=task.title, owner=lea, due_on=paris(2027, 2, 9).date())
    assert left("group-tasks-due") == []
    assert task_reminders.queue_due(now=paris(2027, 2, 5, 12)) == 0
    assert task_reminders.queue_due(now=paris(2027, 2, 9, 12)) == 1
