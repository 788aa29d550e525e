"""Filters that someone keeps under a name, for themselves."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from foundation.folding import fold

MOST_FILTERS = 20  # shown all together above the list


class SavedFilter(models.Model):
    """`query` is what stands after « ? » in the address of the board."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name of this filter"), max_length=60)
    folded = models.CharField(max_length=120)
    query = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "folded"], name="sorting_savedfilter_once")]

    def __str__(self):
        return self.name

    @classmethod
    def keep(cls, person, *, name, query):
        """Keep `query` under `name`; ValidationError for an empty name, a name in use, or one filter too many."""
        name = " ".join(name.replace("\x00", "").split())
        if not name or len(name) > 60:
            raise ValidationError(_("Give this filter a name, at most 60 characters."), code="name")
        if cls.objects.filter(person=person).count() >= MOST_FILTERS:
            raise ValidationError(_("You keep twenty filters already: delete one first."), code="too_many")
        try:
            with transaction.atomic():
                return cls.objects.create(person=person, name=name, folded=fold(name)[:120], query=query)
        except IntegrityError:
            said = _("You already have a filter named “%(name)s”: choose another name.") % {"name": name}
            raise ValidationError(said, code="taken") from None
