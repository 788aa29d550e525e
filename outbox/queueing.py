"""One function puts a mail in the box: in the caller's transaction, rendered then, sent after commit."""

import base64

from django.db import transaction
from django.utils import timezone

from foundation import nudging
from outbox import grouping, writing
from outbox.models import AtOnce, Mailbox, Message, OptOut
from outbox.refusals import DEAD

DELIVER = "outbox.tasks.deliver"


def queue(
    *,
    key,
    kind,
    to,
    template,
    context,
    to_name="",
    language="fr",
    about="",
    due_at=None,
    topic="",
    attachments=(),
    secret=False,
    priority=None,
    reply_to="",
):
    """Put one mail in the box and return its `Message`, or None when the address opted out of `topic`.

    `key` says what the mail is and makes it unique ("event-reminder:42:d-7"): a known key returns the known message.
    `template` names `<template>.subject.txt`, `.txt` and `.html`. `topic` is empty for a service mail, else what the
    reader may unsubscribe from (D57): it then waits for the one mail of the day (D62), unless its reader wants it at
    once. `priority` says who passes first under a sending limit. A message to a dead address is kept as failed, for the
    team to see; a `secret` one (a sign-in code) is tried all the same. `attachments` are tuples (name, type, bytes) or
    (name, type, bytes, cid). Answers go to `reply_to`, else to the contact address of the context's `territory`.
    """
    known = Message.objects.filter(key=key).first()
    if known:
        return known
    address = to.strip().lower()
    if topic and OptOut.objects.refuses(address, topic):
        return None
    headers, context = {"Auto-Submitted": "auto-generated"}, {**context, "to_name": to_name}
    reply_to = reply_to or getattr(context.get("territory"), "contact_email", "")
    if reply_to:
        headers["Reply-To"] = reply_to
    if topic:
        refusing, urls = writing.refusable([topic], address)
        headers, context = {**headers, **refusing}, {**context, **urls}
    rendered = writing.render(template, context, language=language)
    due_at = due_at or timezone.now()
    held = bool(topic) and _waits_for_the_day(address, topic)
    dead = not secret and Mailbox.objects.dead().filter(address=address).exists()
    message, made = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "topic": topic,
            "priority": _priority(priority, secret=secret, topic=topic),
            "about": about,
            "to": address,
            "to_name": to_name,
            "language": language,
            **rendered,
            "headers": headers,
            "attachments": [_stored(*attachment) for attachment in attachments],
            "secret": secret,
            "status": Message.Status.FAILED if dead else Message.Status.HELD if held else Message.Status.QUEUED,
            "last_error": DEAD if dead else "",
            "due_at": grouping.next_moment(due_at) if held else due_at,
        },
    )
    # What can wait is left to the sweep: 2 000 nudges would stand before the next sign-in code.
    if made and message.leaves_at_once:
        transaction.on_commit(lambda: nudging.nudge(DELIVER, message.pk), robust=True)
    return message


def queue_to(reader, **mail):
    """As `queue`, to a person or the member of a group, in their language; None for who has no address (D63)."""
    if reader is None or not reader.email:
        return None
    return queue(to=reader.email, to_name=reader.given_name, language=reader.language, **mail)


def _waits_for_the_day(address, topic):
    return grouping.has_budget(topic) or not AtOnce.objects.filter(address=address, topic=topic).exists()


def _priority(asked, *, secret, topic):
    if asked is not None:
        return asked
    if secret:
        return Message.Priority.URGENT
    return Message.Priority.LATER if topic else Message.Priority.SERVICE


def _stored(name, mimetype, content, cid=""):
    return {"name": name, "type": mimetype, "base64": base64.b64encode(content).decode(), "cid": cid}
