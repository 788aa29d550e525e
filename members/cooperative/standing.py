"""What stands in the way of a cooperative: the law not met, the vote that could not be secret (D40, D42, D50)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.amounts import plain
from members.cooperative.colleges import weights_on
from members.cooperative.models import Category, College
from members.cooperative.setting_up import LEAST_CATEGORIES

SECRET_FROM = 5  # ballots: with fewer in a college, its counts would tell who voted what (D50)


@dataclass(frozen=True)
class Alert:
    """`blocks`: the law is not met, or someone could not vote; else it is worth knowing. Nothing changes by itself."""

    code: str
    message: str
    blocks: bool


@dataclass(frozen=True)
class CollegeNow:
    """A college today: how many registered members, what it weighs (a Fraction of 100, None without a weight)."""

    college: College
    members: int
    weight: Fraction | None

    @property
    def percent(self):
        """The weight as one reads it, nothing without one."""
        return "" if self.weight is None else plain(Decimal(self.weight.numerator) / self.weight.denominator)

    @property
    def cannot_be_secret(self):
        """Whether its counts in a secret vote are merged with another's, for lack of members (D50)."""
        return self.weight is not None and 0 < self.members < SECRET_FROM


@dataclass(frozen=True)
class Standing:
    members: int
    categories: list  # of Category, each with `count`
    colleges: list  # of CollegeNow
    alerts: list

    @property
    def blocking(self):
        return [alert for alert in self.alerts if alert.blocks]

    @property
    def warnings(self):
        return [alert for alert in self.alerts if not alert.blocks]


def standing_of(cooperative, *, today):
    """Return the `Standing` of `cooperative` today: four statements whatever its size."""
    count = Count("members", filter=Q(members__in=cooperative.members.registered(today)))
    voiceless = Count("members", filter=Q(members__in=cooperative.members.registered(today).without_delegate()))
    categories = list(cooperative.categories.annotate(count=count, voiceless=voiceless))
    weights = weights_on(cooperative, today)
    colleges = [
        CollegeNow(college, college.count, weights.get(college.pk))
        for college in cooperative.colleges.annotate(count=count)
    ]
    members = sum(category.count for category in categories)
    alerts = [
        *_of_categories(categories, members),
        *_of_colleges(cooperative, colleges, members, today, bool(weights)),
        *_of_delegates(sum(category.voiceless for category in categories)),
    ]
    return Standing(members, categories, colleges, alerts)


def _of_categories(categories, members):
    """The law looks at who is in the register, not at the words of the statutes (D40)."""
    if not members:
        return
    present = [category for category in categories if category.count]
    if len(present) < LEAST_CATEGORIES:
        told = ngettext(
            "The members are of one category only: the law asks for at least three.",
            "The members are of %(count)s categories only: the law asks for at least three.",
            len(present),
        )
        yield Alert("categories", told % {"count": len(present)}, blocks=True)
    kinds = {category.kind for category in present}
    if Category.Kind.EMPLOYEES not in kinds:
        yield Alert(
            "employees", _("No member is an employee or a producer: the law asks for at least one."), blocks=True
        )
    if Category.Kind.BENEFICIARIES not in kinds:
        yield Alert("beneficiaries", _("No member is a beneficiary: the law asks for at least one."), blocks=True)


def _of_colleges(cooperative, colleges, members, today, by_college):
    if not by_college:
        return
    placed = sum(one.members for one in colleges if one.weight is not None)
    if lost := members - placed:
        told = ngettext(
            "%(count)s member is in no college that weighs: they could not vote. Put them in one.",
            "%(count)s members are in no college that weighs: they could not vote. Put each in one.",
            lost,
        )
        yield Alert("unplaced", told % {"count": lost}, blocks=True)
    for one in colleges:
        if one.weight is not None and members and not one.members:
            told = _("“%(college)s” has nobody: its weight is shared or lost at each vote, as your rules say.")
            yield Alert("empty", told % {"college": one.college}, blocks=False)
        if one.cannot_be_secret:
            told = ngettext(
                "“%(college)s” has %(count)s member: a secret vote would not hide what they chose, its figures are"
                " shown together with those of another college.",
                "“%(college)s” has %(count)s members: a secret vote would not hide what they chose, its figures are"
                " shown together with those of another college.",
                one.members,
            )
            yield Alert("secret", told % {"college": one.college, "count": one.members}, blocks=False)


def _of_delegates(voiceless):
    """A legal person votes through its delegate (D41): a former register may name none."""
    if voiceless:
        told = ngettext(
            "%(count)s structure has no delegate: nobody can vote for it. Name one on its card.",
            "%(count)s structures have no delegate: nobody can vote for them. Name one on each card.",
            voiceless,
        )
        yield Alert("delegates", told % {"count": voiceless}, blocks=False)
