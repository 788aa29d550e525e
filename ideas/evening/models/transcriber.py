"""Who types the paper sheets without an account: one access link each, closed with one touch (D60, D64)."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from foundation import links
from foundation.models import Link

TRANSCRIPTION = "transcription"  # the purpose of access links to the sheets of one evening, for one person
LINK_KEPT = timedelta(days=30)  # stacks are typed in the days that follow
NAME_KEPT = timedelta(days=90)  # to thank who typed; their number of sheets stays
STALLS_LAST = timedelta(days=400)  # ideas are gathered on paper months before an evening has its date


class TranscriberQuerySet(models.QuerySet):
    def active(self):
        return self.filter(revoked_at=None)

    def open_to(self, subjects):
        """Those whom access links name (`subjects`, texts) and who were not stopped."""
        return self.active().filter(pk__in=[int(subject) for subject in subjects if subject.isdecimal()])

    def named_before(self, now):
        """Those whose name is of no more use: their evening is long over, or never had a date."""
        known = self.exclude(name="")
        return known.filter(Q(event__ends_at__lt=now - NAME_KEPT) | Q(created_at__lt=now - STALLS_LAST - NAME_KEPT))

    def with_counts(self):
        """Add `sheet_count`, the sheets that each typed."""
        return self.annotate(sheet_count=Count("sheets"))


class Transcriber(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="transcribers")
    name = models.CharField(_("given name"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TranscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("person who types the sheets")
        indexes = [models.Index(fields=["event", "revoked_at"])]

    def __str__(self):
        return self.name or str(_("Erased name"))

    @classmethod
    @transaction.atomic
    def make(cls, event, *, name):
        """Open the sheets of `event` to someone, with a link of their own."""
        made = cls.objects.create(event=event, name=name)
        made.access_link()
        return made

    def access_link(self):
        now = timezone.now()
        until = self.event.ends_at + LINK_KEPT if self.event.ends_at else now + STALLS_LAST
        return links.access(TRANSCRIPTION, self.pk, until=max(until, now + LINK_KEPT))

    def open_url(self):
        """The address to hand over, which is exchanged for a cookie."""
        return _address(self.access_link())

    @transaction.atomic
    def revoke(self):
        """Their link opens nothing more, at once; touched twice, it stays so."""
        Transcriber.objects.active().filter(pk=self.pk).update(revoked_at=timezone.now())
        links.revoke(TRANSCRIPTION, self.pk)
        self.refresh_from_db()


def with_addresses(transcribers):
    """Return [(transcriber, address to hand over, empty once its time is over)], in one statement for all links."""
    people = list(transcribers)
    wanted = {"purpose": TRANSCRIPTION, "subject__in": [str(one.pk) for one in people]}
    live = {link.subject: link for link in Link.objects.live().filter(**wanted)}
    return [(one, _address(live[str(one.pk)]) if str(one.pk) in live else "") for one in people]


def _address(link):
    return settings.PUBLIC_URL + reverse("evening:paper_link", args=[links.token(link)])
