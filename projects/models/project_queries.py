"""The words in which projects are looked for."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from foundation.folding import words
from ideas.groups.models import Membership
from members.models import Territory
from projects.models.stage import OVER, STOPPED, Stage


class ProjectQuerySet(models.QuerySet):
    def living(self):
        """Neither abandoned nor merged: at work, or stopped for a while."""
        return self.exclude(stage__in=OVER)

    def moving(self):
        """On the way: not stopped at all."""
        return self.exclude(stage__in=STOPPED)

    def stopped(self):
        return self.filter(stage__in=STOPPED)

    def at(self, stage):
        return self.filter(stage=stage)

    def published(self):
        return self.exclude(published_at=None)

    def public(self):
        """What everyone may read: its team published it, and it was not merged."""
        return self.published().exclude(stage=Stage.MERGED)

    def managed_by(self, person):
        """Of the territories where `person` organises today (D60)."""
        return self.filter(territory__in=Territory.objects.managed_by(person))

    def of_person(self, person):
        """Those whose team `person` is in today, under the address they proved (D65)."""
        return self.filter(group__in=Membership.objects.of_person(person).present().values("group"))

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.public()
        return self.filter(Q(pk__in=self.public().values("pk")) | Q(pk__in=self.managed_by(person).values("pk")))

    def with_bearer(self):
        """Someone accepted to bear it, and still does (D19)."""
        return self.filter(Exists(_bearing().current().bearers()))

    def borne_by_nobody(self):
        """Nobody bears it now."""
        return self.filter(~Exists(_bearing().current().bearers()))

    def seeking(self):
        """Going on, and says that it seeks a bearer (D21)."""
        return self.living().filter(seeking_bearer=True)

    def without_bearer(self, since):
        """Going on, and nobody has borne it at any moment after `since`, a datetime (D22)."""
        return self.living().filter(~Exists(_bearing().bearers().after(since)), created_at__lte=since)

    def matching(self, search):
        """Every word of `search`, without accents or capitals, in the name, the summary or its ideas' titles."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found

    def for_cards(self):
        """With what a public card shows."""
        return self.select_related("territory", "theme", "commune")

    def for_lists(self):
        """With what a line or a card shows, in a constant number of statements: `bearers`, accepted and current."""
        from projects.models.bearing import Bearing

        current = Prefetch(
            "bearings", Bearing.objects.current().bearers().select_related("membership"), to_attr="bearers"
        )
        found = self.select_related("territory", "event", "theme", "commune", "group", "merged_into")
        return found.prefetch_related(current)


def _bearing():
    from projects.models.bearing import Bearing

    return Bearing.objects.filter(project=OuterRef("pk"))
