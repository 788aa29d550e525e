"""What happened to a member, from the application to the way out: who, when, and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.cooperative.amounts import counted, euros
from members.cooperative.models.member import Member
from members.cooperative.models.payment import Payment


class MemberStep(models.Model):
    """One line of a member's history; `on` is the day it holds from, `at` the moment it was written."""

    class Kind(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("step", "applied")
        ACCEPTED = "accepted", _("accepted by the board")
        REFUSED = "refused", _("refused by the board")
        TAKEN_BACK = "taken_back", _("took the application back")
        PAID = "paid", _("payment received")
        REGISTERED = "registered", _("entered in the register")
        IMPORTED = "imported", _("taken over from the former register")
        INCREASED = "increased", _("subscribed further shares")
        GIVEN = "given", _("passed shares on")
        RECEIVED = "received", _("received shares")
        REDUCED = "reduced", _("asked for shares back")
        WITHDREW = "withdrew", _("withdrew from the cooperative")
        STRUCK_OFF = "struck_off", _("struck off, acknowledged by the board")
        REASONS = "reasons", _("reasons of an exclusion sent")
        HEARD = "heard", _("heard before an exclusion")
        DROPPED = "dropped", _("exclusion given up")
        EXCLUDED = "excluded", _("excluded by the assembly")
        POSSIBLE = "possible", _("refund possible")
        REFUNDED = "refunded", pgettext_lazy("step", "shares refunded")

    member = models.ForeignKey(Member, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=300, blank=True)  # said as it was written, in its own language
    figures = models.JSONField(default=dict)  # {name of `FIGURES`: what JSON keeps of it}
    why = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["member", "-id"])]

    def __str__(self):
        return f"{self.member_id} · {self.get_kind_display()}"

    @property
    def said(self):
        """What it was about, in the reader's language."""
        told = [str(tell(self.figures[name])) for name, tell in FIGURES.items() if name in self.figures]
        return " · ".join(filter(None, [*told, self.details]))


class Cause(models.TextChoices):
    """Why a member is struck off: facts that the board acknowledges, and does not judge (D44)."""

    DEATH = "death", _("death")
    CONTRACT = "contract", _("end of the employment contract")
    DISSOLVED = "dissolved", _("the structure no longer exists")
    CATEGORY = "category", _("no longer fits any category of members")


FIGURES = {
    "shares": counted,
    "amount": euros,
    "method": lambda method: Payment.Method(method).label,
    "number": lambda number: gettext("number %(number)s") % {"number": number},
    "to": lambda name: pgettext("shares", "to %(name)s") % {"name": name},
    "given_by": lambda name: pgettext("shares", "from %(name)s") % {"name": name},
    "cause": lambda cause: Cause(cause).label,
    "none_left": lambda _true: gettext("all shares were passed on"),
}


class ExclusionQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(status=Exclusion.Status.UNDER_WAY)

    def over(self):
        """Those pronounced or given up."""
        return self.exclude(status=Exclusion.Status.UNDER_WAY)


class Exclusion(models.Model):
    """One procedure of exclusion: reasons sent 15 days before the assembly, hearing recorded, resolution (D44)."""

    class Status(models.TextChoices):
        UNDER_WAY = "under_way", pgettext_lazy("exclusion", "under way")
        DONE = "done", pgettext_lazy("exclusion", "excluded")
        DROPPED = "dropped", pgettext_lazy("exclusion", "given up")

    member = models.ForeignKey(Member, models.PROTECT, related_name="exclusions")
    reasons = models.TextField(_("reasons"), max_length=3000)
    reasons_sent_on = models.DateField(_("reasons sent on"))
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    hearing = models.TextField(_("what was said, or that the member did not come"), max_length=3000, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)  # the resolution in full
    decided_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.UNDER_WAY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(status="under_way"),
                name="cooperative_one_exclusion_at_a_time",
                violation_error_message=_("An exclusion of this member is under way already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="done")
                | models.Q(heard_on__isnull=False, decided_on__isnull=False) & ~models.Q(decided_by=""),
                name="cooperative_excluded_was_heard",
            ),
        ]

    def __str__(self):
        return f"{self.member} · {self.reasons_sent_on}"
