"""Each time that all members were written to about an assembly: the call, an addition, a move, its cancelling (D45)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from members.assemblies.models.assembly import Assembly


class Edition(models.Model):
    """One sending to everyone; `said` tells members in a sentence what changed since the one before."""

    class Kind(models.TextChoices):
        CALL = "call", pgettext_lazy("edition of a notice", "the notice")
        ADDITION = "addition", pgettext_lazy("edition of a notice", "an addition to the agenda")
        MOVE = "move", pgettext_lazy("edition of a notice", "a new date or place")
        CANCEL = "cancel", pgettext_lazy("edition of a notice", "the meeting is cancelled")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CALL)
    said = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["assembly", "number"], name="assemblies_edition_once")]

    def __str__(self):
        return f"{self.assembly_id} · {self.number}"
