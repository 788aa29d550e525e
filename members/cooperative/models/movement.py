"""Shares subscribed, passed on, refunded: rows that are only ever added, and the capital is their sum (D43)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Kept
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member

# An import of the register that is being undone takes back what it wrote, the same day.
UNDOING = (
    "EXISTS (SELECT 1 FROM cooperative_importedmember i JOIN cooperative_registerimport b ON b.id = i.batch_id"
    " WHERE i.member_id = OLD.member_id AND b.status = 'undoing')"
)


class ShareMovementQuerySet(models.QuerySet):
    def until(self, day):
        """Those that had taken effect at the end of `day`."""
        return self.filter(on__lte=day)

    def of_authorities(self):
        """Those of local authorities and their groupings (D43)."""
        return self.filter(member__is_authority=True)

    def for_display(self):
        """Latest first, with what a line shows."""
        return self.select_related("counterpart", "by").order_by("-on", "-pk")


class ShareMovement(models.Model):
    """One movement: `shares` and `amount` (euros) are added to the capital, negative when they leave it."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("taken over from the former register")
        SUBSCRIBED = "subscribed", _("first subscription")
        INCREASED = "increased", _("further subscription")
        RECEIVED = "received", _("shares received from another member")
        GIVEN = "given", _("shares passed on to another member")
        REFUNDED = "refunded", pgettext_lazy("shares", "refunded")

    guards = [
        Frozen(
            "movement_says_what_it_said",
            fields=["cooperative", "member", "kind", "shares", "amount", "on", "counterpart", "details", "at"],
            says=_("A movement of shares never changes: another one corrects it."),
        ),
        Kept(
            "movement_stays",
            once=f"NOT {UNDOING}",
            says=_("Movements of shares are kept for ever."),
        ),
    ]

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="movements")
    member = models.ForeignKey(Member, models.PROTECT, related_name="movements")
    kind = models.CharField(_("movement"), max_length=10, choices=Kind)
    shares = models.IntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    on = models.DateField()
    counterpart = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    details = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ShareMovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement of shares")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["cooperative", "on"]), models.Index(fields=["member", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("given", "refunded"), shares__lt=0, amount__lt=0)
                | Q(kind__in=("opening", "subscribed", "increased", "received"), shares__gt=0, amount__gt=0),
                name="cooperative_movement_has_its_sign",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("given", "received"), counterpart__isnull=False)
                | ~Q(kind__in=("given", "received")) & Q(counterpart=None),
                name="cooperative_transfer_has_two_sides",
            ),
        ]

    def __str__(self):
        return f"{self.member} · {self.shares:+} · {self.on}"
