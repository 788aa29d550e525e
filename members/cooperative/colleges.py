"""The weights of colleges: first those of the statutes, then only what an adopted resolution changes (D42)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.amounts import plain
from members.cooperative.days import spoken_day
from members.cooperative.models import Cooperative, SettingStep, Weight, WeightSet
from members.cooperative.rules import EXTRAORDINARY

LEAST_COLLEGES = 3  # of the law on SCIC, as are the two bounds: they are no settings
LEAST_PERCENT, MOST_PERCENT = Decimal(10), Decimal(50)


@dataclass(frozen=True)
class Decision:
    """The resolution that changes weights, as the room of assemblies tells it: in words, with what came of it."""

    reference: str  # « Résolution 3 de l’assemblée générale extraordinaire du 12 juin 2026 »
    on: date  # the day of the assembly
    majority: str  # « ordinary » or « extraordinary »
    adopted: bool


def weights_on(cooperative, day):
    """Return {college pk: weight as a Fraction of 100} in force on `day`; empty when votes are not by college."""
    weight_set = cooperative.weight_sets.in_force(day)
    if weight_set is None:
        return {}
    return {pk: Fraction(percent) for pk, percent in weight_set.weights.values_list("college", "percent")}


def refusals_of_weights(percents):
    """Say what the law forbids in `percents` ({name of a college: Decimal}): sentences with the figures, or none.

    No college at all is allowed; else at least three, each from 10 to 50 %, 100 % in all (D42).
    """
    if not percents:
        return []
    found = []
    if len(percents) < LEAST_COLLEGES:
        told = ngettext(
            "There is %(count)s college: the law asks for at least three, or none.",
            "There are %(count)s colleges: the law asks for at least three, or none.",
            len(percents),
        )
        found.append(told % {"count": len(percents)})
    for name, percent in percents.items():
        if not LEAST_PERCENT <= percent <= MOST_PERCENT:
            told = _("“%(college)s” would weigh %(percent)s %%: a college weighs from 10 to 50 %%.")
            found.append(told % {"college": name, "percent": plain(percent)})
    total = sum(percents.values())
    if total > 100:
        told = _("The weights add up to %(total)s %%: that is %(difference)s too much, they must make exactly 100 %%.")
        found.append(told % {"total": plain(total), "difference": plain(total - 100)})
    elif total < 100:
        told = _("The weights add up to %(total)s %%: %(difference)s is missing, they must make exactly 100 %%.")
        found.append(told % {"total": plain(total), "difference": plain(100 - total)})
    return found


@transaction.atomic
def set_weights(cooperative, percents, *, since, decided_by, by):
    """Put the weights `percents` ({College: Decimal}, empty for none) in force from `since`; return the WeightSet.

    The first set is that of the statutes: `decided_by` says which ones. Any later one needs a `Decision`: a resolution
    adopted at the extraordinary majority, no later than `since`. ValidationError with the figures otherwise (D42).
    """
    Cooperative.objects.select_for_update().get(pk=cooperative.pk)  # two resolutions recorded at once, one after other
    latest = cooperative.weight_sets.first()
    refusals = refusals_of_weights({college.name: percent for college, percent in percents.items()})
    refusals += _refusals_of_decision(decided_by, since=since) if latest else []
    if latest and since <= latest.since:
        told = _("Weights already decided take effect on %(day)s: the new ones must take effect after that day.")
        refusals.append(told % {"day": spoken_day(latest.since)})
    if any(college.cooperative_id != cooperative.pk for college in percents):
        refusals.append(_("A college of another cooperative cannot have a weight here."))
    if refusals:
        raise ValidationError(refusals)
    reference = decided_by.reference if isinstance(decided_by, Decision) else decided_by
    weight_set = WeightSet.objects.create(cooperative=cooperative, since=since, decided_by=reference)
    Weight.objects.bulk_create(
        Weight(weight_set=weight_set, college=college, percent=percent) for college, percent in percents.items()
    )
    _record(cooperative, latest, percents, by=by)
    if percents and not cooperative.has_colleges:  # members can then be placed before the day comes
        Cooperative.objects.filter(pk=cooperative.pk).update(has_colleges=True)
        cooperative.has_colleges = True
    return weight_set


def _refusals_of_decision(decision, *, since):
    if not isinstance(decision, Decision) or not decision.adopted or decision.majority != EXTRAORDINARY:
        return [
            _(
                "The weights of colleges are part of the statutes: only a resolution adopted by an extraordinary "
                "general meeting changes them."
            )
        ]
    if since <= decision.on:  # else the votes of one meeting would not all weigh the same
        told = _("All the votes of %(day)s use the same weights: new ones take effect the day after at the soonest.")
        return [told % {"day": spoken_day(decision.on)}]
    return []


def _record(cooperative, latest, percents, *, by):
    before = {weight.college.name: weight.spoken for weight in latest.of_colleges()} if latest else {}
    after = {college.name: plain(percent) for college, percent in percents.items()}
    changes = [
        [name, before.get(name, ""), after.get(name, "")]
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
    cooperative.setting_steps.create(kind=SettingStep.Kind.WEIGHTS, changes=changes, by=by)
