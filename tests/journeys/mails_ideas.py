"""Mails about contested and reported ideas, and about photos that someone wants to see go: lines of the gallery."""

from datetime import datetime

from django.utils import timezone

from events.models import EventPhoto
from foundation import pictures
from ideas import emails, reporting
from ideas.models import Claim, Report
from tests.pictures import upload


def claim(cast):
    return Claim.make(cast.idea, email="paul@example.org", words="Écrite à deux, au marché.", language=cast.language)


def reported(cast):
    assert cast.organiser.email
    cast.organiser.__class__.objects.filter(pk=cast.organiser.pk).update(language=cast.language)
    Report.objects.create(idea=cast.idea, reason="Publicité")
    reporting.queue_due(now=timezone.make_aware(datetime(2026, 11, 23, 9)))


def removal(cast):
    photo = EventPhoto.add(cast.event, pictures.read(upload()), by=None)
    return photo.contest(words="C’est moi, au fond à gauche.", email="zoe@example.org", language=cast.language)


MAILS = {
    "ideas/claim_heard": claim,
    # Both people are written to at once: each line makes one of the two last.
    "ideas/claim_kept": lambda cast: emails.claim_kept(claim(cast)),
    "ideas/claim_refused": lambda cast: emails.claim_refused(claim(cast)),
    "ideas/claim_granted": lambda cast: emails.claim_granted(claim(cast)),
    "ideas/claim_lost": lambda cast: claim(cast).grant(by=None),
    "ideas/reports": reported,
    "events/photo_removal_asked": removal,
    "events/photo_removal_granted": lambda cast: removal(cast).grant(),
    "events/photo_removal_refused": lambda cast: removal(cast).keep(by=None),
}
