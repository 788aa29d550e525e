"""The mail of a campaign: the team's words, for one reader; its key names the campaign and the address."""

from hashlib import sha256
from uuid import uuid4

from django.utils import translation

from events import wording
from foundation import wording as words
from outbox.models import Message
from outbox.queueing import queue

KIND = "event-campaign-"  # then its number: what an erasure looks for begins with « event- »
TEST = "event-campaign-test"
NEWS_VARIABLES = wording.COMMON
VARIABLES = (*wording.COMMON, wording.WORKSHOP, wording.TABLE, wording.TICKET_LINK)


def kind(campaign):
    return f"{KIND}{campaign.pk}"


def variables(*, news):
    """Which variables can stand in a campaign: news speak of the evening that invites, not of a ticket."""
    return NEWS_VARIABLES if news else VARIABLES


def title(campaign):
    """Return the subject as the team reads it: what differs from one reader to the next is « … »."""
    context = {"event": campaign.event, "territory": campaign.event.territory}
    values = {one.key: _value(one, context) or "…" for one in VARIABLES}
    return words.as_line(campaign.subject, values)


def campaign(campaign, person, *, address):
    """Queue the mail of one person; a known address was written to already."""
    digest = sha256(address.encode()).hexdigest()[:20]
    return _queue(
        campaign, person, key=f"campaign:{campaign.pk}:{digest}", kind=kind(campaign), to=address,
        topic=campaign.topic, priority=Message.Priority.LATER,
    )  # fmt: skip


def campaign_test(campaign, person, *, to):
    """Send `to` what `person` would read, at once; personal links stay theirs."""
    return _queue(campaign, person, key=f"campaign-test:{uuid4()}", kind=TEST, to=to, is_test=True)


def rendered(campaign, person, *, for_team=False):
    """Return the context in which the mail of `person` is read: {"said": {"subject", "text", "html"}, …}.

    `for_team`: somebody else reads it, so that no personal link is in it.
    """
    is_registration = hasattr(person, "ticket_link")
    event = campaign.event if campaign.is_news else person.event
    context = {"event": event, "territory": event.territory, "to_name": person.full_name, "person": person}
    if is_registration:
        hidden = event.public_url if for_team else ""
        own = "" if campaign.is_news else hidden or person.ticket_link()
        context |= {"registration": person, "access_url": own}
    else:
        context |= {"registration": _Helper(person)}
    language = language_of(person)
    with translation.override(language):
        values = {one.key: _value(one, context) for one in variables(news=campaign.is_news)}
    accent = event.territory.accent
    style = words.Style(link=f"color:{accent}") if accent else words.Style()
    context["said"] = {
        "subject": words.as_line(campaign.subject, values),
        "text": words.as_text(campaign.text, values),
        "html": words.as_html(campaign.text, values, style=style),
    }
    return context


def language_of(person):
    return getattr(person, "language", "fr")


class _Helper:
    """What a facilitator has of a reader: names and a table, no ticket."""

    def __init__(self, facilitator):
        self.given_name, self.table = facilitator.given_name, facilitator.table


def _value(variable, context):
    try:
        return variable.value(context)
    except (AttributeError, KeyError, TypeError, ValueError):  # someone without a table, an evening without a date
        return ""


def _queue(campaign, person, *, key, kind, to, is_test=False, topic="", priority=None):
    return queue(
        key=key,
        kind=kind,
        to=to,
        to_name=person.full_name if to == getattr(person, "email", None) else "",
        template="emails/events/campaign",
        context={**rendered(campaign, person, for_team=is_test), "is_test": is_test, "is_news": campaign.is_news},
        language=language_of(person),
        about=campaign.event.subject,
        topic=topic,
        priority=priority,
    )
