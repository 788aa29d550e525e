from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from outbox import queueing
from outbox.models import Message, OptOut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notes", "nudged")]


def queue(number=1, **values):
    return queueing.queue(
        **{
            "key": f"note:{number}",
            "kind": "note",
            "to": "Nadia@Example.org",
            "to_name": "Nadia",
            "template": "emails/tests/note",
            "context": {"number": number},
            **values,
        }
    )


def test_mail_is_rendered_when_queued():
    message = queue(7)
    assert (message.subject, message.text, message.html) == (
        "Essai n° 7",
        "Bonjour Nadia, voici l’essai n° 7.\n",
        "<p>Bonjour Nadia, voici l’essai n° 7.</p>\n",
    )
    assert (message.to, message.status, message.headers) == (
        "nadia@example.org",
        Message.Status.QUEUED,
        {"Auto-Submitted": "auto-generated"},
    )


def test_same_key_is_the_same_mail(django_capture_on_commit_callbacks, nudged):
    with django_capture_on_commit_callbacks(execute=True):
        first, again = queue(), queue(context={"number": 2})
    assert (first.pk, again.subject, Message.objects.count(), nudged) == (again.pk, "Essai n° 1", 1, [first.pk])


def test_mail_of_a_transaction_that_fails_does_not_exist(django_capture_on_commit_callbacks, nudged):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError
    assert (Message.objects.count(), nudged) == (0, [])


def test_mail_for_later_waits_for_the_sweep(django_capture_on_commit_callbacks, nudged):
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        message = queue(due_at=now + timedelta(hours=1))
    assert nudged == []
    assert list(Message.objects.due(now + timedelta(minutes=59))) == []
    assert list(Message.objects.due(now + timedelta(hours=1))) == [message]


def test_withdrawn_mail_never_leaves():
    message = queue(about="event:42")
    assert Message.objects.about("event:42").withdraw() == 1
    assert message.claim(now=timezone.now()) is False
    message.refresh_from_db()
    assert (message.status, message.text, message.html) == (Message.Status.WITHDRAWN, "", "")


def test_mail_with_a_topic_can_be_stopped_in_one_post(client):
    message = queue(topic="thanks")
    address = message.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.text.endswith(f"http://localhost:8000{address}\n")
    assert (client.get(address).status_code, OptOut.objects.count()) == (200, 0)  # a mail scanner follows links
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert queue(2, topic="thanks") is None
    assert queue(3, topic="reminders") is not None
    assert queue(4) is not None  # service mails are never cut (D57)
