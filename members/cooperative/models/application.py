"""What was asked to become a member, and what the board answered (D43); refusals are reported to the assembly."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member

MOST_SHARES = 100_000  # asked at once: above it, a zero was typed too many


class ApplicationQuerySet(models.QuerySet):
    def waiting(self):
        """Those that the board has not decided."""
        return self.filter(member__status=Member.Status.APPLIED)

    def to_be_paid(self):
        """Accepted, and not in the register yet."""
        return self.filter(member__status=Member.Status.ACCEPTED)

    def refused(self):
        """Those that the board refused; whoever took theirs back is none of them."""
        return self.filter(member__status=Member.Status.REFUSED, withdrawn_on=None)

    def to_report(self):
        """Refusals that no assembly was told of yet (D43)."""
        return self.refused().filter(reported_on=None)

    def with_paid(self):
        """Each with `already_paid`, in euros, None for nothing."""
        return self.annotate(already_paid=models.Sum("member__payments__amount"))

    def for_lists(self):
        """With what a line shows."""
        return self.select_related("member__category", "member__college", "member__cooperative__territory")


class Application(models.Model):
    """How many shares were asked, the words that came with it, and the board's answer; one per member."""

    member = models.OneToOneField(Member, models.PROTECT, related_name="application")
    shares = models.PositiveIntegerField(
        _("number of shares"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SHARES)],
    )
    share_value = models.DecimalField(max_digits=8, decimal_places=2)  # on the day it was asked
    message = models.TextField(_("why I would like to join"), max_length=1000, blank=True)
    language = models.CharField(max_length=5, default="fr")
    consent_version = models.CharField(max_length=12, blank=True)  # empty: typed by the board from paper
    key = models.UUIDField(null=True, unique=True, editable=False)  # of the form: a double click asks once
    decided_on = models.DateField(null=True, blank=True)
    why = models.TextField(_("reasons of the refusal"), max_length=1000, blank=True)
    reported_on = models.DateField(null=True, blank=True)  # to the assembly: D43
    reported_to = models.CharField(max_length=150, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)  # by whoever had applied

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(shares__gte=1), name="cooperative_one_share_at_least"),
        ]

    def __str__(self):
        return str(self.member)

    @property
    def amount(self):
        """What is to be paid, in euros."""
        return self.shares * self.share_value

    @property
    def paid(self):
        """What was paid so far, in euros."""
        return self.member.payments.aggregate(paid=models.Sum("amount"))["paid"] or Decimal(0)


class JoiningWords(models.Model):
    """What a cooperative says to who would join: whether they may, why, and how to pay."""

    cooperative = models.OneToOneField(Cooperative, models.CASCADE, related_name="joining_words")
    is_open = models.BooleanField(_("people may apply on the site"), default=True)
    welcome = models.TextField(_("words above the form"), max_length=2000, blank=True)
    how_to_pay = models.TextField(_("how to pay one’s shares"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("words for newcomers")

    def __str__(self):
        return str(self.cooperative)
