"""Makes real mails of messages, one lease at a time."""

import base64
import logging
import smtplib
import time
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from outbox import refusals
from outbox.limits import sending_room
from outbox.models import Mailbox, Message

logger = logging.getLogger(__name__)

BATCH = 200  # messages of one sweep: it ends well before the next ones pile up
SLICE = 20  # messages between two looks at who became urgent
SWEEP_LASTS = 15.0  # seconds: a sweep ends before the next one begins, so that one thread at most carries a campaign


def deliver(pk, *, connection=None):
    """Send message `pk` if it is due and nobody else holds it; return whether it left."""
    now = timezone.now()
    message = Message.objects.filter(pk=pk).first()
    if message is None or sending_room(now=now, priority=message.priority) == 0 or not message.claim(now=now):
        return False
    # Looked at again once it is ours: of several workers at the same instant, none goes beyond the limit.
    if sending_room(now=now, priority=message.priority, but=message.pk) == 0:
        message.put_back()
        return False
    if not message.secret and Mailbox.objects.dead().filter(address=message.to).exists():
        message.mark_undeliverable(refusals.DEAD)
        return False
    try:
        mail = _mail(message, connection or get_connection())
        if connection:
            connection.open()  # nothing when it is open already: it then stays open for the next one
        mail.send()
    except Exception as error:
        if connection:
            connection.close()  # what a refusal leaves behind is not for the next one
        _failed(message, error)
        return False
    message.mark_sent(now=timezone.now(), provider_id=_provider_id(mail))
    return True


def deliver_due(*, now):
    """Send what is due, the urgent first, within the sending limit; return how many left.

    One connection carries them all: a dialogue of its own for each would take ten times longer.
    """
    ends, sent, tried, connection = time.monotonic() + SWEEP_LASTS, 0, set(), get_connection()
    try:
        while len(tried) < BATCH and time.monotonic() < ends:
            due = list(_sendable(now).exclude(pk__in=tried).values_list("pk", flat=True)[:SLICE])
            if not due:
                break
            for pk in due:
                tried.add(pk)
                sent += deliver(pk, connection=connection)
    finally:
        connection.close()
    return sent


def _sendable(now):
    """What is due and has room under the limit, in order."""
    due = Message.objects.due(now).in_order()
    for priority in Message.Priority:
        if sending_room(now=timezone.now(), priority=priority) == 0:
            return due.filter(priority__lt=priority)
    return due


def _failed(message, error):
    now, reason = timezone.now(), _reason(error)
    message.mark_failed(reason, now=now, for_good=_cannot_heal(error))
    if isinstance(error, smtplib.SMTPRecipientsRefused) and refusals.says_dead(reason):
        Mailbox.objects.bury(message.to, answer=reason, now=now)
    logger.warning("Message %s did not leave: %s", message.key, error)


def _provider_id(mail):
    """How the provider names the mail in its reports; nothing over plain SMTP."""
    status = getattr(mail, "anymail_status", None)
    return (status.message_id if status else "") or ""


def _mail(message, connection):
    host = settings.PUBLIC_URL.split("//", 1)[1].split(":")[0]
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[_recipient(message.to_name, message.to)],
        connection=connection,
        # The same for every attempt, so that a mail that left twice shows once.
        headers={**message.headers, "Message-ID": f"<message-{message.pk}@{host}>"},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    for stored in message.attachments:
        content = base64.b64decode(stored["base64"])
        if stored["cid"]:
            mail.attach(_inside(stored, content))
        else:
            mail.attach(stored["name"], content, stored["type"])
    return mail


def _inside(stored, content):
    """A picture shown in the text, by its `cid:` address."""
    main, _slash, sub = stored["type"].partition("/")
    part = MIMEBase(main, sub)
    part.set_payload(content)
    encode_base64(part)
    part["Content-ID"] = f"<{stored['cid']}>"
    part.add_header("Content-Disposition", "inline", filename=stored["name"])
    return part


def _recipient(name, address):
    """Return what the « To » header says; a name may hold brackets or commas, which quotes keep from being read."""
    if any(char in name for char in "\r\n"):  # nobody's name: someone tries to write headers
        return address
    name = "".join(char for char in name if char.isprintable()).replace("\\", "").replace('"', "’")
    return f'"{name}" <{address}>' if name else address


def _cannot_heal(error):
    """The server, or the provider, said no for good: another try would say the same."""
    from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused  # late: it loads requests

    if isinstance(error, AnymailRecipientsRefused):
        return True
    if isinstance(error, AnymailAPIError):
        return error.status_code in (400, 413, 422)  # not 401 or 403: the key is wrong, and can be mended
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500 and error.smtp_code != 535


def _reason(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in error.recipients.values())
    return str(error) or type(error).__name__
