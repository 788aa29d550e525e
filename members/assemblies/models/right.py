"""The right to vote in one ballot, as presence stood when it opened: each voter once (D46, D47)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Kept
from members.assemblies import quorum
from members.assemblies.models.proxy import Proxy
from members.assemblies.models.resolution import Resolution
from members.assemblies.models.taking_part import who_takes_part
from members.assemblies.models.voter import Voter, locked


class BallotRightQuerySet(models.QuerySet):
    def exercised_by(self, voter):
        """The ballots that `voter` gives: their own, when present or remote, and one per proxy received."""
        return self.filter(Q(voter=voter, mode__in=(quorum.PRESENT, quorum.REMOTE)) | Q(holder=voter))

    def exercised_by_members(self, members):
        """The same for members of the register, whatever the assembly."""
        own = Q(voter__member__in=members, mode__in=(quorum.PRESENT, quorum.REMOTE))
        return self.filter(own | Q(holder__member__in=members))

    def blank(self):
        """Represented by a proxy that names nobody: they follow the board, apart (D46)."""
        return self.filter(blank=True)

    def for_display(self):
        return self.select_related("voter", "voter__college", "holder").order_by("voter__number", "pk")

    def turnout(self):
        """Return the `quorum.Turnout` of these rights, which are of one ballot."""
        rows = self.values_list("voter", "mode", "blank")
        ways = [(voter, mode) for voter, mode, _blank in rows]
        return quorum.turnout(ways, blank={voter for voter, _mode, blank in rows if blank})


class BallotRight(models.Model):
    """One voter in one ballot; made by `freeze_rights`, never changed: everything about voting hangs on it.

    `mode` represented: `holder` votes; without one, the proxy follows the board (`blank`), or names a spouse who is no
    member and votes on paper (not `blank`).
    """

    guards = [
        Frozen(
            "right_stays_as_frozen",
            fields=["resolution", "voter", "mode", "holder", "proxy", "blank"],
            says=_("Who votes was fixed when the ballot opened."),
        ),
        Kept("right_is_kept", says=_("Who votes was fixed when the ballot opened.")),
    ]

    class Mode(models.TextChoices):
        PRESENT = quorum.PRESENT, pgettext_lazy("way of taking part", "present")
        REMOTE = quorum.REMOTE, pgettext_lazy("way of taking part", "from afar")
        REPRESENTED = quorum.REPRESENTED, pgettext_lazy("way of taking part", "represented")

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="rights")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="rights")
    mode = models.CharField(max_length=11, choices=Mode)
    holder = models.ForeignKey(Voter, models.PROTECT, null=True, blank=True, related_name="rights_held")
    proxy = models.ForeignKey(Proxy, models.PROTECT, null=True, blank=True, related_name="rights")
    blank = models.BooleanField(default=False)

    objects = BallotRightQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["resolution", "holder"])]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "voter"], name="assemblies_one_right_each"),
            models.CheckConstraint(
                condition=Q(mode__in=("present", "remote"), proxy=None, holder=None, blank=False)
                | Q(mode="represented", proxy__isnull=False) & (Q(blank=False) | Q(holder=None)),
                name="assemblies_represented_by_a_proxy",
            ),
        ]

    def __str__(self):
        return f"{self.resolution_id} · {self.voter_id} · {self.mode}"


@transaction.atomic
def freeze_rights(resolution, *, now=None):
    """Fix who votes on `resolution` as presence stands, and return these rights; a second call changes nothing (D46).

    Present counts before remote, remote before represented; a proxy counts while its holder is there, a blank one
    always. Call it in the transaction that opens the ballot: presences and proxies wait for it (`locked`).
    """
    now = now or timezone.now()
    assembly = locked(resolution.assembly)
    rights = BallotRight.objects.filter(resolution=resolution)
    if rights.exists():
        return rights
    if not assembly.is_open:
        raise ValidationError(_("The meeting is not in session: open it first."))
    BallotRight.objects.bulk_create(
        BallotRight(resolution=resolution, voter_id=one.voter, mode=one.mode, holder_id=one.holder, proxy_id=one.proxy,
                    blank=one.blank)
        for one in who_takes_part(assembly, now=now)
    )  # fmt: skip
    return rights
