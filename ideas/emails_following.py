"""Questions to the authors of ideas, a month and three months after the evening (D10)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.wording import worded
from outbox.models import Message
from outbox.queueing import queue
from outbox.topics import FOLLOW_UP

# What the buttons say, by question: (answer, words).
BUTTONS = {
    "first_step": [
        ("yes", _("Yes, it is done")),
        ("not_yet", _("Not yet")),
        ("help", _("No, I need help")),
        ("stopped", _("My idea stops there")),
    ],
    "alive": [
        ("yes", _("Yes, it is alive")),
        ("help", _("It needs help")),
        ("stopped", _("It stops there")),
    ],
}


def question(follow_up):
    """One question, each answer a button; None when its author refused follow-ups."""
    idea, name = follow_up.idea, f"follow_up_{follow_up.kind}"
    url = settings.PUBLIC_URL + reverse("ideas:follow_up", args=[follow_up.link()])
    context = {
        "idea": idea,
        "event": idea.event,
        "territory": idea.event.territory,
        "idea_path": reverse("ideas:idea", args=[idea.slug]),
        "buttons": [(words, f"{url}?reponse={answer}") for answer, words in BUTTONS[follow_up.kind]],
        "to_name": idea.author_name,
    }
    return queue(
        key=_key(idea, follow_up.kind),
        kind=name.replace("_", "-"),
        to=idea.author_email,
        to_name=idea.author_name,
        template=f"emails/ideas/{name}",
        context=worded(f"ideas/{name}", context, language=idea.language),
        language=idea.language,
        about=idea.event.subject,
        topic=FOLLOW_UP,
    )


def withdraw_questions(idea):
    """Take back the questions that have not left: the idea stops, or was taken back."""
    Message.objects.filter(key__startswith=_key(idea, "")).withdraw()


def _key(idea, kind):
    return f"follow-up:{idea.receipt}:{kind}"
