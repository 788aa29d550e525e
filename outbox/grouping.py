"""One grouped mail a day (D62): what is not service, to one address and on one day, leaves together.

Messages with a topic are held. At the set hour of Paris, those of each address become one mail: a single message leaves
as itself, several are put in one. `Message.slot` makes the day's mail unique, whatever number of workers run.
"""

import re
from datetime import time, timedelta
from hashlib import sha256
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe

from outbox import limits, topics, writing
from outbox.models import EVERYTHING, Mailbox, Message, OptOut
from outbox.refusals import DEAD

HOUR, UNTIL = time(17), time(21)  # people read at the end of the day; nobody's phone rings at night for news
MOST_PER_RUN = 300  # addresses of one run: the next one, ten minutes later, goes on
SIGNATURE = "\n-- \n"
INNER = re.compile(r"<!--words-->(.*)<!--/words-->", re.DOTALL)
KIND = "digest"


def next_moment(after):
    """Return when a message held since `after` will leave at the earliest."""
    return limits.next_moment(HOUR, after=after)


def has_budget(topic):
    """Whether this topic has a least time between two mails, on top of the day's."""
    return topic in topics.TOPICS and topics.TOPICS[topic].every is not None


def queue_due(*, now, most=MOST_PER_RUN):
    """Let the mail of the day leave to each address that has one; return how many mails were queued.

    Running it twice, or in two workers, changes nothing: an address has one slot a day.
    """
    local = timezone.localtime(now)
    if not HOUR <= local.time() < UNTIL:
        return 0
    held = Message.objects.held_until(now).exclude(to="").order_by("to", "pk")
    taken = Message.objects.exclude(slot=None).filter(slot__endswith=f":{local.date()}").values("to")
    addresses = list(held.exclude(to__in=taken).values_list("to", flat=True).distinct().order_by("to")[:most])
    queued = 0
    for start in range(0, len(addresses), 50):
        waiting = held.filter(to__in=addresses[start : start + 50])
        for address, group in groupby(waiting, key=lambda message: message.to):
            queued += _leave(address, list(group), now=now)
    return queued


def slot(address, day):
    return f"{KIND}:{sha256(address.encode()).hexdigest()[:32]}:{day}"


def _leave(address, messages, *, now):
    """Let `messages` leave to `address` as one mail, once; return 1, or 0 when another did or nothing is left."""
    try:
        with transaction.atomic():
            wanted = _still_wanted(address, messages, now=now)
            if not wanted:
                return 0
            day = timezone.localdate(now)
            if len(wanted) == 1:
                return _release(wanted[0], slot=slot(address, day), now=now)
            return _group(address, wanted, slot=slot(address, day), now=now)
    except IntegrityError:  # the slot of the day is taken
        return 0


def _still_wanted(address, messages, *, now):
    """Withdraw what its reader refused meanwhile or what newer advice replaces; return the others."""
    refused = set(OptOut.objects.filter(address=address).values_list("topic", flat=True))
    wanted, gone, seen = [], [], set()
    if Mailbox.objects.dead().filter(address=address).exists():
        dead = Message.objects.held().filter(pk__in=[message.pk for message in messages])
        dead.update(status=Message.Status.FAILED, last_error=DEAD)
        return []
    for message in reversed(messages):  # the newest advice says what is true today
        if refused & {message.topic, EVERYTHING} or (has_budget(message.topic) and message.topic in seen):
            gone.append(message.pk)
        elif not _is_too_soon(message, now=now):
            wanted.append(message)
        seen.add(message.topic)
    Message.objects.filter(pk__in=gone).withdraw()
    return wanted[::-1]


def _is_too_soon(message, *, now):
    if not has_budget(message.topic):
        return False
    # Some hours less than the week: the mail of the day leaves at about the same hour, not at the same second.
    since = now - topics.TOPICS[message.topic].every + timedelta(hours=6)
    same = Message.objects.filter(to=message.to, topic=message.topic).exclude(pk=message.pk)
    inside = same.grouped().filter(inside__created_at__gt=since)
    alone = same.exclude(slot=None).filter(due_at__gt=since)
    return inside.exists() or alone.exists()


def _release(message, *, slot, now):
    left = Message.objects.held().filter(pk=message.pk)
    return left.update(status=Message.Status.QUEUED, slot=slot, due_at=now)


def _group(address, messages, *, slot, now):
    first = messages[-1]
    keys = [message.pk for message in messages]
    # The row first: whoever comes second stops here, before anything is changed.
    mail = Message.objects.create(
        key=slot, slot=slot, kind=KIND, topic=KIND, priority=Message.Priority.LATER, to=address, due_at=now,
        to_name=first.to_name, language=first.language, subject="…",
    )  # fmt: skip
    taken = Message.objects.held().filter(pk__in=keys).update(status=Message.Status.GROUPED, inside=mail)
    if taken != len(keys):  # one was withdrawn at this instant: the next run groups what stays
        raise IntegrityError
    for name, value in _rendered(mail, messages).items():
        setattr(mail, name, value)
    mail.save(update_fields=["subject", "text", "html", "headers", "attachments"])
    return 1


def _rendered(mail, messages):
    headers, urls = writing.refusable(sorted({message.topic for message in messages}), mail.to)
    parts = [
        {"subject": message.subject, "text": _inner_text(message), "html": _inner_html(message)} for message in messages
    ]
    context = {"parts": parts, "to_name": mail.to_name, **urls}
    return {
        **writing.render("emails/outbox/digest", context, language=mail.language),
        "headers": {"Auto-Submitted": "auto-generated", **headers},
        "attachments": [attachment for message in messages for attachment in message.attachments],
    }


def _inner_text(message):
    return message.text.partition(SIGNATURE)[0].strip()


def _inner_html(message):
    """The words of a mail without its frame: already escaped when it was rendered."""
    found = INNER.search(message.html)
    return (
        mark_safe(found[1]) if found else linebreaks(_inner_text(message), autoescape=True)
    )  # our own rendering, kept in the row
