"""The grid on which experts write their opinion: seven criteria, from 0 to 4, and their usual weights (D27)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

HIGHEST = 4
TOTAL = 100


class Criterion(models.TextChoices):
    NEED = "need", gettext_lazy("Answer to the need")
    ECONOMY = "economy", gettext_lazy("Economic viability")
    TEAM = "team", gettext_lazy("Bearer and team")
    ROOTS = "roots", gettext_lazy("Roots in the territory and co-operations")
    EFFECTS = "effects", gettext_lazy("Ecological, social and cultural effects")
    NOVELTY = "novelty", gettext_lazy("Novelty")
    FEASIBILITY = "feasibility", gettext_lazy("Feasibility")


USUAL = {
    Criterion.NEED.value: 15,
    Criterion.ECONOMY.value: 25,
    Criterion.TEAM.value: 15,
    Criterion.ROOTS.value: 15,
    Criterion.EFFECTS.value: 15,
    Criterion.NOVELTY.value: 5,
    Criterion.FEASIBILITY.value: 10,
}

QUESTIONS = {
    Criterion.NEED.value: gettext_lazy("Does someone here wait for it?"),
    Criterion.ECONOMY.value: gettext_lazy("Can it live, and on whose money?"),
    Criterion.TEAM.value: gettext_lazy("Is there someone to bear it, and people around?"),
    Criterion.ROOTS.value: gettext_lazy("With whom here will it work?"),
    Criterion.EFFECTS.value: gettext_lazy("What does it change around it?"),
    Criterion.NOVELTY.value: gettext_lazy("Does it bring what is not here yet?"),
    Criterion.FEASIBILITY.value: gettext_lazy("Are the first steps within reach?"),
}


@dataclass(frozen=True)
class Line:
    """A line of the grid as a page shows it; `weight` is out of 100."""

    code: str
    label: str
    question: str
    weight: int


def lines(weights):
    """Return the grid in its order, as `Line`s, under `weights` {criterion: weight}."""
    return [Line(one.value, one.label, QUESTIONS[one.value], weights[one.value]) for one in Criterion]


def checked(weights):
    """Return `weights` as {criterion: whole number}, in order; ValidationError unless they make 100 in all (D27)."""
    known = {one.value: weights.get(one.value) for one in Criterion}
    if set(weights) != set(known) or any(type(weight) is not int or weight < 0 for weight in known.values()):
        raise ValidationError(_("Give each line of the grid a whole number, 0 or more."), code="weights")
    if (total := sum(known.values())) != TOTAL:
        raise ValidationError(
            _("The weights make %(total)s in all: they must make 100. Nothing was changed."),
            params={"total": total},
            code="total",
        )
    return known


def mark(weights, scores):
    """Return the weighted mark out of 100 of `scores` {criterion: 0 to 4 or None}; None until every line has its own.

    It informs, it does not decide (D27).
    """
    if any(scores.get(code) is None for code in weights):
        return None
    return round(sum(weight * scores[code] for code, weight in weights.items()) / HIGHEST)
