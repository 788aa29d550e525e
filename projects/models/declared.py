"""Real projects of before the platform: what was declared, in its words, with its source; no stage is invented."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.folding import fold, words
from members.models import Territory


class DeclaredProjectQuerySet(models.QuerySet):
    def matching(self, search):
        """Every word of `search`, without accents or capitals."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found


class DeclaredProject(models.Model):
    """Never counted with the projects followed here: nobody knows where it stands but those who declared it."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="declared_projects")
    name = models.CharField(_("name"), max_length=120)
    wording = models.CharField(max_length=400)
    source = models.CharField(max_length=250)
    declared_on = models.CharField(max_length=40, blank=True)  # « octobre 2019 »: sources rarely say the day
    position = models.PositiveSmallIntegerField(default=0)
    folded = models.TextField(editable=False)

    objects = DeclaredProjectQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded = fold(f"{self.name} {self.wording}")
        super().save(**kwargs)
