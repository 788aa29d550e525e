"""Shares to be given back: a queue in order, which the quarter of the greatest capital may hold (D43)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member


class RefundQuerySet(models.QuerySet):
    def waiting(self):
        """Those not paid yet, in the order of the queue."""
        return self.filter(paid_on=None).order_by("pk")

    def held(self):
        """Those that the capital does not allow yet."""
        return self.waiting().filter(possible_on=None)

    def payable(self):
        """Those that may be paid: their turn came."""
        return self.waiting().exclude(possible_on=None)

    def paid(self):
        return self.exclude(paid_on=None).order_by("-paid_on", "-pk")


class Refund(models.Model):
    """What a member is owed for shares given up; the key is the order of the queue."""

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="refunds")
    member = models.ForeignKey(Member, models.PROTECT, related_name="refunds")
    shares = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    asked_on = models.DateField(_("asked on"))
    possible_on = models.DateField(_("possible since"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund of shares")
        ordering = ["pk"]
        indexes = [models.Index(fields=["cooperative", "paid_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(shares__gte=1, amount__gt=0), name="cooperative_refund_is_something"),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(possible_on__isnull=False, paid_on__gte=F("possible_on")),
                name="cooperative_refund_paid_once_possible",
            ),
        ]

    def __str__(self):
        return f"{self.member} · {self.shares}"
