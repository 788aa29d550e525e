"""An existing register brought as a file, and the members that were made of it."""

from django.db import models

from foundation.importing.files import BroughtFile, BroughtFileQuerySet
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member


class RegisterImport(BroughtFile):
    """One file of a register. The plan is made again at each look; « undoing » lasts one transaction, lets rows go."""

    namespace = "cooperative"

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="imports")
    meanings = models.JSONField(default=dict)  # "college:word of the file" → pk of a college; likewise categories

    objects = BroughtFileQuerySet.as_manager()

    @property
    def where(self):
        return [self.cooperative.territory.slug]

    def tell_columns(self, columns):
        """Say what the columns are ({field: index}): the lines can be looked at."""
        self.step(self.WAITING, self.Status.PLANNED, columns=columns)

    def tell_meanings(self, meanings):
        """Say which college or category the file's words mean ({"college:word": pk})."""
        self.step((self.Status.PLANNED,), self.Status.PLANNED, meanings={**self.meanings, **meanings})

    def forget_file(self):
        """Forget the file once its lines are in the register."""
        RegisterImport.objects.filter(pk=self.pk).update(packed=None)
        self.packed = None


class ImportedMember(models.Model):
    """A member that an import wrote, and the line of the file it came from."""

    batch = models.ForeignKey(RegisterImport, models.CASCADE, related_name="members")
    member = models.OneToOneField(Member, models.CASCADE, related_name="imported")
    line = models.PositiveIntegerField()

    class Meta:
        ordering = ["line"]

    def __str__(self):
        return f"{self.batch_id} · {self.line}"
