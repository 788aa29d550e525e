"""One function puts a mail in the box: in the caller's transaction, rendered then, sent after commit."""

import base64
import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from foundation import links, nudging
from outbox.models import Message, OptOut

UNSUBSCRIBE = "unsubscribe"
DELIVER = "outbox.tasks.deliver"
UNSUBSCRIBE_LASTS = timedelta(days=400)  # a yearly mail is still in the box when the next one comes
BLANK_LINES = re.compile(r"\n\s*\n\s*\n")  # what an empty part of a template leaves behind


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
):
    """Put one mail in the box and return its `Message`, or None when the address opted out of `topic`.

    `key` says what the mail is and makes it unique ("event-reminder:42:d-7"): a known key returns the known message.
    `template` names `<template>.subject.txt`, `.txt` and `.html`. `topic` is empty for a service mail, else what the
    reader may unsubscribe from (D57). `attachments` are tuples (name, type, bytes) or (name, type, bytes, cid).
    """
    known = Message.objects.filter(key=key).first()
    if known:
        return known
    address = to.strip().lower()
    if topic and OptOut.objects.filter(address=address, topic=topic).exists():
        return None
    headers = {"Auto-Submitted": "auto-generated"}
    context = {**context, "public_url": settings.PUBLIC_URL, "to_name": to_name}
    if topic:
        link = links.access(UNSUBSCRIBE, f"{topic}:{address}", until=timezone.now() + UNSUBSCRIBE_LASTS)
        address_of_page = settings.PUBLIC_URL + reverse("outbox:unsubscribe", args=[links.token(link)])
        headers["List-Unsubscribe"] = f"<{address_of_page}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        context["unsubscribe_url"] = address_of_page
    with translation.override(language):
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        text = BLANK_LINES.sub("\n\n", render_to_string(f"{template}.txt", context)).strip() + "\n"
        html = render_to_string(f"{template}.html", context)
    message, made = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "about": about,
            "to": address,
            "to_name": to_name,
            "language": language,
            "subject": subject[:250],
            "text": text,
            "html": html,
            "headers": headers,
            "attachments": [_stored(*attachment) for attachment in attachments],
            "secret": secret,
            "due_at": due_at or timezone.now(),
        },
    )
    if made and message.due_at <= timezone.now():
        transaction.on_commit(lambda: nudging.nudge(DELIVER, message.pk), robust=True)
    return message


def _stored(name, mimetype, content, cid=""):
    return {"name": name, "type": mimetype, "base64": base64.b64encode(content).decode(), "cid": cid}
