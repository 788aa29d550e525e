"""Who counts the paper ballots, without an account: one access link each; two must find the same (D50, D64)."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import links
from foundation.models import Link
from members.assemblies.models.assembly import Assembly
from members.assemblies.models.resolution import Resolution

COUNTING = "paper-ballots"  # the purpose of access links to the paper ballots of one assembly
LINK_KEPT = timedelta(days=2)  # an assembly that ends late, or the next day


class TellerQuerySet(models.QuerySet):
    def active(self):
        return self.filter(revoked_at=None)

    def open_to(self, subjects):
        """Those whom access links name (`subjects`, texts) and who were not stopped."""
        return self.active().filter(pk__in=[int(subject) for subject in subjects if subject.isdecimal()])

    def beside(self, teller):
        """The others who count in the same assembly."""
        return self.filter(assembly=teller.assembly_id).exclude(pk=teller.pk)


class Teller(models.Model):
    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="tellers")
    name = models.CharField(_("given name and name"), max_length=150)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TellerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def access_link(self):
        return links.access(COUNTING, self.pk, until=max(self.assembly.starts_at, timezone.now()) + LINK_KEPT)

    def open_url(self):
        """The address to hand over, which is exchanged for a cookie."""
        return _address(self.access_link())

    @transaction.atomic
    def revoke(self):
        """Their link opens nothing more, at once; touched twice, it stays so."""
        Teller.objects.active().filter(pk=self.pk).update(revoked_at=timezone.now())
        links.revoke(COUNTING, self.pk)
        self.refresh_from_db()


def with_addresses(tellers):
    """Return [(teller, address to hand over, empty once its time is over)], in one statement for all links."""
    people = list(tellers)
    wanted = {"purpose": COUNTING, "subject__in": [str(one.pk) for one in people]}
    live = {link.subject: link for link in Link.objects.live().filter(**wanted)}
    return [(one, _address(live[str(one.pk)]) if str(one.pk) in live else "") for one in people]


def _address(link):
    return settings.PUBLIC_URL + reverse("assemblies:teller_link", args=[links.token(link)])


class PaperCount(models.Model):
    """What one teller read on the paper ballots of one vote; gone at its closing, and in no backup.

    `entries` is {college: {choice: number}} in a secret vote, {right: choice} in an open one; keys are texts, "" the
    college where there are none.
    """

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="+")
    teller = models.ForeignKey(Teller, models.CASCADE, related_name="+")
    entries = models.JSONField(default=dict)
    handed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resolution", "teller"], name="assemblies_one_count_each")]

    def __str__(self):
        return "…"
