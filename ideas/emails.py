"""Every mail about an idea, one function per message; each key says what the mail is (D15, D18)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from foundation.codes import spaced
from outbox.models import Message
from outbox.queueing import queue

SECOND_THOUGHTS = timedelta(minutes=5)  # an answer can be undone before its mail leaves


def idea_received(idea):
    """The receipt, with the link that opens the idea; once per address."""
    _queue(idea, "idea_received", key=f"idea-received:{idea.receipt}:{idea.author_email}")


def idea_accepted(idea, *, step):
    _queue(idea, "idea_accepted", key=f"idea-answer:{idea.receipt}:{step.pk}", wait=SECOND_THOUGHTS)


def idea_refused(idea, *, step):
    _queue(idea, "idea_refused", key=f"idea-answer:{idea.receipt}:{step.pk}", wait=SECOND_THOUGHTS)


def idea_found(idea, *, link):
    """Someone typed the receipt: the link goes to the address attached, not to the screen (D11)."""
    _queue(idea, "idea_found", key=f"idea-found:{idea.receipt}:{link}")


def withdraw_answers(idea):
    """Take back answers that became untrue and have not left."""
    Message.objects.filter(key__startswith=f"idea-answer:{idea.receipt}:").withdraw()


def _queue(idea, name, *, key, wait=timedelta(0)):
    if not idea.author_email:
        return
    queue(
        key=key,
        kind=name.replace("_", "-"),
        to=idea.author_email,
        to_name=idea.author_name,
        template=f"emails/ideas/{name}",
        context={
            "idea": idea,
            "receipt": spaced(idea.receipt),
            "territory": idea.territory,
            "open_url": idea.open_url(),
            "page": reverse("ideas:idea", args=[idea.slug]),
        },
        language=idea.language,
        about=idea.event.subject,
        due_at=timezone.now() + wait if wait else None,
    )
