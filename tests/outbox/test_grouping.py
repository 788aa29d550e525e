"""One grouped mail a day for what is not service (D62)."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from outbox import delivering, grouping, personal_data, preferences
from outbox.models import AtOnce, Mailbox, Message
from tests.outbox.test_queueing import queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notes")]
MORNING = datetime(2026, 11, 3, 9, tzinfo=UTC)  # 10:00 in Paris
EVENING = datetime(2026, 11, 3, 16, 5, tzinfo=UTC)  # 17:05


def held(number, *, topic="news", **fields):
    return queue(number, topic=topic, due_at=MORNING, **fields)


def states():
    return list(Message.objects.order_by("pk").values_list("status", flat=True))


def test_service_mails_leave_as_they_come_and_the_others_wait_for_the_hour():
    service, news = queue(1), held(2)
    assert (service.status, news.status) == ("queued", "held")
    assert timezone.localtime(news.due_at).strftime("%d %H:%M") == "03 17:00"
    assert list(Message.objects.due(EVENING)) == [service] or service.due_at > EVENING


def test_several_of_a_day_become_one_and_running_it_twice_changes_nothing():
    first, second = held(1), held(2, topic="follow-up")
    assert [grouping.queue_due(now=EVENING) for _ in range(2)] == [1, 0]
    digest = Message.objects.get(kind=grouping.KIND)
    assert digest.key == grouping.slot("nadia@example.org", "2026-11-03")
    assert [part.pk for part in digest.parts.order_by("pk")] == [first.pk, second.pk]
    assert states() == ["grouped", "grouped", "queued"]
    assert digest.text.count("Bonjour Nadia") == 2
    assert digest.html.count("Bonjour Nadia, voici") == 2
    assert digest.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_single_one_leaves_as_itself_and_takes_the_day():
    held(1)
    assert grouping.queue_due(now=EVENING) == 1
    held(2)
    assert grouping.queue_due(now=EVENING + timedelta(minutes=10)) == 0
    assert states() == ["queued", "held"]
    assert grouping.queue_due(now=EVENING + timedelta(days=1)) == 1


@pytest.mark.parametrize("hour", [3, 15, 20, 23])  # 4:00, 16:00, 21:00 and midnight in Paris
def test_nothing_leaves_before_the_hour_nor_at_night(hour):
    held(1)
    assert grouping.queue_due(now=datetime(2026, 11, 3, hour, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("written", "utc_hour"),
    [(datetime(2026, 3, 28, 17, tzinfo=UTC), 15), (datetime(2026, 10, 24, 17, tzinfo=UTC), 16)],
)
def test_the_hour_of_paris_holds_across_both_changes_of_clocks(written, utc_hour):
    message = queue(1, topic="news", due_at=written)
    assert (message.due_at - written).days == 0
    assert (message.due_at.astimezone(UTC).hour, timezone.localtime(message.due_at).hour) == (utc_hour, 17)


def test_what_is_withdrawn_or_refused_meanwhile_drops_out():
    kept = held(1, topic="ideas")
    held(2, about="event:1"), held(3, topic="follow-up")
    Message.objects.about("event:1").withdraw()
    preferences.refuse("nadia@example.org", ["follow-up"])
    assert grouping.queue_due(now=EVENING) == 1
    assert states() == ["queued", "withdrawn", "withdrawn"]
    assert Message.objects.get(pk=kept.pk).slot == grouping.slot("nadia@example.org", "2026-11-03")


def test_a_part_withdrawn_before_the_grouped_mail_left_takes_it_apart():
    held(1), held(2, about="event:1")
    grouping.queue_due(now=EVENING)
    assert Message.objects.about("event:1").withdraw() == 1
    assert states() == ["held", "withdrawn", "withdrawn"]
    assert grouping.queue_due(now=EVENING + timedelta(minutes=10)) == 1
    assert states()[0] == "queued"


def test_a_reader_who_wants_it_at_once_gets_it_at_once():
    AtOnce.objects.create(address="nadia@example.org", topic="news")
    assert queue(1, topic="news").status == "queued"
    AtOnce.objects.create(address="nadia@example.org", topic="coaching")
    assert queue(2, topic="coaching").status == "held"  # at most one a week, whatever is asked


def test_at_most_one_advice_a_week_and_the_newest():
    held(1, topic="coaching"), held(2, topic="coaching")
    assert grouping.queue_due(now=EVENING) == 1
    assert states() == ["withdrawn", "queued"]
    queue(3, topic="coaching", due_at=MORNING)
    assert [grouping.queue_due(now=EVENING + timedelta(days=day)) for day in (1, 6, 7)] == [0, 0, 1]


def test_a_dead_address_gets_nothing_and_an_erased_one_neither():
    held(1), held(2, to="zoe@example.org")
    Mailbox.objects.bury("nadia@example.org", answer="550", now=EVENING)
    personal_data.expire(["zoe@example.org"], before=None)
    assert grouping.queue_due(now=EVENING) == 0
    assert states() == ["failed", "withdrawn"]


def test_the_grouped_mail_arrives_once(mailoutbox):
    held(1), held(2)
    grouping.queue_due(now=EVENING)
    digest = Message.objects.get(kind=grouping.KIND)
    Message.objects.filter(pk=digest.pk).update(due_at=timezone.now())
    assert (delivering.deliver(digest.pk), delivering.deliver(digest.pk)) == (True, False)
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_workers_make_one_mail_a_day():
    held(1), held(2), held(3)
    made, ready = [], threading.Barrier(8)

    def work():
        ready.wait()
        made.append(grouping.queue_due(now=EVENING))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sum(made) == 1
    assert sorted(states()) == ["grouped", "grouped", "grouped", "queued"]
