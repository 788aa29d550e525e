"""Which minutes are those of an assembly; what minutes are is in `members` (D51)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from members.assemblies.models.assembly import Assembly
from members.assemblies.models.officer import Officer
from members.models import Minutes


class AssemblyMinutesQuerySet(models.QuerySet):
    def for_lists(self):
        return self.select_related("minutes__territory", "assembly__cooperative__territory")

    def drafts(self):
        return self.filter(minutes__status=Minutes.Status.DRAFT)

    def adopted(self):
        """Those that members read."""
        return self.filter(minutes__status=Minutes.Status.ADOPTED)


class AssemblyMinutes(models.Model):
    assembly = models.OneToOneField(Assembly, models.PROTECT, related_name="written")
    minutes = models.OneToOneField(Minutes, models.CASCADE, related_name="+")

    objects = AssemblyMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes of an assembly")

    def __str__(self):
        return str(self.minutes)

    def office_of(self, person):
        """In what capacity `person` signs these minutes, in the language in force."""
        kinds = set(self.assembly.officers.held_by(person).values_list("kind", flat=True))
        if Officer.Kind.CHAIR in kinds:
            return pgettext("office", "chair of the general meeting")
        if Officer.Kind.SECRETARY in kinds:
            return pgettext("office", "secretary of the general meeting")
        return pgettext("office", "for the board of the cooperative")
