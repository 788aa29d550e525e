"""What providers report of mails that had left, as they really write it; and what becomes of the address."""

import hashlib
import hmac
import json
from base64 import b64encode

import pytest
from django.utils import timezone

from outbox import delivering
from outbox.models import EVERYTHING, Mailbox, Message, OptOut
from outbox.refusals import DEAD
from tests.outbox.test_queueing import queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notes")]
SECRET = "soiree:un-long-secret"
ADDRESS = "nadia@example.org"
ID = "<201798300811.5787683@smtp-relay.mailin.fr>"


@pytest.fixture
def brevo(settings):
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "brevo", SECRET
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "clef"}


def left(number=1, **fields):
    message = queue(number, **fields)
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=timezone.now(), provider_id=ID)
    return Message.objects.get(pk=message.pk)


def post(client, payload, *, provider="brevo", secret=SECRET):
    headers = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
    return client.post(f"/courrier/retours/{provider}/", json.dumps(payload), "application/json", headers=headers)


def brevo_event(event, **fields):
    """A report as Brevo posts it."""
    return {
        "id": 26224, "email": ADDRESS, "event": event, "date": "2026-11-22 14:02:30", "ts": 1795615350,
        "message-id": ID, "ts_event": 1795615350, "ts_epoch": 1795615350000, "subject": "Essai n° 1",
        "sending_ip": "185.41.28.109", "template_id": 0, "reason": "", **fields,
    }  # fmt: skip


def test_hard_bounce_buries_the_address_and_nothing_more_leaves_there(client, brevo):
    message, waiting = left(1), queue(2)
    answer = post(client, brevo_event("hard_bounce", reason="550 5.1.1 User unknown"))
    assert answer.status_code == 200
    message.refresh_from_db()
    waiting.refresh_from_db()
    assert (message.status, message.last_error) == ("bounced", "550 5.1.1 User unknown")
    assert (waiting.status, waiting.last_error) == ("failed", DEAD)
    assert (queue(3).status, queue(4, secret=True).status) == ("failed", "queued")
    assert queue(5, to="nadia.morel@example.org").status == "queued"  # the corrected address
    post(client, brevo_event("hard_bounce", reason="550 5.1.1 User unknown"))
    assert Mailbox.objects.dead().count() == 1


def test_an_organiser_trusts_the_address_again(client, brevo, mailoutbox):
    message = left()
    post(client, brevo_event("hard_bounce", reason="550 5.1.1 User unknown"))
    message.refresh_from_db()
    assert message.try_again() is True
    assert delivering.deliver(message.pk) is True
    assert len(mailoutbox) == 1


def test_a_mail_that_arrives_brings_the_address_back(client, brevo):
    left()
    post(client, brevo_event("hard_bounce", reason="550 5.1.1 User unknown"))
    post(client, brevo_event("delivered", ts_epoch=1795615360000))
    assert Mailbox.objects.dead().count() == 0


def test_soft_bounces_are_counted_once_each_and_the_address_lives(client, brevo):
    message = left()
    for epoch in (1795615350000, 1795615350000, 1795615450000):
        post(client, brevo_event("soft_bounce", reason="452 4.2.2 mailbox full", ts_epoch=epoch))
    message.refresh_from_db()
    assert message.status == "bounced"
    assert Mailbox.objects.values_list("soft_bounces", "dead_at").get() == (2, None)


def test_a_complaint_stops_all_that_is_not_service(client, brevo):
    left(1), queue(2, topic="news")
    post(client, brevo_event("spam"))
    assert OptOut.objects.values_list("address", "topic").get() == (ADDRESS, EVERYTHING)
    assert queue(3, topic="ideas") is None
    assert queue(4).status == "queued"
    assert Message.objects.get(key="note:2").status == "withdrawn"


def test_a_filter_that_blocks_does_not_bury_the_address(client, brevo):
    left()
    post(client, brevo_event("blocked", reason="blocked : due to blacklist user"))
    assert Mailbox.objects.dead().count() == 0


