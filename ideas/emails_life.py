"""The mail of each real step in the life of an idea: to those who wrote it or a part of it, and to its followers (D18).

A key says the idea, the step and the reader: « idea-life:K7QPMR2X:812:K7QPMR2X: » or « …:812:follower-9: ».
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from events.wording import worded
from ideas import journeys
from outbox.models import Message
from outbox.queueing import queue
from outbox.topics import IDEAS


@dataclass(frozen=True)
class Reader:
    """Whom a step is told to: `idea` is what they wrote, the whole or a part of it; None for a follower."""

    email: str
    name: str
    language: str
    idea: Any
    mark: str
    stop_url: str = ""  # of a follower: the page whose one button stops


def step_taken(idea, step, name, *, readers, due_at):
    """Queue the mail `name` of `step` to each of `readers`, for `due_at`; a known key writes nothing."""
    page = settings.PUBLIC_URL + journeys.path_of(idea)
    for reader in readers:
        context = {
            "idea": idea,
            "event": idea.event,
            "territory": idea.territory,
            "part": reader.idea if reader.idea and reader.idea.pk != idea.pk else None,
            "follows": reader.idea is None,
            "stop_url": reader.stop_url,
            "given_name": reader.name,
            "why": step.why,
            "stage": idea.public_stage,
            "journey_url": reader.idea.open_url(journey=True) if reader.idea else page,
        }
        template = f"{name}_follower" if reader.idea is None else name
        queue(
            key=f"{_of(idea)}{step.pk}:{reader.mark}:",
            kind=f"idea-{template.replace('_', '-')}",
            to=reader.email,
            to_name=reader.name,
            template=f"emails/ideas/{template}",
            context=worded(f"ideas/{template}", context, language=reader.language),
            language=reader.language,
            about=idea.event.subject,
            topic=IDEAS,
            due_at=due_at,
        )


def told_steps(idea):
    """Return (keys of steps whose mail waits, keys of steps whose mail left) of `idea`, as two sets."""
    waiting, left = set(), set()
    mails = Message.objects.filter(key__startswith=_of(idea))
    for key, status in mails.values_list("key", "status"):
        if status != Message.Status.WITHDRAWN:
            (waiting if status in (*Message.WAITING, Message.Status.GROUPED) else left).add(int(key.split(":")[2]))
    return waiting - left, left


def withdraw(idea, *, steps=None):
    """Take back what has not left about `steps` (their keys), or about the whole life of `idea`."""
    mails = Message.objects.filter(key__startswith=_of(idea))
    for step in [None] if steps is None else steps:
        about = mails if step is None else mails.filter(key__startswith=f"{_of(idea)}{step}:")
        about.withdraw()


def _of(idea):
    return f"idea-life:{idea.receipt}:"
