"""What members paid for their shares: rows that are only ever added; a mistake is corrected by a negative one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Kept
from members.cooperative.models.member import Member


class Payment(models.Model):
    """Money received from a member, in euros; negative when a wrong line is corrected or a sum given back."""

    class Method(models.TextChoices):
        TRANSFER = "transfer", _("bank transfer")
        CHEQUE = "cheque", _("cheque")
        CARD = "card", _("card")
        CASH = "cash", _("cash")
        OTHER = "other", pgettext_lazy("payment", "otherwise")

    guards = [
        Frozen(
            "share_payment_says_what_it_said",
            fields=["member", "amount", "on", "method", "reference", "at"],
            says=_("A payment never changes: another line corrects it."),
        ),
        Kept("share_payment_stays", says=_("Payments are kept for ever.")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="payments")
    amount = models.DecimalField(_("amount, in euros"), max_digits=12, decimal_places=2)
    on = models.DateField(_("received on"))
    method = models.CharField(max_length=8, choices=Method, default=Method.TRANSFER)
    reference = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("payment")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="cooperative_payment_is_something"),
        ]

    def __str__(self):
        return f"{self.member} · {self.amount} · {self.on}"
