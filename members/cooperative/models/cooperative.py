"""A cooperative (SCIC) and its rules: what law or statutes vary is a setting, with the usual value (D40–D52)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Role, Territory

KEEPING = (Role.Kind.BOARD,)  # who keeps the register and calls assemblies (D60)


class CooperativeQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Those that `person` administers today (D60); none for a visitor."""
        if not person.is_authenticated:
            return self.none()
        roles = Role.objects.in_force().filter(person=person, kind__in=KEEPING)
        return self.filter(territory__in=roles.values("territory"))


class Cooperative(models.Model):
    """The cooperative of one territory; the defaults are the usual rules [settings]."""

    class LegalForm(models.TextChoices):
        SA = "sa", _("limited company (SA)")
        SARL = "sarl", _("private limited company (SARL)")
        SAS = "sas", _("simplified company (SAS)")

    class Aggregation(models.TextChoices):
        """How the votes of colleges make one result (D49)."""

        PROPORTIONAL = "proportional", _("each college counts in proportion of its votes")
        BLOC = "bloc", _("each college gives all its weight to its majority")
        NONE = "none", _("one member, one vote, all together")

    class Silent(models.TextChoices):
        """What becomes of the weight of a college in which nobody voted for nor against (D49)."""

        RENORMALISE = "renormalise", _("shared among the colleges that voted")
        ZERO = "zero", _("lost: the share is out of 100")

    territory = models.OneToOneField(Territory, models.CASCADE, related_name="cooperative")
    name = models.CharField(_("name of the cooperative"), max_length=150)
    legal_form = models.CharField(_("legal form"), max_length=4, choices=LegalForm, default=LegalForm.SA)
    registered_office = models.CharField(_("registered office"), max_length=200, blank=True)
    registration = models.CharField(_("registration number"), max_length=60, blank=True)
    share_value = models.DecimalField(
        _("value of a share, in euros"), max_digits=8, decimal_places=2, default=Decimal(50)
    )
    has_colleges = models.BooleanField(_("votes are counted by college"), default=True)  # none, or at least 3: D42
    authorities_share = models.DecimalField(  # D43
        _("capital that local authorities hold at most, in %"), max_digits=5, decimal_places=2, default=Decimal(50)
    )
    notice_days = models.PositiveSmallIntegerField(
        _("full days between the notice and the assembly"), default=15
    )  # D45
    second_notice_days = models.PositiveSmallIntegerField(_("full days for a second call"), default=10)
    additions_share = models.DecimalField(  # D45
        _("share of the voting rights that may add to the agenda, in %"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(5),
    )
    additions_days = models.PositiveSmallIntegerField(_("days before the assembly until which one may add"), default=10)
    record_days = models.PositiveSmallIntegerField(
        _("days before the assembly when voters are listed"), default=0
    )  # D47
    spouse_proxies = models.BooleanField(_("a proxy may be given to one’s spouse"), default=False)  # D46
    small_proxies = models.PositiveSmallIntegerField(_("proxies a member may hold, under 20 members"), default=1)
    proxies_divisor = models.PositiveSmallIntegerField(_("else one proxy for how many members"), default=20)
    ordinary_quorum = models.DecimalField(
        _("ordinary quorum, in %"), max_digits=5, decimal_places=2, default=Decimal(20)
    )  # D47
    ordinary_quorum_again = models.DecimalField(
        _("ordinary quorum on second call, in %"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    extraordinary_quorum = models.DecimalField(
        _("extraordinary quorum, in %"), max_digits=5, decimal_places=2, default=Decimal(25)
    )
    extraordinary_quorum_again = models.DecimalField(
        _("extraordinary quorum on second call, in %"), max_digits=5, decimal_places=2, default=Decimal(20)
    )
    ordinary_numerator = models.PositiveSmallIntegerField(default=1)  # majorities as exact fractions: D48
    ordinary_denominator = models.PositiveSmallIntegerField(default=2)
    ordinary_strict = models.BooleanField(_("strictly more than the ordinary majority"), default=True)
    extraordinary_numerator = models.PositiveSmallIntegerField(default=2)
    extraordinary_denominator = models.PositiveSmallIntegerField(default=3)
    extraordinary_strict = models.BooleanField(_("strictly more than the extraordinary majority"), default=False)
    aggregation = models.CharField(_("how colleges count"), max_length=12, choices=Aggregation, default="proportional")
    silent = models.CharField(_("a college without votes"), max_length=12, choices=Silent, default="renormalise")
    remote_ballots = models.BooleanField(_("the statutes allow to vote from afar"), default=True)  # D50
    reserves_share = models.DecimalField(  # D52
        _("share of the surplus put in reserves, in %"), max_digits=5, decimal_places=2, default=Decimal("57.50")
    )
    last_audit_on = models.DateField(_("last co-operative audit"), null=True, blank=True)
    audit_years = models.PositiveSmallIntegerField(_("years between two audits"), default=5)
    year_ends_month = models.PositiveSmallIntegerField(_("month in which the financial year ends"), default=12)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("cooperative")
        constraints = [
            models.CheckConstraint(condition=Q(share_value__gt=0), name="cooperative_share_value_positive"),
            models.CheckConstraint(
                condition=Q(ordinary_numerator__gte=1, ordinary_numerator__lt=F("ordinary_denominator"))
                & Q(extraordinary_numerator__gte=1, extraordinary_numerator__lt=F("extraordinary_denominator")),
                name="cooperative_majorities_are_fractions",
            ),
            models.CheckConstraint(condition=Q(proxies_divisor__gte=1), name="cooperative_proxies_divisor_positive"),
            models.CheckConstraint(
                condition=Q(year_ends_month__gte=1, year_ends_month__lte=12), name="cooperative_year_ends_in_a_month"
            ),
        ]

    def __str__(self):
        return self.name

    def keepers(self):
        """Those who administer it today and have an address, a list."""
        roles = Role.objects.in_force().filter(territory=self.territory_id, kind__in=KEEPING)
        return [role.person for role in roles.select_related("person").order_by("pk") if role.person.email]
