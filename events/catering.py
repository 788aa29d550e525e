"""What the caterer and the hall are told: how many of what, and the words apart (D68); only of people registered."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Need, NeedTick

MOST_WORDS = 200


@dataclass(frozen=True)
class Words:
    """Something said in one's own words; `code` finds the person again when the team must ask more."""

    text: str
    code: str


@dataclass(frozen=True)
class Counts:
    registered: int
    access: list  # [(label, number)]
    diets: list
    children: int
    ages: list  # texts, one per family
    access_words: list
    diet_words: list

    @property
    def lines(self):
        """Everything counted, as (group, label, number)."""
        lines = [(_("People registered"), "", self.registered)]
        lines += [(_("Access"), label, number) for label, number in self.access]
        lines += [(_("Food"), label, number) for label, number in self.diets]
        return [*lines, (_("Children"), ", ".join(self.ages), self.children)]

    @property
    def is_empty(self):
        numbers = [number for _label, number in (*self.access, *self.diets)]
        return not (any(numbers) or self.children or self.access_words or self.diet_words)


def counts(event):
    """Return the `Counts` of `event`, in five statements whatever it gathers."""
    totals = NeedTick.totals(event)
    needs = Need.objects.standing().filter(registration__event=event)
    families = needs.filter(children__gt=0)
    return Counts(
        registered=event.registrations.live().count(),
        access=_labelled(NeedTick.ACCESS, totals),
        diets=_labelled(NeedTick.DIETS, totals),
        children=families.aggregate(n=Sum("children"))["n"] or 0,
        ages=[ages for ages in families.order_by("pk").values_list("children_ages", flat=True)[:MOST_WORDS] if ages],
        access_words=_words(needs, "access_words"),
        diet_words=_words(needs, "diet_words"),
    )


def _labelled(whats, totals):
    return [(capfirst(what.label), totals.get(what.value, 0)) for what in whats]


def _words(needs, name):
    said = needs.exclude(**{name: ""}).order_by("pk").values_list(name, "registration__code")
    return [Words(text, code) for text, code in said[:MOST_WORDS]]
