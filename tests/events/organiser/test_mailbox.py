from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events import emails
from foundation import links
from outbox.limits import last_departure
from outbox.models import Message
from tests.factories import make_registration, make_workshop


def box(event, **query):
    return reverse("events:message_list", args=[event.slug])


def test_each_box_shows_its_own(desk, event):
    workshop = make_workshop(event=event)
    for number, status in enumerate(("queued", "failed", "withdrawn", "sent")):
        message = emails.registration_confirmed(
            make_registration(event=event, workshop=workshop, email=f"{status}@example.org")
        )
        Message.objects.filter(pk=message.pk).update(status=status, sent_at=timezone.now() if number == 3 else None)
    found = {
        name: [message.to.split("@")[0] for message in desk.get(box(event), {"boite": name}).context["page"].rows]
        for name in ("attente", "echecs", "retires", "partis", "nimporte")
    }
    assert found == {
        "attente": ["queued"], "echecs": ["failed"], "retires": ["withdrawn"], "partis": ["sent"], "nimporte": ["sent"],
    }  # fmt: skip
    assert len(desk.get(box(event), {"boite": "echecs", "q": "fail"}).context["page"].rows) == 1
    assert len(desk.get(box(event), {"boite": "echecs", "q": "autre"}).context["page"].rows) == 0


def test_a_failed_message_is_tried_again_once(desk, event):
    message = emails.registration_confirmed(make_registration(event=event, workshop=make_workshop(event=event)))
    Message.objects.filter(pk=message.pk).update(status="failed", last_error="550 User unknown", attempts=6)
    page = reverse("events:message_retry", args=[event.slug, message.pk])
    for _click in range(2):
        desk.post(page)
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("queued", 0)


def test_an_organiser_never_reads_a_person_s_link(desk, event):
    registration = make_registration(event=event, workshop=make_workshop(event=event))
    message = emails.registration_confirmed(registration)
    token = registration.ticket_link().rstrip("/").rpartition("/")[2]
    assert token in message.html + message.text
    for name in ("message", "message_html"):
        page = desk.get(reverse(f"events:{name}", args=[event.slug, message.pk])).content.decode()
        assert (token in page, token[:16] in page) == (False, False)
    assert links.blank(f"a/{token}/b") == "a/…/b"


def test_the_mail_is_shown_in_a_closed_frame(desk, event):
    message = emails.registration_confirmed(make_registration(event=event, workshop=make_workshop(event=event)))
    response = desk.get(reverse("events:message_html", args=[event.slug, message.pk]))
    policy = response["Content-Security-Policy"]
    assert ("sandbox" in policy, "script-src" in policy, "default-src 'none'" in policy) == (True, False, True)
    assert (response["X-Frame-Options"], 'src="cid:' in response.content.decode()) == ("SAMEORIGIN", False)


def test_a_message_of_another_evening_does_not_exist(desk, event, territory):
    from tests.factories import make_event

    other = make_event(territory=territory)
    message = emails.registration_confirmed(make_registration(event=other, workshop=make_workshop(event=other)))
    assert desk.get(reverse("events:message", args=[event.slug, message.pk])).status_code == 404


def test_reminders_to_come_are_counted_by_address(desk, event):
    workshop = make_workshop(event=event)
    make_registration(event=event, workshop=workshop, email="a@example.org")
    make_registration(event=event, workshop=workshop, email="")
    coming = desk.get(box(event), {"boite": "attente"}).context["coming"]
    # A week before by mail and on paper, the day before, the day itself, the thanks.
    assert [one.count for one in coming] == [1, 1, 1, 1, 1]


@pytest.mark.django_db
def test_the_last_departure_follows_the_limit(settings, event):
    settings.MAIL_PER_HOUR = 2
    now = timezone.now() + timedelta(seconds=1)
    workshop = make_workshop(event=event)
    assert last_departure(now=now) is None
    for _person in range(5):
        emails.registration_confirmed(make_registration(event=event, workshop=workshop))
    now = timezone.now() + timedelta(seconds=1)
    assert last_departure(now=now) == now + timedelta(hours=2)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_whatever_the_messages(desk, event, number, django_assert_num_queries):
    workshop = make_workshop(event=event, seats=40)
    for _person in range(number):
        emails.registration_confirmed(make_registration(event=event, workshop=workshop))
    with django_assert_num_queries(25):
        assert len(desk.get(box(event), {"boite": "attente"}).context["page"].rows) == number


def failed(message):
    Message.objects.filter(pk=message.pk).update(status="failed", last_error="450 later", attempts=6)
    return message


def test_a_failed_message_that_became_untrue_stays_where_it_is(desk, event):
    workshop = make_workshop(event=event)
    gone, stays = make_registration(event=event, workshop=workshop), make_registration(event=event, workshop=workshop)
    untrue = failed(emails.registration_confirmed(gone))
    gone.cancel()
    goodbye = failed(Message.objects.get(kind="registration-cancelled"))
    ticket = failed(emails.registration_confirmed(stays))
    for message in (untrue, goodbye):
        desk.post(reverse("events:message_retry", args=[event.slug, message.pk]))
    event.cancel(by=None, reason="La neige")
    desk.post(reverse("events:message_retry", args=[event.slug, ticket.pk]))
    found = [Message.objects.get(pk=message.pk).status for message in (untrue, goodbye, ticket)]
    assert found == ["failed", "queued", "failed"]


def test_a_failed_reminder_does_not_leave_once_the_evening_began(desk, event):
    registration = make_registration(event=event, workshop=make_workshop(event=event))
    now = timezone.now()
    ticket = failed(emails.registration_confirmed(registration))
    reminder = failed(emails.event_reminder(event, [registration], kind="d-1", number=1, now=now))
    type(event).objects.filter(pk=event.pk).update(starts_at=now - timedelta(hours=1))
    for message in (ticket, reminder):
        desk.post(reverse("events:message_retry", args=[event.slug, message.pk]))
    assert [Message.objects.get(pk=message.pk).status for message in (ticket, reminder)] == ["queued", "failed"]


def test_a_failed_message_without_address_any_more_stays_where_it_is(desk, event):
    message = failed(emails.registration_confirmed(make_registration(event=event, workshop=make_workshop(event=event))))
    Message.objects.filter(pk=message.pk).update(to="")
    desk.post(reverse("events:message_retry", args=[event.slug, message.pk]))
    assert Message.objects.get(pk=message.pk).status == "failed"


def test_the_desk_says_when_the_last_one_leaves_only_under_a_limit(desk, event, settings):
    page = reverse("events:desk", args=[event.slug])
    for n in range(3):
        emails.registration_confirmed(make_registration(event=event, workshop=None, email=f"w{n}@example.org"))
    assert desk.get(page).context["last_departure"] is None
    settings.MAIL_PER_HOUR = 2
    assert desk.get(page).context["last_departure"] > timezone.now() + timedelta(minutes=50)
    Message.objects.all().withdraw()
    assert desk.get(page).context["last_departure"] is None
