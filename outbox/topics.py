"""What may be refused kind by kind (D57): a message without topic is service and is never cut."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """One kind of mail: `every` is the least time between two of them to one address (None: the day's budget only)."""

    code: str
    label: str | Promise
    text: str | Promise
    every: timedelta | None = None


NEWS, FOLLOW_UP, IDEAS, COACHING = "news", "follow-up", "ideas", "coaching"
TOPICS = {
    topic.code: topic
    for topic in (
        Topic(
            NEWS, _("News of the territory"), _("The next evenings and what becomes of the ideas, a few times a year.")
        ),
        Topic(FOLLOW_UP, _("After an evening"), _("What your table produced, what became of it later.")),
        Topic(IDEAS, _("Ideas that you wrote or follow"), _("Your idea was put together with another, a group meets.")),
        Topic(
            COACHING,
            _("Advice"),
            _("One thing to do next, at most once a week."),
            every=timedelta(days=7),  # D62
        ),
    )
}


def label(code):
    """Return the name of a topic; what a later version added is named plainly."""
    return TOPICS[code].label if code in TOPICS else _("Other messages")