@pytest.mark.parametrize(
    ("secret", "provider", "status"),
    [(SECRET, "brevo", 200), ("soiree:autre", "brevo", 403), ("", "brevo", 403), (SECRET, "mailgun", 404)],
)
def test_only_our_provider_with_our_secret_is_believed(client, brevo, secret, provider, status):
    left()
    answer = post(client, brevo_event("hard_bounce"), provider=provider, secret=secret)
    assert (answer.status_code, Mailbox.objects.count()) == (status, int(status == 200))


def test_without_provider_the_page_does_not_exist(client):
    assert post(client, brevo_event("hard_bounce")).status_code == 404


@pytest.mark.parametrize("payload", [{}, [], "texte", {"event": "hard_bounce"}, {"event": 7, "email": None}])
def test_nonsense_changes_nothing(client, brevo, payload):
    left()
    assert post(client, payload).status_code in (200, 400)
    assert Mailbox.objects.count() == 0


def test_an_address_that_we_never_wrote_to_is_not_kept(client, brevo):
    assert post(client, brevo_event("hard_bounce", email="inconnue@example.org")).status_code == 200
    assert Mailbox.objects.count() == 0


def test_postmark_reports_are_read(client, brevo, settings):
    settings.MAIL_PROVIDER = "postmark"
    message = left()
    payload = {
        "RecordType": "Bounce", "ID": 4323372036854775807, "Type": "HardBounce", "TypeCode": 1, "Name": "Hard bounce",
        "MessageID": ID, "Description": "The server was unable to deliver your message",
        "Details": "smtp;550 5.1.1 The email account does not exist.", "Email": ADDRESS, "From": "bonjour@example.org",
        "BouncedAt": "2026-11-22T16:33:54.9070259Z", "DumpAvailable": True, "Inactive": True, "CanActivate": True,
        "Subject": "Essai n° 1", "Metadata": {},
    }  # fmt: skip
    assert post(client, payload, provider="postmark").status_code == 200
    message.refresh_from_db()
    assert (message.status, Mailbox.objects.dead().count()) == ("bounced", 1)
    assert post(client, {**payload, "Type": "SoftBounce"}, provider="postmark").status_code == 200


@pytest.mark.parametrize(("key", "status"), [("clef", 200), ("autre", 403)])
def test_mailgun_reports_are_read_when_signed(client, brevo, settings, key, status):
    settings.MAIL_PROVIDER = "mailgun"
    left()
    token = "06c96bafc3f42a66b9edd546347a2fe18dc23461fe80dc52f0"
    signature = hmac.new(key.encode(), f"1461261330{token}".encode(), hashlib.sha256).hexdigest()
    payload = {
        "signature": {"token": token, "timestamp": "1461261330", "signature": signature},
        "event-data": {
            "event": "failed", "severity": "permanent", "reason": "bounce", "id": "LpCEiHZ8RYuRCH",
            "timestamp": 1795615350.1, "recipient": ADDRESS, "tags": [], "user-variables": {},
            "message": {"headers": {"message-id": ID.strip("<>"), "to": ADDRESS}},
            "delivery-status": {"code": 550, "message": "5.1.1 The email account does not exist", "description": ""},
        },
    }  # fmt: skip
    assert post(client, payload, provider="mailgun").status_code == status
    assert Mailbox.objects.dead().count() == int(status == 200)


def test_a_refusal_at_sending_buries_only_who_does_not_exist(smtp, settings):
    address, box = smtp
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(address.rpartition(":")[2])
    said = {
        "gone@example.org": "550 5.1.1 no such user",
        "full@example.org": "552 5.2.2 mailbox full",
        "strict@example.org": "550 5.7.1 blocked by policy",
    }
    box.refuse.update(said)
    for number, to in enumerate(said):
        assert delivering.deliver(queue(number, to=to).pk) is False
    assert list(Mailbox.objects.dead().values_list("address", flat=True)) == ["gone@example.org"]
