"""What a reader may refuse, and what they may not (D57); whom a mail is written for."""

from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.urls import reverse

from outbox import delivering
from outbox.models import Message, OptOut
from outbox.queueing import queue

pytestmark = pytest.mark.django_db
TEMPLATE = "emails/members/login_code"


def put(key="hello:1", **fields):
    values = {"kind": "hello", "to": "Nadia@Example.org", "template": TEMPLATE, "context": {"code": "K7M3QX"}}
    return queue(key=key, **{**values, **fields})


def test_reader_chooses_the_language_whatever_the_page_speaks():
    french, english = put("a"), put("b", language="en")
    assert (french.language, english.language) == ("fr", "en")
    assert french.text != english.text
    assert 'lang="fr"' in french.html
    assert 'lang="en"' in english.html


def test_service_mail_carries_no_way_to_unsubscribe():
    message = put()
    assert message.headers == {"Auto-Submitted": "auto-generated"}


def test_topic_carries_one_click_headers_and_its_link_in_both_bodies(settings):
    message = put(topic="news")
    address = message.headers["List-Unsubscribe"].strip("<>")
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith(settings.PUBLIC_URL + "/desinscription/")
    assert address in message.text
    assert address in message.html


def test_opt_out_cuts_its_topic_and_never_a_service_mail():
    OptOut.objects.create(address="nadia@example.org", topic="news")
    assert put("a", topic="news") is None
    assert put("b", topic="coaching") is not None
    assert put("c") is not None


def test_link_of_the_mail_only_shows_a_page_then_one_post_unsubscribes():
    path = put(topic="news").headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    mail_program = Client(enforce_csrf_checks=True)
    assert mail_program.get(path).status_code == 200
    assert OptOut.objects.count() == 0
    for _ in range(2):
        answer = mail_program.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert list(OptOut.objects.values_list("address", "topic")) == [("nadia@example.org", "news")]
    assert put("again", topic="news") is None


def test_forged_unsubscribe_link_is_not_found(client):
    path = put(topic="news").headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    assert client.get(path[:-2] + "x/").status_code == 404
    assert client.post(reverse("outbox:unsubscribe", args=["A" * 48])).status_code == 404
    assert OptOut.objects.count() == 0


def test_one_address_cannot_slip_headers_in(mailoutbox):
    message = put(to_name="Nadia\r\nBcc: tous@example.org")
    delivering.deliver(message.pk)
    assert mailoutbox[0].to == ["nadia@example.org"]


def test_withdrawing_takes_back_what_has_not_left():
    kept, gone = put("a", about="event:1"), put("b", about="event:2")
    delivering.deliver(kept.pk)
    assert Message.objects.about("event:2").withdraw() == 1
    assert Message.objects.about("event:1").withdraw() == 0
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.status, gone.status, gone.text, gone.html) == ("sent", "withdrawn", "", "")


@pytest.mark.parametrize(
    "name", ["Jean (Paul", "Zoé ) [", "Anne\\", 'Le "Gaulois", chef', "Ana\x0bLise", ".", "Ray;mond@chez"]
)
def test_whatever_the_name_the_mail_goes_to_its_address(mailoutbox, name):
    assert delivering.deliver(put(to_name=name).pk) is True
    parsed = message_from_bytes(mailoutbox[0].message().as_bytes(), policy=policy.default)
    assert [address.addr_spec for address in parsed["To"].addresses] == ["nadia@example.org"]
