"""Tags: words that a team puts on ideas to find them again, one list per territory."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.folding import fold
from ideas.models import Idea
from members.models import Territory

MOST_TAGS = 100  # per territory: beyond, nobody finds a tag in the list any more


def clean_name(text):
    """One tag as it is kept: no comma, which stands between tags where several are written."""
    return " ".join(text.replace(",", " ").split()).strip(" #;")


def folded_name(text):
    return fold(clean_name(text))[: 2 * Tag.LONGEST]


class TagQuerySet(models.QuerySet):
    def managed_by(self, person):
        return self.filter(territory__in=Territory.objects.managed_by(person))

    def of_name(self, name, *, territory):
        return self.filter(territory=territory, folded=folded_name(name))

    def named(self, name, *, territory):
        """Return the tag of this name, made when it is new; accents and capitals do not make another one.

        ValidationError when the name is empty or too long, or when the territory has `MOST_TAGS` already.
        """
        name = clean_name(name)
        if not name or len(name) > Tag.LONGEST:
            said = _("A tag is a few words, at most %(most)s characters.") % {"most": Tag.LONGEST}
            raise ValidationError(said, code="name")
        known = self.of_name(name, territory=territory).first()
        if known:
            return known
        if self.filter(territory=territory).count() >= MOST_TAGS:
            raise ValidationError(_("Your territory has a hundred tags already: use one of them."), code="too_many")
        self.bulk_create([self.model(territory=territory, name=name, folded=folded_name(name))], ignore_conflicts=True)
        return self.of_name(name, territory=territory).get()


class Tag(models.Model):
    LONGEST = 40

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST)
    folded = models.CharField(max_length=2 * LONGEST)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["territory", "folded"], name="sorting_tag_once")]

    def __str__(self):
        return self.name


class IdeaTag(models.Model):
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["tag__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["idea", "tag"], name="sorting_ideatag_once")]

    def __str__(self):
        return f"{self.idea} · {self.tag}"
