"""A campaign's mail, and the one of the day that holds several: lines of the gallery (`mails.py`)."""

from datetime import timedelta

from django.utils import timezone

from events.emails import campaigns as emails_campaigns
from outbox import grouping
from outbox.queueing import queue
from tests.factories import make_campaign

TEXT = (
    "# À très vite\n\nBonjour {given_name},\n\nVotre table vous attend le **{date}** à {hour}, {place}.\n\n"
    "- Le parking de la gare est gratuit dès 17 heures.\n- Votre billet : [le voici]({ticket_link})."
)


def campaign(cast):
    one = make_campaign(event=cast.event, subject="{evening} : venir à plusieurs, se garer, arriver", text=TEXT)
    emails_campaigns.campaign(one, cast.nadia, address=cast.nadia.email)


def digest(cast):
    before = timezone.now() - timedelta(days=1)
    for number, (topic, template) in enumerate((("ideas", "ideas/idea_accepted"), ("news", "events/event_cancelled"))):
        queue(
            key=f"digest-part:{number}", kind="test", to="nadia@example.org", to_name="Nadia Morel", topic=topic,
            template=f"emails/{template}", language=cast.language, due_at=before,
            context={
                "idea": cast.idea, "event": cast.event, "territory": cast.territory, "registration": cast.nadia,
                "idea_url": cast.event.public_url, "event_url": cast.event.public_url, "reason": "La neige.",
            },
        )  # fmt: skip
    at_five = timezone.localtime().replace(hour=17, minute=5)
    grouping.queue_due(now=at_five)


MAILS = {"events/campaign": campaign, "outbox/digest": digest}
