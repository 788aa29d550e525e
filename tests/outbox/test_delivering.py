"""What leaves, over a real SMTP dialogue."""

from datetime import timedelta

import pytest
from django.core.mail import get_connection
from django.utils import timezone

from outbox import delivering, tasks
from outbox.models import LEASE, MOST_ATTEMPTS, Message
from tests.outbox.test_queueing import queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notes")]

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def box(smtp, settings):
    address, box = smtp
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(address.rpartition(":")[2])
    return box


def test_text_html_picture_and_calendar_arrive(box):
    picture = ("qr.png", "image/png", b"\x89PNG", "qr")
    message = queue(attachments=[("soiree.ics", "text/calendar", CALENDAR), picture])
    assert delivering.deliver(message.pk) is True
    [mail] = box.mails
    assert (mail["To"], mail["Subject"]) == ("Nadia <nadia@example.org>", "Essai n° 1")
    assert mail.get_body(("plain",)).get_content() == "Bonjour Nadia, voici l’essai n° 1.\n"
    assert mail.get_body(("html",)).get_content() == "<p>Bonjour Nadia, voici l’essai n° 1.</p>\n"
    parts = {part.get_filename(): part for part in mail.walk() if part.get_filename()}
    assert sorted(parts) == ["qr.png", "soiree.ics"]
    assert parts["soiree.ics"].get_content().split() == CALENDAR.decode().split()
    assert (parts["qr.png"]["Content-ID"], parts["qr.png"].get_content()) == ("<qr>", b"\x89PNG")


def test_mail_leaves_once(box):
    message = queue()
    assert [delivering.deliver(message.pk) for _ in range(3)] == [True, False, False]
    assert len(box.received) == 1


def test_lease_keeps_other_workers_away_and_ends(box):
    message, now = queue(), timezone.now()
    assert message.claim(now=now) is True
    assert delivering.deliver(message.pk) is False
    assert list(Message.objects.due(now + LEASE + timedelta(seconds=1))) == [message]


def test_worker_that_wakes_up_too_late_changes_nothing():
    message, now = queue(), timezone.now()
    message.claim(now=now)
    later = Message.objects.get(pk=message.pk)
    assert later.claim(now=now + LEASE + timedelta(seconds=1)) is True
    message.mark_failed("late", now=now, for_good=True)
    later.refresh_from_db()
    assert (later.status, later.last_error) == (Message.Status.SENDING, "")


@pytest.mark.parametrize(
    ("answer", "status", "tries"),
    [
        ("550 no such person", Message.Status.FAILED, 1),  # for good
        ("451 come back later", Message.Status.QUEUED, 1),  # heals
    ],
)
def test_refusal_is_kept_and_tried_again_only_when_it_heals(box, answer, status, tries):
    box.refuse["nadia@example.org"] = answer
    message = queue()
    assert delivering.deliver(message.pk) is False
    message.refresh_from_db()
    assert (message.status, message.attempts, message.last_error) == (status, tries, answer)
    assert Message.objects.due(timezone.now()).count() == 0


def test_server_out_of_reach_gives_up_after_a_while_and_can_be_asked_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message = queue()
    for _ in range(MOST_ATTEMPTS):
        Message.objects.filter(pk=message.pk).update(due_at=timezone.now())
        delivering.deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Message.Status.FAILED, MOST_ATTEMPTS)
    assert (message.try_again(), message.try_again()) == (True, False)


def test_sweep_sends_what_is_due_oldest_first_and_running_it_twice_changes_nothing(box):
    now = timezone.now()
    queue(1, to="late@example.org", due_at=now - timedelta(minutes=1))
    queue(2, to="early@example.org", due_at=now - timedelta(minutes=2))
    queue(3, to="tomorrow@example.org", due_at=now + timedelta(days=1))
    tasks.deliver_due()
    tasks.deliver_due()
    assert [to for to, _content in box.received] == [("early@example.org",), ("late@example.org",)]


@pytest.mark.parametrize("setting", ["MAIL_PER_HOUR", "MAIL_PER_DAY"])
def test_sending_limit_holds_and_the_rest_leaves_later(box, settings, setting):
    setattr(settings, setting, 3)
    for number in range(5):
        queue(number)
    tasks.deliver_due()
    tasks.deliver_due()
    assert len(box.received) == 3
    Message.objects.left().update(sent_at=timezone.now() - timedelta(days=1, seconds=1))
    tasks.deliver_due()
    assert len(box.received) == 5


def test_secret_text_is_blanked_once_delivered(box):
    message = queue(secret=True)
    delivering.deliver(message.pk)
    message.refresh_from_db()
    assert (message.status, message.text, message.html) == (Message.Status.SENT, "", "")


def test_old_texts_are_forgotten_and_the_fact_remains(box):
    message = queue()
    delivering.deliver(message.pk)
    Message.objects.update(sent_at=timezone.now() - tasks.KEEP_TEXTS - timedelta(days=1))
    tasks.forget_old_texts()
    tasks.forget_old_texts()
    message.refresh_from_db()
    assert (message.subject, message.text, message.html) == ("Essai n° 1", "", "")


def test_one_connection_may_carry_several_mails(box):
    with get_connection() as connection:
        sent = [delivering.deliver(queue(number).pk, connection=connection) for number in range(3)]
    assert (sent, len(box.received)) == ([True, True, True], 3)
