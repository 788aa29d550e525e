"""A proxy: a member who will not come lets another one vote in their place (D46)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.assemblies.models.assembly import Assembly
from members.cooperative.models import Member


class ProxyQuerySet(models.QuerySet):
    def standing(self):
        """Neither revoked, nor given back, nor void."""
        return self.filter(ended_at=None)

    def ended(self):
        """Taken back, given back, or void."""
        return self.exclude(ended_at=None)

    def blank(self):
        """Which name nobody: they follow the board, and are counted apart."""
        return self.filter(holder=None, spouse="")

    def named(self):
        return self.exclude(holder=None, spouse="")

    def for_display(self):
        """In the order of the register, with both names."""
        return self.select_related(
            "giver__person", "holder__person", "recorded_by", "assembly__cooperative__territory"
        ).order_by("giver__number", "pk")


class Proxy(models.Model):
    """`giver` lets `holder` vote; without one, `spouse` (not a member, when the statutes allow it), else blank."""

    class Ending(models.TextChoices):
        REVOKED = "revoked", pgettext_lazy("proxy", "taken back")
        DECLINED = "declined", pgettext_lazy("proxy", "given back by who had received it")
        ATTENDED = "attended", pgettext_lazy("proxy", "void: the person came")

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="proxies")
    giver = models.ForeignKey(Member, models.PROTECT, related_name="proxies_given")
    holder = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="proxies_held")
    spouse = models.CharField(_("name of the spouse"), max_length=150, blank=True)
    on_paper = models.BooleanField(default=False)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(  # of the board, for a paper one
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["assembly", "holder", "ended_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "giver"], condition=Q(ended_at=None), name="assemblies_one_proxy_each"
            ),
            models.CheckConstraint(
                condition=Q(holder=None) | ~Q(holder=F("giver")),
                name="assemblies_no_proxy_to_oneself",
                violation_error_message=_("A proxy is given to someone else."),
            ),
            models.CheckConstraint(condition=Q(holder=None) | Q(spouse=""), name="assemblies_proxy_to_one_person"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="assemblies_proxy_ending_is_told",
            ),
        ]

    def __str__(self):
        return f"{self.giver_id} → {self.holder_id or self.spouse}"

    @property
    def stands(self):
        return self.ended_at is None

    @property
    def is_blank(self):
        return self.holder_id is None and not self.spouse

    @property
    def holder_name(self):
        """Who votes: a member, a spouse, or "" for a blank proxy."""
        return str(self.holder) if self.holder_id else self.spouse
