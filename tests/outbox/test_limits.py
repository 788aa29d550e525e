"""The sending limit (D62): who passes first, what is kept for those who cannot wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import delivering, limits
from outbox.models import Message
from tests.outbox.test_queueing import queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notes")]
Priority = Message.Priority


def left():
    return list(Message.objects.left().order_by("sent_at", "pk").values_list("priority", flat=True))


def test_a_campaign_of_many_never_delays_a_sign_in_code(settings, mailoutbox):
    settings.MAIL_PER_HOUR = 20
    for number in range(60):
        queue(number, priority=Priority.LATER)
    delivering.deliver_due(now=timezone.now())
    assert left() == [Priority.LATER] * 16  # one in five stays for the others
    for number in range(100, 106):
        queue(number)
    code = queue(200, secret=True)
    delivering.deliver_due(now=timezone.now())
    assert left()[16:] == [Priority.URGENT, *[Priority.SERVICE] * 2]
    assert Message.objects.get(pk=code.pk).status == "sent"
    assert [limits.sending_room(now=timezone.now(), priority=priority) for priority in Priority] == [1, 0, 0]


def test_the_part_kept_for_codes_is_used_by_codes_alone(settings, mailoutbox):
    settings.MAIL_PER_HOUR = 20
    for number in range(30):
        queue(number)
    delivering.deliver_due(now=timezone.now())
    assert len(left()) == 18
    for number in range(100, 105):
        queue(number, secret=True)
    delivering.deliver_due(now=timezone.now())
    assert len(left()) == 20


def test_urgent_first_then_service_then_what_can_wait(mailoutbox):
    queue(1, priority=Priority.LATER), queue(2), queue(3, secret=True)
    delivering.deliver_due(now=timezone.now())
    assert [mail.subject for mail in mailoutbox] == ["Essai n° 3", "Essai n° 2", "Essai n° 1"]


def test_what_is_leaving_counts_as_left(settings):
    settings.MAIL_PER_HOUR = 2
    first, second, third = queue(1), queue(2), queue(3)
    now = timezone.now()
    assert (first.claim(now=now), second.claim(now=now)) == (True, True)
    assert delivering.deliver(third.pk) is False
    third.refresh_from_db()
    assert (third.status, third.attempts) == ("queued", 0)


def test_a_campaign_is_left_to_the_sweep(django_capture_on_commit_callbacks, nudged):
    with django_capture_on_commit_callbacks(execute=True):
        queue(1, priority=Priority.LATER)
    assert nudged == []


def test_the_last_departure_of_a_campaign_counts_what_is_kept_for_others(settings):
    now = timezone.now()
    assert limits.last_departure(now=now, more=500) is None
    settings.MAIL_PER_HOUR = 100
    assert limits.last_departure(now=now, more=80) == now
    assert limits.last_departure(now=now, more=81) == now + timedelta(hours=1)
    assert limits.last_departure(now=now, more=500) == now + timedelta(hours=6)
    assert limits.spoken_limit() == (100, 1)
