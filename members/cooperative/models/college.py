"""Categories (a legal duty, D40) and colleges (voting groups, D41, D42), whose weights are dated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.cooperative.amounts import plain
from members.cooperative.models.cooperative import Cooperative


class Category(models.Model):
    """What a member is for the law: at least three, among them employees or producers, and beneficiaries (D40)."""

    class Kind(models.TextChoices):
        EMPLOYEES = "employees", _("employees or producers")
        BENEFICIARIES = "beneficiaries", _("beneficiaries")
        OTHER = "other", _("other")

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="categories")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("for the law"), max_length=13, choices=Kind, default=Kind.OTHER)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "name"], name="cooperative_category_once")]

    def __str__(self):
        return self.name


class College(models.Model):
    """A voting group; each member is in exactly one (D41)."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="colleges")
    name = models.CharField(_("name"), max_length=80)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["cooperative", "name"], name="cooperative_college_once")]

    def __str__(self):
        return self.name


class WeightSetQuerySet(models.QuerySet):
    def in_force(self, day):
        """The set in force on `day`, or None: the latest one that has taken effect (D42)."""
        return self.filter(since__lte=day).order_by("-since", "-pk").first()


class WeightSet(models.Model):
    """The weights of colleges from `since` on; after the first, only an adopted resolution makes one (D42)."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="weight_sets")
    since = models.DateField(_("in force from"))
    decided_by = models.CharField(_("decided by"), max_length=200)  # the statutes, or the resolution in full

    objects = WeightSetQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self):
        return f"{self.cooperative} · {self.since}"

    def of_colleges(self):
        """The weights in the order of the colleges, each with its college."""
        return self.weights.select_related("college").order_by("college__rank", "college__pk")


class Weight(models.Model):
    """The weight of one college in a set, in hundredths of the whole: 10 to 50, 100 in all (D42)."""

    weight_set = models.ForeignKey(WeightSet, models.CASCADE, related_name="weights")
    college = models.ForeignKey(College, models.PROTECT, related_name="weights")
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weight_set", "college"], name="cooperative_weight_once"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=10, percent__lte=50),
                name="cooperative_weight_between_10_and_50",
                violation_error_message=_("A college weighs from 10 to 50 % (the law on SCIC)."),
            ),
        ]

    def __str__(self):
        return f"{self.college} · {self.percent}"

    @property
    def spoken(self):
        """The weight without the zeros that say nothing: « 33,33 », « 20 »."""
        return plain(self.percent)
