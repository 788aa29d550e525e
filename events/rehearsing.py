"""Shows a mail as one person would receive it, and sends it to whoever wrote it: nothing else happens (a rehearsal)."""

from uuid import uuid4

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import links
from outbox.models import Message, OptOut

TEST = "test"  # the kind of mails that someone sends to themselves
LAST = 2**31 - 1  # the words being tried come after all that was kept


class _Undone(Exception):
    """Takes back all that a rehearsal wrote."""


def rehearse(mail, person, *, event, language, words=None):
    """Return the message that `mail` would be for `person`, unsaved; None when it would not be written any more.

    The very function that sends it is called, with the words not yet kept (`words`: subject, body) when they are given;
    then all of it is undone, links included: those of the message open nothing.
    """
    try:
        with transaction.atomic():
            _clear_the_way(mail.address(person))
            if words:
                subject, body = words
                event.texts.create(mail=mail.name, language=language, number=LAST, subject=subject, body=body)
            last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            mail.write(person)
            raise _Undone(_unlinked(Message.objects.filter(pk__gt=last).order_by("pk").first()))
    except _Undone as undone:
        return undone.args[0]


def send_test(message, *, to, language):
    """Put in the box, for `to` alone, what `rehearse` returned, marked as a test."""
    mark = _("[Test] %(subject)s")
    return Message.objects.create(
        key=f"test:{uuid4()}",
        kind=TEST,
        about=message.about,
        to=to,
        language=language,
        subject=(mark % {"subject": message.subject})[:250],
        text=message.text,
        html=message.html,
        attachments=message.attachments,
        headers={"Auto-Submitted": "auto-generated"},
        due_at=timezone.now(),
    )


def with_pictures(message):
    """Return the HTML of `message` with its attached pictures inside, as a mail program shows it."""
    html = message.html
    for part in message.attachments:
        if part["cid"]:
            html = html.replace(f"cid:{part['cid']}", f"data:{part['type']};base64,{part['base64']}")
    return html


def _unlinked(message):
    """A ticket's link may have existed before the rehearsal: its copy must not act for the person (D64)."""
    if message:
        message.text, message.html = links.blank(message.text), links.blank(message.html)
    return message


def _clear_the_way(address):
    """What was sent to it already, or refused, must not keep the rehearsal from being written."""
    aside = Concat(Value("rehearsal:"), Cast("pk", CharField()))
    Message.objects.filter(to=address.lower()).update(key=aside)
    OptOut.objects.filter(address=address.lower()).delete()
