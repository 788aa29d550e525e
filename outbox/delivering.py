"""Makes real mails of messages, one lease at a time."""

import base64
import logging
import smtplib
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from outbox.models import Message, sending_room

logger = logging.getLogger(__name__)

BATCH = 200  # messages of one sweep: it ends well before the next ones pile up


def deliver(pk, *, connection=None):
    """Send message `pk` if it is due and nobody else holds it; return whether it left."""
    now = timezone.now()
    message = Message.objects.filter(pk=pk).first()
    if message is None or sending_room(now=now) == 0 or not message.claim(now=now):
        return False
    try:
        _mail(message, connection or get_connection()).send()
    except Exception as error:
        message.mark_failed(_reason(error), now=timezone.now(), for_good=_cannot_heal(error))
        logger.warning("Message %s did not leave: %s", message.key, error)
        return False
    message.mark_sent(now=timezone.now())
    return True


def deliver_due(*, now):
    """Send what is due, oldest first, within the sending limit; return how many left."""
    room = sending_room(now=now)
    most = BATCH if room is None else min(BATCH, room)
    due = list(Message.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:most])
    return sum(deliver(pk) for pk in due)


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
    """The server said no for good (5xx): another try would say the same."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500 and error.smtp_code != 535


def _reason(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in error.recipients.values())
    return str(error) or type(error).__name__
