"""Which communes belong to a territory, and since when (D61)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from members.models.territories import Commune, Territory


@dataclass(frozen=True)
class Change:
    """What a new list would change on a day: lists of `Commune` that come and go, and how many there will be."""

    added: list
    removed: list
    total: int

    def __bool__(self):
        return bool(self.added or self.removed)


class PerimeterQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))

    def last_change(self):
        """Return the latest day on which a commune came or went, past or planned; None for an empty history."""
        found = self.aggregate(since=Max("since"), until=Max("until"))
        return max(filter(None, found.values()), default=None)

    def history(self):
        """Return [(day, communes that came, communes that left)], the latest first."""
        came = dict(self.order_by().values_list("since").annotate(Count("pk")))
        went = dict(self.order_by().exclude(until=None).values_list("until").annotate(Count("pk")))
        return [(day, came.get(day, 0), went.get(day, 0)) for day in sorted({*came, *went}, reverse=True)]


class PerimeterManager(models.Manager.from_queryset(PerimeterQuerySet)):
    def difference(self, territory, insee, *, since):
        """Return the `Change` that the communes of codes `insee` make on the day `since`."""
        known = {commune.insee: commune for commune in territory.communes_on(since)}
        wanted = {commune.insee: commune for commune in Commune.objects.filter(insee__in=insee)}
        added = [commune for code, commune in wanted.items() if code not in known]
        removed = [commune for code, commune in known.items() if code not in wanted]
        return Change(_by_name(added), _by_name(removed), len(wanted))

    def check_day(self, territory, since):
        """Refuse a day before the last change: history is not rewritten, figures of past evenings rest on it."""
        last = territory.perimeter.last_change()
        if last and since < last:
            raise ValidationError(
                _("The perimeter already changes on %(day)s: choose that day, or a later one."),
                code="since",
                params={"day": date_format(last, "j F Y")},
            )

    @transaction.atomic
    def change(self, territory, insee, *, since):
        """Make the communes of codes `insee` the perimeter from the day `since` on; return the `Change` (D61)."""
        Territory.objects.select_for_update().get(pk=territory.pk)  # two lists sent at once follow one another
        self.check_day(territory, since)
        change = self.difference(territory, insee, since=since)
        gone = territory.perimeter.on(since).filter(commune__in=change.removed)
        gone.filter(since=since).delete()  # come and gone on one day: it was never there
        gone.update(until=since)
        back = territory.perimeter.filter(commune__in=change.added, until=since)
        kept = set(back.values_list("commune_id", flat=True))
        back.update(until=None)
        self.bulk_create(
            Perimeter(territory=territory, commune=commune, since=since)
            for commune in change.added
            if commune.insee not in kept
        )
        return change


def _by_name(communes):
    return sorted(communes, key=lambda commune: commune.name)


class Perimeter(models.Model):
    """A commune that belongs to a territory from `since` until the day before `until` (D61)."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="perimeter")
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="perimeters")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PerimeterManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "commune", "since"], name="members_perimeter_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="members_perimeter_order"
            ),
        ]

    def __str__(self):
        return f"{self.territory} · {self.commune}"
