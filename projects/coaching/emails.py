"""The one piece of advice of a week, by mail: what to do, why it matters, three answers without login (D62, D64)."""

from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from outbox.queueing import queue_to
from outbox.topics import COACHING

BUTTONS = [
    ("done", pgettext_lazy("answer to advice", "Done")),
    ("later", pgettext_lazy("answer to advice", "Later")),
    ("not_relevant", pgettext_lazy("answer to advice", "Not relevant")),
]


def key_of(address, week):
    """What makes the mail of a week unique: its reader, whatever the number of groups and territories."""
    return f"coaching:{week:%G-W%V}:{sha256(address.encode()).hexdigest()[:32]}"


def weekly(suggestion, found, *, territory, week):
    """Queue the advice `found` (a `Next`) for its holder, in the mail of the day; None when they want none of it."""
    holder, advice = found.holder, found.advice
    answer_url = settings.PUBLIC_URL + reverse("coaching:by_link", args=[suggestion.link()])
    return queue_to(
        holder,
        key=key_of(holder.email, week),
        kind="coaching",
        template="emails/coaching/weekly",
        context={
            "sentence": advice.sentence(str(found.subject), language=holder.language),
            "why": advice.why(language=holder.language),
            "act": found.act,
            "open_url": holder.open_url(found.url),
            "answers": [(words, f"{answer_url}?reponse={answer}") for answer, words in BUTTONS],
            "territory": territory,
        },
        about=f"territory:{territory.pk}",
        topic=COACHING,
    )
