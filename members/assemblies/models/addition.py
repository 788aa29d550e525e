"""What members had put on an agenda that was locked: who asked, and when (D45)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.assemblies.models.assembly import Assembly
from members.assemblies.models.resolution import Resolution
from members.cooperative.models import Member


class Addition(models.Model):
    """One request, recorded with the members who signed it; `edition` is the notice that told everyone."""

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="additions")
    resolution = models.OneToOneField(Resolution, models.CASCADE, related_name="addition")
    askers = models.ManyToManyField(Member, related_name="+", verbose_name=_("members who ask for it"))
    received_on = models.DateField(_("received on"))
    edition = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.assembly_id} · {self.resolution_id}"
