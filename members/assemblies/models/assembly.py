"""A general meeting of a cooperative: called, held, closed (D45–D47)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative.models import Cooperative


class AssemblyQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Those of the cooperatives that `person` administers (D60)."""
        return self.filter(cooperative__in=Cooperative.objects.kept_by(person))


class Assembly(models.Model):
    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary general meeting")
        EXTRAORDINARY = "extraordinary", _("extraordinary general meeting")
        MIXED = "mixed", _("mixed general meeting")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("assembly", "being prepared")
        CALLED = "called", pgettext_lazy("assembly", "members called")  # the agenda is locked: D45
        OPEN = "open", pgettext_lazy("assembly", "in session")
        CLOSED = "closed", pgettext_lazy("assembly", "closed")
        CANCELLED = "cancelled", pgettext_lazy("assembly", "cancelled")

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="assemblies")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.ORDINARY)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    second_call_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="called_again")
    record_on = models.DateField(_("voters listed on"), null=True, blank=True)  # D47
    rules = models.JSONField(default=dict, editable=False)  # of the cooperative, frozen at the notice: D48
    called_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AssemblyQuerySet.as_manager()

    class Meta:
        verbose_name = _("general meeting")
        indexes = [models.Index(fields=["cooperative", "-starts_at"])]

    def __str__(self):
        return f"{self.get_kind_display()} · {timezone.localdate(self.starts_at)}"
