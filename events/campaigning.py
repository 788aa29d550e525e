"""Writes the mails of a confirmed campaign: in batches, outside the organiser's click, once per address."""

from django.db import transaction
from django.utils import timezone

from events.emails import campaigns as emails
from events.models import Campaign, CampaignStep
from events.models import audience as audiences
from foundation import jobs

BATCH = 20  # mails rendered in one transaction: well under a second


def begin_due(*, now):
    """Begin the campaigns planned for a moment that has come, close those that are over; running it twice changes
    nothing: a campaign begins by compare-and-set, and each mail has the campaign and the address for key."""
    for campaign in Campaign.objects.due(now).select_related("event"):
        campaign.launch(now=now)
    for campaign in Campaign.objects.over().select_related("event"):
        campaign.finish()


@jobs.kind(Campaign.JOB)
def write(lease):
    """Put one mail per confirmed person in the box; who left the selection meanwhile is left out and counted."""
    campaign = Campaign.objects.select_related("event__territory").filter(pk=lease.subject).first()
    if campaign is None or not campaign.is_sending:
        return
    still = {ref: address for address, ref in campaign.selection().people.items()}
    people, total = campaign.people, len(campaign.people)
    for start in range(0, total, BATCH):
        references = people[start : start + BATCH]
        with transaction.atomic():
            lease.advance(done=start, total=total)
            # First in the batch: whoever stops it waits for these mails, or these mails are never written.
            done = min(start + BATCH, total)
            gone = sum(ref not in still for ref in people[:done])
            if not Campaign.objects.sending().filter(pk=campaign.pk).update(written=done - gone, skipped=gone):
                return
            for ref, person in audiences.read([ref for ref in references if ref in still]).items():
                emails.campaign(campaign, person, address=still[ref])
        jobs.breathe()
    campaign.mark_written(now=timezone.now())


def send_test(campaign, person, *, by):
    """Send the draft to the organiser `by`, as `person` (any of its readers) would read it."""
    with transaction.atomic():
        campaign.steps.create(kind=CampaignStep.Kind.TESTED, by=by)
        emails.campaign_test(campaign, person, to=by.email)
