"""The same news on paper, for who has no address (D63): the text of the mail, without what only a screen can do."""

import re

from events.wording import worded
from outbox import writing

SIGNATURE = "\n-- \n"  # what mails end with: why the reader receives them, links
ADDRESS = re.compile(r"https?://\S+")
# Asked for from a screen: nobody waits two days for them.
NEVER_ON_PAPER = ("change-requested", "ticket-links")


def on_paper(registration, name, *, key, kind, context):
    """Put a letter among those to print and return it; None for who is at the door, or whose relative is told.

    It takes the place of the letters to the same person that nobody printed yet: the newest says what counts.
    """
    at_the_door = registration.source == registration.Source.WALK_IN
    relative_is_told = registration.brought_by_id is not None and kind.startswith("event-")
    if at_the_door or relative_is_told or kind in NEVER_ON_PAPER or registration.erased_at:
        return None
    context = worded(f"events/{name}", {**context, "on_paper": True, "to_name": ""}, language=registration.language)
    rendered = writing.render(f"emails/events/{name}", context, language=registration.language)
    registration.letters.exclude(key=(key := _own(key, registration))).withdraw()
    return registration.letters.write(
        key=key,
        registration=registration,
        kind=kind,
        language=registration.language,
        subject=rendered["subject"],
        text=without_links(rendered["text"]),
        has_ticket="tickets" in context or name == "event_changed",
    )


def without_links(text):
    """Return `text` up to its signature, without the paragraphs that lead to a page."""
    body = text.partition(SIGNATURE)[0]
    return "\n\n".join(part for part in body.split("\n\n") if not ADDRESS.search(part)).strip() + "\n"


def _own(key, registration):
    """News of the evening has one key per address: without one, the ticket's code tells people apart."""
    return f"letter:{key}" if key.endswith(f":{registration.code}") else f"letter:{key}:{registration.code}"
